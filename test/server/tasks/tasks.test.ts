/** Steps that are tasks: opened when due, done or skipped by people, and never sent by the server. */

import sql from 'sql-template-tag'
import type { StepRequest } from '../../../shared/sequence.ts'
import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import type { StepDraft } from '../../../server/domain/sequences/sequence.ts'
import { archiveSequence } from '../../../server/services/sequences/archive-sequence.ts'
import { deleteSequence } from '../../../server/services/sequences/delete-sequence.ts'
import {
  restoreSequence,
  resumeSequence,
} from '../../../server/services/sequences/restore-sequence.ts'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import { setOwner } from '../../../server/store/sequences/sequences.ts'
import { finishTask } from '../../../server/services/tasks/complete-task.ts'
import { listScheduled } from '../../../server/services/views/scheduled.ts'
import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import { rollOutBatch } from '../../../server/services/sequences/roll-out-steps.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { reopenTask } from '../../../server/services/tasks/reopen-task.ts'
import { saveSequence } from '../../../server/services/sequences/save-sequence.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { liftSuppression, suppress } from '../../../server/store/contacts/suppressions.ts'
import { dueFirsts, dueFollowUps } from '../../../server/store/enrollments/due.ts'
import { passGate } from '../../../server/store/outbound/send-gate.ts'
import { requestSyncNow } from '../../../server/store/mailboxes/mailboxes.ts'
import { leaseDue } from '../../../server/store/mailboxes/mailbox-leases.ts'
import { taskPerformance, taskOf } from '../../../server/store/outbound/tasks.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { aRead, mia, rita, ritaId, sam } from '../../support/server/makers.ts'
import { away, forbidden } from '../../support/server/scripted-graph.ts'
import { resumeByHand } from '../../support/server/resume.ts'

const automatic: StepDraft = { subject: 'A short question', body: 'Hello {{ contact.first_name }}' }
const call: StepDraft = {
  kind: 'call',
  delay: 'P1D',
  subject: 'Call {{ contact.first_name }} about pricing',
  body: 'Ask how many seats.',
}

const email: StepDraft = {
  kind: 'manual-email',
  delay: 'P1D',
  thread: 'same',
  body: 'As we spoke, {{ contact.first_name }}',
}

const last: StepDraft = { delay: 'P2D', thread: 'same', body: 'One last word' }

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => {
  stage.close()
})

async function enrolled(steps: StepDraft[]): Promise<Enrollment> {
  await stage.sequence(steps)
  const one = await stage.enroll('ana@acme.example', { name: 'Ana Alves' })
  await stage.work()
  return one
}

async function after(ms: number): Promise<void> {
  stage.pass(ms)
  await stage.work()
}

async function task(id: string, step: number) {
  const one = await taskOf(stage.db, id, step)
  if (!one) throw new Error(`No task ${String(step)}.`)
  return one
}

async function finish(id: string, step: number, outcome: 'done' | 'skipped', note?: string) {
  const { id: taskId } = await task(id, step)
  const told = note === undefined ? { outcome } : { outcome, note }
  const result = await finishTask(stage.context, rita, taskId, told)
  await stage.work()
  return result
}

const drafts = () => stage.graph.mails.filter((mail) => mail.isDraft)
const reads = () => stage.graph.asked.filter(({ errand }) => errand === 'one').length

test('a call that is due waits for the rep in the contact’s own words, nothing is sent, and the mailbox rests', async () => {
  const { id } = await enrolled([automatic, call, last])
  await after(day)
  expect(await task(id, 2)).toMatchObject({
    state: 'open',
    kind: 'call',
    title: 'Call Ana about pricing',
    body: 'Ask how many seats.',
    dueAt: stage.now(),
  })
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, dueAt: null })
  await after(30 * day)
  expect(stage.graph.sent).toHaveLength(1)
})

