/** The send window at work: who waits for it, until when, and what comes of changing it. */

import type { SendWindow } from '../../../shared/send-window.ts'
import type { StepRequest } from '../../../shared/sequence.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { endPauses, pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { saveSequence } from '../../../server/services/sequences/save-sequence.ts'
import { undoUnenrollment } from '../../../server/services/enrollments/undo-unenrollment.ts'
import { unenroll } from '../../../server/services/unenroll.ts'
import { sequenceById } from '../../../server/store/sequences/sequences.ts'
import { workJobs } from '../../support/server/jobs.ts'
import {
  day,
  hour,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, ben, cleo, rita } from '../../support/server/makers.ts'

const office: SendWindow = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '08:00',
  to: '18:00',
  timeZone: 'UTC',
}

const emails: StepRequest[] = [
  { subject: 'A short question', body: 'Have you a minute?' },
  { body: 'Did you see my email?', delay: 'P2D' },
]

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** A sequence that keeps to the window; the stage begins on Monday 2 March, 09:00. */
async function sequenceIn(sendWindow: SendWindow | null): Promise<void> {
  await stage.sequence(emails, 'sequence-1', {
    settings: { ...defaultSettings, sendWindow },
  })
}

async function change(sendWindow: SendWindow | null): Promise<void> {
  const saved = await saveSequence(stage.context, rita, 'sequence-1', {
    name: 'Spring',
    steps: emails,
    settings: { sendWindow },
  })
  if (isRefused(saved)) throw new Error(saved.refused.detail)
}

async function told(id: string): Promise<string | null | undefined> {
  const shown = await showEnrollment(stage.db, rita, await stage.enrollment(id))
  return shown.nextStep?.waits
}

test('who is enrolled at night gets the first email in the morning, and is told so', async () => {
  await sequenceIn(office)
  stage.pass(12 * hour)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  expect(await stage.emails(id)).toEqual([])
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-03T08:00:00.000Z')
  expect(await told(id)).toBe(
    'Waits for the send window: the email goes Tuesday 3 March, 08:00 (UTC).',
  )
  stage.pass(11 * hour)
  await stage.work()
  expect(await stage.emails(id)).toMatchObject([{ step: 1, state: 'sent' }])
})

test('in the window a first email goes at once, and a follow-up due on Saturday goes on Monday', async () => {
  await sequenceIn(office)
  stage.pass(3 * day)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  expect(await stage.emails(id)).toMatchObject([{ step: 1, state: 'sent' }])
  expect(await stage.enrollment(id)).toMatchObject({
    wantedAt: '2026-03-07T09:00:00.000Z',
    dueAt: '2026-03-09T08:00:00.000Z',
  })
})

test('emails that a mailbox could not send before the window closed go the next morning', async () => {
  stage.close()
  stage = await openStage({ pace: { gapMs: 5 * minute, perMinute: 1 } })
  await sequenceIn(office)
  stage.pass(9 * hour - 30 * second)
  const ids = []
  for (const { address } of [ana, ben, cleo]) ids.push((await stage.enroll(address)).id)
  await stage.work()
  stage.pass(2 * minute)
  await stage.work()
  const due = await Promise.all(ids.map(async (id) => (await stage.enrollment(id)).dueAt))
  expect(due.filter((at) => at === '2026-03-03T08:00:00.000Z')).toHaveLength(2)
  const waiting = ids[due.indexOf('2026-03-03T08:00:00.000Z')] ?? ''
  expect(await told(waiting)).toContain('Tuesday 3 March, 08:00')
})

test('a window that closes while the mailbox is read keeps the email back at the last moment', async () => {
  await sequenceIn(office)
  stage.pass(9 * hour - 1)
  const { id } = await stage.enroll(ana.address)
  stage.graph.before = ({ errand }) => {
    if (errand === 'draft') stage.jump(minute)
  }
  await stage.work()
  expect(await stage.emails(id)).not.toMatchObject([{ state: 'sent' }])
  stage.pass(minute)
  await stage.work()
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-03T08:00:00.000Z')
})

test('a changed window plans coming steps anew, and taking it away lets them come when they were wanted', async () => {
  await sequenceIn(office)
  stage.pass(12 * hour)
  const { id } = await stage.enroll(ana.address)
  const paused = await stage.enroll(ben.address)
  await stage.db.transaction((tx) =>
    pauseEnrollment(tx, stage.context, paused.id, {
      reason: 'manual',
      text: 'Paused.',
      evidence: null,
    }),
  )
  await change({ ...office, days: ['friday'], from: '10:00', to: '11:00' })
  expect(await workJobs(stage)).toContain('windows')
  for (const one of [id, paused.id])
    expect((await stage.enrollment(one)).dueAt).toBe('2026-03-06T10:00:00.000Z')

  await change(null)
  await workJobs(stage)
  expect((await stage.enrollment(id)).dueAt).toBe(stage.now())
  await stage.work()
  expect(await stage.emails(id)).toMatchObject([{ step: 1, state: 'sent' }])
  expect(await stage.emails(paused.id)).toEqual([])
})

test('very many coming steps are planned in parts, each of them', async () => {
  await sequenceIn(null)
  stage.pass(12 * hour)
  const ids: string[] = []
  for (let number = 0; number < 230; number += 1)
    ids.push((await stage.enroll(`person${String(number)}@acme.example`)).id)
  await change(office)
  await workJobs(stage)
  for (const id of ids) expect((await stage.enrollment(id)).dueAt).toBe('2026-03-03T08:00:00.000Z')
})

test('an undo and the end of a pause at night wait for the morning too', async () => {
  await sequenceIn(office)
  const { id } = await stage.enroll(ana.address)
  stage.pass(12 * hour)
  const { db, context } = stage
  await db.transaction((tx) =>
    unenroll(tx, context, id, { reason: 'manual', by: rita, evidence: null }),
  )
  const ended = await stage.enrollment(id)
  await db.transaction((tx) => undoUnenrollment(tx, context, rita, ended))
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-03T08:00:00.000Z')

  await db.transaction((tx) =>
    pauseEnrollment(tx, context, id, { reason: 'manual', text: 'Paused.', evidence: null }),
  )
  stage.pass(day)
  const paused = await stage.enrollment(id)
  await db.transaction((tx) => endPauses(tx, context, paused, paused.pauses, () => 'Resumed.'))
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-04T08:00:00.000Z')
})

test('what was left of a delay is counted without the window', async () => {
  await sequenceIn(office)
  stage.pass(3 * day)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  const { db, context } = stage
  await db.transaction((tx) =>
    unenroll(tx, context, id, { reason: 'manual', by: rita, evidence: null }),
  )
  expect((await stage.enrollment(id)).leftMs).toBe(2 * day)
})

test('a zone that is not named is that of the owner’s mailbox', async () => {
  await sequenceIn(null)
  const { timeZone, ...window } = office
  const saved = await saveSequence(stage.context, rita, 'sequence-1', {
    name: 'Spring',
    steps: emails,
    settings: { sendWindow: window },
  })
  if (isRefused(saved)) throw new Error(saved.refused.detail)
  expect((await sequenceById(stage.db, 'sequence-1'))?.settings.sendWindow).toEqual({
    ...window,
    timeZone,
  })
})
