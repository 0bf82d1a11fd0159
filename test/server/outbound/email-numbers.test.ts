/** Emails are numbered as their contact received them: steps that send nothing, and emails that never went, do not count. */

import type { StepDraft } from '../../../server/domain/sequences/sequence.ts'
import { finishTask } from '../../../server/services/tasks/complete-task.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { stepPerformanceOf } from '../../../server/store/sequences/step-stats.ts'
import { taskOf } from '../../../server/store/outbound/tasks.ts'
import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { day, hour, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { ana, rita, ritaId } from '../../support/server/makers.ts'
import { away } from '../../support/server/scripted-graph.ts'
import { resumeByHand } from '../../support/server/resume.ts'

const call: StepDraft = { kind: 'call', subject: 'Call them', body: '' }
const opening: StepDraft = { delay: 'PT0S', subject: 'A short question', body: 'Hello' }
const byHand: StepDraft = { kind: 'manual-email', delay: 'P1D', thread: 'same', body: 'Hello' }
const followUp: StepDraft = { delay: 'P1D', thread: 'same', body: 'One more word' }

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => {
  stage.close()
})

async function enrolled(steps: StepDraft[]): Promise<string> {
  await stage.sequence(steps)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  return id
}

async function after(ms: number): Promise<void> {
  stage.pass(ms)
  await stage.work()
}

async function finish(id: string, step: number, outcome: 'done' | 'skipped'): Promise<void> {
  const task = await taskOf(stage.db, id, step)
  const done = await finishTask(stage.context, rita, task?.id ?? '', { outcome })
  if (isRefused(done)) throw new Error(done.refused.detail)
  await stage.work()
}

async function reply(id: string): Promise<void> {
  const sent = (await stage.emails(id)).filter((one) => one.state === 'sent').at(-1)
  stage.graph.deliver(ritaId, {
    headers: [{ name: 'In-Reply-To', value: sent?.messageId ?? '' }],
  })
  await after(20 * minute)
}

test('after a call the first email is email 1, and its reply counts at its own step', async () => {
  const id = await enrolled([call, opening, followUp])
  await finish(id, 1, 'done')
  expect(await stage.timeline(id)).toContain('Email 1 was sent: “A short question”.')
  await reply(id)
  expect(await stage.enrollment(id)).toMatchObject({
    reason: 'replied',
    explanation: expect.stringContaining('replied to email 1.') as unknown,
    evidence: { emailNumber: 1 },
  })
  expect(await stepPerformanceOf(stage.db, 'sequence-1')).toEqual([
    { step: 2, coming: 0, sent: 1, replied: 1, bounced: 0 },
  ])
})

test('an email by hand that was skipped gives its number to the next', async () => {
  const id = await enrolled([opening, byHand, followUp, followUp])
  await after(day)
  expect((await stage.emails(id)).map((one) => one.number)).toEqual([1, 2])
  await finish(id, 2, 'skipped')
  await after(day)
  expect(await stage.timeline(id)).toContain('Email 2 was sent: “Re: A short question”.')
  await reply(id)
  expect((await stage.enrollment(id)).evidence).toMatchObject({ emailNumber: 2 })
})

test('an email written anew after a pause keeps its number', async () => {
  const id = await enrolled([opening, byHand])
  await after(day)
  stage.graph.deliver(ritaId, {
    subject: 'Automatic reply: away',
    headers: [{ name: 'Auto-Submitted', value: 'auto-replied' }],
  })
  await after(20 * minute)
  expect(await stage.timeline(id)).toContain(
    'Email 2 was withdrawn before it went out. It is drafted anew when the pause is over.',
  )
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect((await stage.emails(id)).map(({ number, state }) => [number, state])).toEqual([
    [1, 'sent'],
    [2, 'withdrawn'],
    [2, 'drafted'],
  ])
})

test('an email that may have gone counts like one that went', async () => {
  await stage.sequence([opening, followUp])
  const { id } = await stage.enroll(ana.address)
  stage.graph.onSend = 'vanish'
  stage.graph.fail('send', 'after', away)
  await stage.work()
  stage.jump(24 * hour)
  stage.pass(minute)
  await stage.work()
  stage.graph.onSend = 'go'
  await resumeByHand(stage, rita, id)
  for (let days = 0; days < 2; days += 1) {
    stage.jump(day)
    await stage.work()
  }
  const told = await stage.timeline(id)
  expect(told).toContain('It cannot be proven whether email 1 went out. It will not be sent again.')
  expect(told).toContain('Email 2 was sent: “Re: A short question”.')
})

describe('before there is anything to count', () => {
  let play: ApiPlay
  beforeEach(async () => {
    play = await openApiPlay()
  })
  afterEach(() => play.close())

  test('the email that lacks a value is named by its place among the emails', async () => {
    await play.stage.sequence([
      call,
      opening,
      { ...followUp, body: 'How is {{ contact.company }}?' },
    ])
    expect(
      await play.call('POST', '/api/enrollments', {
        body: { contact: { email: 'ana@acme.example' }, sequenceId: 'sequence-1' },
      }),
    ).toMatchObject({
      status: 422,
      json: { detail: expect.stringContaining('Email 2 needs it.') as unknown },
    })
  })
})