test('done: the next step counts from then, the timeline says who and what came of it, and told twice it is done once', async () => {
  const { id } = await enrolled([automatic, call, last])
  await after(day)
  stage.pass(3 * hour)
  await finish(id, 2, 'done', ' wants an offer ')
  await finish(id, 2, 'done')
  expect(await stage.enrollment(id)).toMatchObject({ nextStep: 3, emailsSent: 1 })
  expect((await stage.timeline(id)).filter((text) => text.includes('call'))).toEqual([
    'Rita Ross made the call “Call Ana about pricing”: wants an offer',
  ])
  await after(2 * day - minute)
  expect(stage.graph.sent).toHaveLength(1)
  await after(minute)
  expect(stage.graph.sent).toHaveLength(2)
  expect(await taskPerformance(stage.db, 'sequence-1')).toEqual([
    { step: 2, kind: 'call', open: 0, done: 1, skipped: 0 },
  ])
})

test('a first step may be a task, and the last one completes the enrollment', async () => {
  const { id } = await enrolled([{ ...call, delay: 'PT0S' }])
  expect(stage.graph.sent).toHaveLength(0)
  await finish(id, 1, 'skipped')
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'completed' })
})

test('done is taken back while the next email has not gone; then the call is to be made again', async () => {
  const { id } = await enrolled([automatic, call, { ...last, delay: 'PT1H' }])
  await after(day)
  const { id: taskId, dueAt } = await task(id, 2)
  await finish(id, 2, 'done')
  await reopenTask(stage.context, rita, taskId)
  await after(2 * day)
  expect(await task(id, 2)).toMatchObject({ state: 'open', dueAt, finishedAt: null })
  expect(stage.graph.sent).toHaveLength(1)
  await finish(id, 2, 'skipped')
  await after(hour)
  expect(stage.graph.sent).toHaveLength(2)
  expect(await reopenTask(stage.context, rita, taskId)).toMatchObject({
    refused: { status: 409 },
  })
})

test('done is not taken back while the next email may be on its way', async () => {
  const { id } = await enrolled([automatic, call, { ...last, delay: 'PT1H' }, last])
  await after(day)
  await finish(id, 2, 'done')
  stage.graph.onSend = 'vanish'
  stage.graph.fail('send', 'after', away)
  await after(hour)
  expect((await stage.emails(id)).at(-1)?.state).toBe('sending')
  expect(await reopenTask(stage.context, rita, (await task(id, 2)).id)).toMatchObject({
    refused: { detail: 'The sequence has gone on since: the step after it was done.' },
  })
})

test('a call whose title has a token without a value keeps nobody from being enrolled', async () => {
  const { id } = await enrolled([{ ...call, delay: 'PT0S', subject: 'Call {{ contact.company }}' }])
  expect((await task(id, 1)).title).toBe('Call {{ contact.company }}')
})

test('taken back while the next task is open: that one goes, and comes again later', async () => {
  const { id } = await enrolled([automatic, call, { ...call, kind: 'to-do', delay: 'PT0S' }])
  await after(day)
  await finish(id, 2, 'done')
  expect((await task(id, 3)).state).toBe('open')
  await reopenTask(stage.context, rita, (await task(id, 2)).id)
  expect((await task(id, 3)).state).toBe('cancelled')
  await finish(id, 2, 'done')
  expect((await task(id, 3)).state).toBe('open')
})

test('only the rep, the rep’s manager or an administrator finishes a task', async () => {
  const { id } = await enrolled([automatic, call])
  await after(day)
  const { id: taskId } = await task(id, 2)
  expect(await finishTask(stage.context, sam, taskId, { outcome: 'done' })).toMatchObject({
    refused: { status: 403 },
  })
  expect((await task(id, 2)).state).toBe('open')
  expect(isRefused(await finishTask(stage.context, mia, taskId, { outcome: 'done' }))).toBe(false)
})

