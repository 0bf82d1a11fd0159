/** Whatever Graph answers at whichever request, or wherever the server dies: each email goes once, and nothing is stuck or left behind. */

import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { GraphError } from '../../../server/graph/errors.ts'
import type { StepDraft } from '../../../server/domain/sequences/sequence.ts'
import { hour, minute, openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import { ana, rita } from '../../support/server/makers.ts'
import { resumeByHand } from '../../support/server/resume.ts'
import { away, type Errand, type Fault } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.work()
})
afterEach(() => {
  stage.close()
})

const automatic: StepDraft = { subject: 'A short question', body: 'Hello' }
const byHand: StepDraft = { ...automatic, kind: 'manual-email', delay: 'PT0S', thread: 'new' }
const last: StepDraft = { kind: 'to-do', subject: 'Look', body: '', delay: 'PT1H' }

const drafts = () => stage.graph.mails.filter((one) => one.isDraft)

/** Closely at first, when most doubts clear, and then for a day. */
async function settle(): Promise<void> {
  const waits = [...times(6, 15 * second), ...times(6, 2 * minute), hour, hour, 24 * hour]
  for (const wait of waits) {
    await stage.work()
    stage.pass(wait)
  }
  await stage.work()
}

function times(count: number, ms: number): number[] {
  return Array.from({ length: count }, () => ms)
}

async function begin(steps: StepDraft[]): Promise<string> {
  await stage.sequence(steps)
  return (await stage.enroll(ana.address, { name: 'Ana Alves' })).id
}

/** The rep sends what lies ready, if anything does. */
function sendDrafts(): void {
  for (const draft of drafts()) stage.graph.sendByHand(draft.id)
}

const paused = { reason: 'manual' as const, text: 'Paused.', evidence: null }

/** Each answers the enrollment; the fault strikes within. */
const flows: Record<string, () => Promise<string>> = {
  'an automatic email': async () => {
    const id = await begin([automatic, last])
    await settle()
    return id
  },
  'an email by hand': async () => {
    const id = await begin([byHand, last])
    await settle()
    sendDrafts()
    await settle()
    return id
  },
  'an email by hand that is paused and resumed': async () => {
    const id = await begin([byHand, last])
    await stage.work()
    await stage.db.transaction((tx) => pauseEnrollment(tx, stage.context, id, paused))
    await settle()
    await resumeByHand(stage, rita, id, 'manual')
    await settle()
    sendDrafts()
    await settle()
    return id
  },
  'an email by hand whose enrollment is ended and undone': async () => {
    const id = await begin([byHand, last])
    await stage.work()
    await unenrollManually(stage.context, rita, id)
    await settle()
    await undoManually(stage.context, rita, id)
    await settle()
    sendDrafts()
    await settle()
    return id
  },
  'an automatic email whose enrollment is ended and undone while Graph is away': async () => {
    const id = await begin([automatic, last])
    stage.graph.fail('list', 'before', away, 2)
    await stage.work()
    await unenrollManually(stage.context, rita, id)
    await stage.work()
    await undoManually(stage.context, rita, id)
    await settle()
    return id
  },
}

/** What is asked of Graph on each way, and what is asked only after something went wrong. */
const asked: Record<string, Errand[]> = {
  'an automatic email': ['draft', 'list', 'send', 'one'],
  'an email by hand': ['draft', 'mark', 'list', 'one', 'folder'],
  'an email by hand that is paused and resumed': ['draft', 'mark', 'list', 'one', 'delete', 'find'],
  'an email by hand whose enrollment is ended and undone': ['mark', 'list', 'one', 'delete'],
  'an automatic email whose enrollment is ended and undone while Graph is away': [
    'draft',
    'list',
    'send',
    'one',
    'delete',
  ],
}
const missing = new GraphError('not-found', 404, 'ErrorItemNotFound', null)
const answers: [string, Fault['when'], Fault['answer']][] = [
  ['killed before', 'before', 'crash'],
  ['killed after', 'after', 'crash'],
  ['answered 404', 'before', missing],
  ['done but answered 404', 'after', missing],
  ['answered 504', 'before', away],
  ['done but answered 504', 'after', away],
]
const cases = Object.keys(flows).flatMap((flow) =>
  (asked[flow] ?? []).flatMap((errand) =>
    answers.map(([words, when, answer]) => ({ flow, errand, words, when, answer })),
  ),
)

test.each(cases)('$flow, $words at “$errand”', async ({ flow, errand, when, answer }) => {
  stage.graph.fail(errand, when, answer)
  const id = (await flows[flow]?.()) ?? ''
  const seen = await stage.enrollment(id)
  // A person is asked where nobody can say; that is no end of it, but nothing goes twice.
  if (seen.state === 'paused') await resumeByHand(stage, rita, id)
  await settle()
  sendDrafts()
  await settle()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
  expect(drafts().filter((one) => one.folder !== 'deleteditems')).toEqual([])
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'active',
    next: { kind: 'task', step: 2 },
    emailsSent: 1,
  })
  expect((await stage.emails(id)).filter((one) => one.state !== 'withdrawn')).toMatchObject([
    { state: 'sent' },
  ])
})