test('a reply ends an enrollment whose call is open, and undoing the end brings the call back', async () => {
  const { id } = await enrolled([automatic, call])
  await after(day)
  await unenrollManually(stage.context, rita, id)
  expect((await task(id, 2)).state).toBe('cancelled')
  expect(await finish(id, 2, 'done')).toMatchObject({ refused: { status: 409 } })
  await undoManually(stage.context, rita, id)
  await stage.work()
  expect((await task(id, 2)).state).toBe('open')
  stage.graph.deliver(ritaId, {
    headers: [{ name: 'In-Reply-To', value: stage.graph.sent[0]?.messageId ?? '' }],
  })
  await requestSyncNow(stage.db, ritaId, stage.now())
  await stage.work()
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'replied' })
})

test('paused the call stays, and goes on being there when the pause is over', async () => {
  const { id } = await enrolled([automatic, call, last])
  await after(day)
  const { dueAt } = await task(id, 2)
  await stage.db.transaction((tx) =>
    pauseEnrollment(tx, stage.context, id, { reason: 'manual', text: 'Paused.', evidence: null }),
  )
  await after(2 * day)
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(await task(id, 2)).toMatchObject({ state: 'open', dueAt })
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', dueAt: null })
})

describe('what comes due', () => {
  const absent = (status: 'alwaysEnabled' | 'disabled') =>
    (stage.graph.settings.automaticRepliesSetting = { status })

  test('while the rep’s automatic replies are on: a call does, at its time, and emails wait, by hand or not', async () => {
    const { id } = await enrolled([automatic, { ...call, delay: 'PT30M' }, email, last])
    absent('alwaysEnabled')
    await after(20 * minute)
    // The mailbox wakes for the call, not only for its next look at the mails.
    expect(await mailboxOf(stage)).toMatchObject({
      pauseKind: 'rep-away',
      dueAt: (await stage.enrollment(id)).dueAt,
    })
    await after(10 * minute)
    expect(await task(id, 2)).toMatchObject({ state: 'open', dueAt: stage.now() })
    await finish(id, 2, 'done')
    await after(day)
    expect(drafts()).toEqual([])
    absent('disabled')
    await after(20 * minute)
    expect(drafts()).toHaveLength(1)
  })

  test('while the mailbox cannot be read: nothing does, for nobody knows whether the contact has answered', async () => {
    const { id } = await enrolled([automatic, call])
    stage.graph.fail('list', 'before', forbidden, 1_000)
    await after(20 * minute)
    expect((await mailboxOf(stage)).pauseKind).toBe('mailbox-disconnected')
    await after(2 * day)
    expect(await taskOf(stage.db, id, 2)).toBeNull()
  })

  test('while the enrollment is paused: nothing does, and the call comes when it goes on', async () => {
    const { id } = await enrolled([automatic, call])
    await pauseManually(stage.context, rita, id, null)
    await after(3 * day)
    expect(await taskOf(stage.db, id, 2)).toBeNull()
    await resumeByHand(stage, rita, id)
    await stage.work()
    expect((await task(id, 2)).state).toBe('open')
  })
})

describe('an open call', () => {
  test('stays when its sequence is archived', async () => {
    const { id } = await enrolled([automatic, call, last])
    await after(day)
    await archiveSequence(stage.context, rita, 'sequence-1', true)
    await after(day)
    expect((await task(id, 2)).state).toBe('open')
    await finish(id, 2, 'done')
    await after(2 * day)
    expect(stage.graph.sent).toHaveLength(2)
  })

  test('goes when its sequence is deleted, and is back when that is taken back', async () => {
    const { id } = await enrolled([automatic, call, last])
    await after(day)
    await deleteSequence(stage.context, rita, 'sequence-1')
    expect((await task(id, 2)).state).toBe('cancelled')
    await restoreSequence(stage.context, rita, 'sequence-1')
    await resumeSequence(stage.context, rita, 'sequence-1', '')
    await stage.work()
    expect((await task(id, 2)).state).toBe('open')
  })

  test('stays the rep’s own when the sequence is handed to somebody else', async () => {
    const { id } = await enrolled([automatic, call, last])
    await after(day)
    await setOwner(stage.db, 'sequence-1', sam.id)
    await after(day)
    expect((await task(id, 2)).state).toBe('open')
    const { id: taskId } = await task(id, 2)
    expect(await finishTask(stage.context, sam, taskId, { outcome: 'done' })).toMatchObject({
      refused: { status: 403 },
    })
    expect(isRefused(await finishTask(stage.context, rita, taskId, { outcome: 'done' }))).toBe(
      false,
    )
  })

  test('may be done in a pause; what comes after it waits for the end of that', async () => {
    const { id } = await enrolled([automatic, call, { ...last, delay: 'PT1H' }])
    await after(day)
    await pauseManually(stage.context, rita, id, null)
    await finish(id, 2, 'done')
    await after(day)
    expect(stage.graph.sent).toHaveLength(1)
    await resumeByHand(stage, rita, id)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(2)
  })
})

test('Scheduled shows open tasks among coming emails, in the order of time and page by page', async () => {
  const { id } = await enrolled([automatic, call])
  await after(day)
  const ben = await stage.enroll('ben@acme.example')
  await stage.work()
  const page = await listScheduled(stage.db, rita, {}, null)
  if (isRefused(page)) throw new Error('refused')
  expect(page.items.map((one) => [one.id, one.nextStep?.task?.title ?? null])).toEqual([
    [id, 'Call Ana about pricing'],
    [ben.id, null],
  ])
  const dueAt = page.items[0]?.nextStep?.dueAt ?? ''
  const rest = await listScheduled(stage.db, rita, { rep: rita.id }, `${dueAt}_${id}`)
  expect(isRefused(rest) ? [] : rest.items.map((one) => one.id)).toEqual([ben.id])
  const others = await listScheduled(stage.db, rita, { rep: sam.id }, null)
  expect(isRefused(others) ? null : others.items).toEqual([])
})

test('an email by hand lies in the rep’s Drafts, and however long that takes the server never sends it', async () => {
  const { id } = await enrolled([automatic, email, last])
  await after(day)
  expect(await task(id, 2)).toMatchObject({ state: 'open', kind: 'manual-email' })
  expect(drafts()).toMatchObject([{ subject: 'Re: A short question' }])
  await after(30 * day)
  expect(drafts()).toHaveLength(1)
  expect(stage.graph.sent).toHaveLength(1)
  expect(await finish(id, 2, 'done')).toMatchObject({ refused: { status: 409 } })
})

test('sent by the rep, the step is done at the time it went, a reply to it counts, and what follows answers it', async () => {
  const { id } = await enrolled([automatic, email, last])
  await after(day)
  const [draft] = drafts()
  if (!draft) throw new Error('No draft.')
  draft.subject = 'Re: A short question, and an offer'
  stage.pass(hour)
  const sentAt = stage.now()
  stage.graph.sendByHand(draft.id)
  await after(20 * minute)
  expect((await stage.emails(id))[1]).toMatchObject({ state: 'sent', sentAt })
  expect(await task(id, 2)).toMatchObject({ state: 'done', finishedAt: sentAt, finishedBy: null })
  expect(await stage.enrollment(id)).toMatchObject({ nextStep: 3, emailsSent: 2 })
  expect(await stage.timeline(id)).toContain(
    'Email 2 was sent by hand: “Re: A short question, and an offer”.',
  )
  await after(2 * day - 20 * minute)
  expect(stage.graph.sent.at(-1)?.subject).toBe('Re: A short question, and an offer')
  stage.graph.deliver(ritaId, {
    headers: [{ name: 'In-Reply-To', value: draft.messageId ?? '' }],
  })
  await after(20 * minute)
  expect((await stage.enrollment(id)).explanation).not.toBeNull()
  expect(await reopenTask(stage.context, rita, (await task(id, 2)).id)).toMatchObject({
    refused: { status: 409 },
  })
})

test('skipped, its draft is withdrawn and the sequence goes on; taken back, it is drafted anew', async () => {
  const { id } = await enrolled([automatic, email, last])
  await after(day)
  await finish(id, 2, 'skipped')
  expect(drafts()).toEqual([])
  expect(await stage.enrollment(id)).toMatchObject({ nextStep: 3 })
  await reopenTask(stage.context, rita, (await task(id, 2)).id)
  await stage.work()
  expect(drafts()).toHaveLength(1)
  expect((await task(id, 2)).state).toBe('open')
  await finish(id, 2, 'skipped')
  await after(2 * day)
  expect(stage.graph.sent.map(({ subject }) => subject)).toEqual([
    'A short question',
    'Re: A short question',
  ])
})

test('an email whose thread was to be opened by a skipped email opens it itself', async () => {
  const opening = { ...email, delay: 'PT0S', thread: 'new', subject: 'Hello {{ contact.name }}' }
  const { id } = await enrolled([opening as StepDraft, last])
  await finish(id, 1, 'skipped')
  await after(2 * day)
  expect(stage.graph.sent.map(({ subject }) => subject)).toEqual(['Hello Ana Alves'])
})

test('sent a moment before it was skipped, it counts as sent and is not deleted', async () => {
  const { id } = await enrolled([automatic, email, last])
  await after(day)
  stage.graph.sendByHand(drafts()[0]?.id ?? '')
  await finish(id, 2, 'skipped')
  expect((await stage.emails(id))[1]?.state).toBe('sent')
  expect((await task(id, 2)).state).toBe('done')
  expect(stage.graph.mails.filter((mail) => mail.from === 'rita@contoso.example')).toHaveLength(2)
})

test('the draft thrown away: it waits and says so, and is written anew on resuming', async () => {
  const { id } = await enrolled([automatic, email, last])
  await after(day)
  const [draft] = drafts()
  if (draft) draft.folder = 'deleteditems'
  await after(20 * minute)
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'paused',
    pauses: [{ kind: 'email-rejected' }],
  })
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(drafts().filter(({ folder }) => folder !== 'deleteditems')).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2 })
  expect((await task(id, 2)).state).toBe('open')
})

test('ended, paused or suppressed, its draft is withdrawn; and it is drafted anew when that is over', async () => {
  const { id } = await enrolled([automatic, email, last])
  await after(day)
  await unenrollManually(stage.context, rita, id)
  await stage.work()
  expect(drafts()).toEqual([])
  await undoManually(stage.context, rita, id)
  await stage.work()
  expect(drafts()).toHaveLength(1)

  const why = { reason: 'manual', text: 'Paused.', evidence: null } as const
  await stage.db.transaction((tx) => pauseEnrollment(tx, stage.context, id, why))
  await stage.work()
  expect(drafts()).toEqual([])
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(drafts()).toHaveLength(1)

  const address = 'ana@acme.example'
  await suppress(stage.db, { address, reason: 'asked', since: stage.now() })
  await after(20 * minute)
  expect(drafts()).toEqual([])
  await liftSuppression(stage.db, address, 'asked')
  await after(20 * minute)
  expect(drafts()).toHaveLength(1)
  expect((await task(id, 2)).state).toBe('open')
  expect(stage.graph.sent).toHaveLength(1)
})

test('open drafts are looked at every 15 minutes at most, however often the mailbox is worked', async () => {
  await enrolled([{ ...email, delay: 'PT0S', thread: 'new', subject: 'Hello' }])
  const before = reads()
  for (let syncs = 0; syncs < 20; syncs += 1) {
    await requestSyncNow(stage.db, ritaId, stage.now())
    await after(30 * second)
  }
  expect(reads() - before).toBe(0)
  stage.pass(6 * minute)
  await requestSyncNow(stage.db, ritaId, stage.now())
  await stage.work()
  expect(reads() - before).toBe(1)
})

test('a token that has lost its value pauses it, with nothing among the drafts', async () => {
  const { id } = await enrolled([{ ...automatic, kind: 'manual-email', delay: 'P1D' }])
  await stage.db.all(sql`update steps set body = 'For {{ contact.company }}'`)
  await after(day)
  expect(await stage.enrollment(id)).toMatchObject({ pauses: [{ kind: 'email-not-ready' }] })
  expect(drafts()).toEqual([])
})

test('while Graph is away it waits, and is drafted within a minute', async () => {
  await stage.sequence([{ ...automatic, kind: 'manual-email', body: '{{ contact.first_name }}' }])
  stage.graph.fail('draft', 'before', away)
  const { id } = await stage.enroll('ana@acme.example', { name: 'Ana Alves' })
  await stage.work()
  expect(drafts()).toEqual([])
  await after(minute)
  expect(drafts()).toHaveLength(1)
  expect((await task(id, 1)).state).toBe('open')
})

test('killed between the draft and the task, the next sync adopts that draft', async () => {
  await stage.sequence([{ ...automatic, kind: 'manual-email' }])
  stage.graph.fail('draft', 'after', 'crash')
  const { id } = await stage.enroll('ana@acme.example', { name: 'Ana Alves' })
  await stage.work()
  expect(drafts()).toHaveLength(1)
  expect((await task(id, 1)).state).toBe('open')
})

test('steps that are edited meanwhile leave an open call as it is, and what comes after it is new', async () => {
  const { id } = await enrolled([automatic, call, last])
  await after(day)
  const steps = [
    { ...automatic, id: 'step-1' },
    { ...call, id: 'step-2', subject: 'Another title' },
    { ...last, id: 'step-3', body: 'New' },
  ]
  const saved = await saveSequence(stage.context, rita, 'sequence-1', {
    ...{ name: 'Edited', applyTo: 'enrolled' },
    steps: steps as StepRequest[],
  })
  if (isRefused(saved)) throw new Error(saved.refused.detail)
  await rollOutBatch(stage.context, 'sequence-1')
  await stage.work()
  expect(await task(id, 2)).toMatchObject({ state: 'open', title: 'Call Ana about pricing' })
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, dueAt: null })
  await finish(id, 2, 'done')
  await after(2 * day)
  expect((await stage.emails(id)).at(-1)).toMatchObject({ state: 'sent', text: 'New' })
})

describe('the gate', () => {
  async function gateOf(step: number, id: string): Promise<boolean> {
    const found = (await stage.emails(id)).find((one) => one.step === step)
    stage.wait(2 * minute)
    const real = stage.context.clock.real()
    await requestSyncNow(stage.db, ritaId, stage.now())
    const lease = await leaseDue(stage.db, {
      ...{ owner: 'a thief', now: stage.now(), real, untilReal: real + minute },
    })
    if (!found || !lease) throw new Error('Nothing to try.')
    await stage.db.all(sql`update mailboxes set read_real = ${real} where id = ${ritaId}`)
    return passGate(stage.db, found.id, lease, aRead({ wall: real }), { now: stage.now(), real })
  }

  test.each([
    ['by the email', sql`update steps set kind = 'automatic-email'`, sql`select 1`],
    ['by the step', sql`select 1`, sql`update emails set by_hand = 0`],
  ])('stays shut to an email by hand, %s alone', async (_what, one, other) => {
    const { id } = await enrolled([automatic, email, last])
    await after(day)
    await stage.db.all(one)
    await stage.db.all(other)
    expect(await gateOf(2, id)).toBe(false)
    await stage.db.all(sql`update steps set kind = 'automatic-email'`)
    await stage.db.all(sql`update emails set by_hand = 0`)
    expect(await gateOf(2, id)).toBe(true)
  })

  test('no task is ever among the emails that are due', async () => {
    const { id } = await enrolled([automatic, call])
    await stage.db.all(sql`
      update enrollments
      set next_kind = 'due', due_at = ${stage.now()}, wanted_at = ${stage.now()}
      where id = ${id}`)
    expect(await dueFirsts(stage.db, ritaId, stage.now(), 10)).toEqual([])
    expect(await dueFollowUps(stage.db, ritaId, stage.now(), 10)).toEqual([])
  })
})
