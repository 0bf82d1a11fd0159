/** Steps are edited while contacts are enrolled: what they had stays, what is to come changes, and nothing goes twice. */

import sql from 'sql-template-tag'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import { previewRollout } from '../../../server/services/sequences/preview-rollout.ts'
import { finishRollouts, rollOutBatch } from '../../../server/services/sequences/roll-out-steps.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { deleteSequence } from '../../../server/services/sequences/delete-sequence.ts'
import {
  restoreSequence,
  resumeSequence,
} from '../../../server/services/sequences/restore-sequence.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { undoMany, unenrollMany } from '../../../server/services/enrollments/unenroll-many.ts'
import { resubscribe, unsubscribe } from '../../../server/services/enrollments/unsubscribe.ts'
import { saveSequence } from '../../../server/services/sequences/save-sequence.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { putRollout, rolloutOf } from '../../../server/store/enrollments/rollouts.ts'
import { sequenceById } from '../../../server/store/sequences/sequences.ts'
import { lastVersion, stepsOf } from '../../../server/store/sequences/steps.ts'
import type { SendWindow } from '../../../shared/send-window.ts'
import type { StepRequest } from '../../../shared/sequence.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { day, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { ana, aSequence, ben, cleo, rita, sam } from '../../support/server/makers.ts'
import { resumeByHand } from '../../support/server/resume.ts'

const first = { subject: 'A short question', body: 'Hello' }
const second = { body: 'Did you see my email?', delay: 'P2D' }
const third = { body: 'A last try.', delay: 'P3D' }

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence([first, second, third])
})
afterEach(() => {
  stage.close()
})

/** The steps as they are, with their ids, to be edited. */
async function steps(id = 'sequence-1'): Promise<StepRequest[]> {
  const sequence = await sequenceById(stage.db, id)
  const now = await stepsOf(stage.db, id, sequence?.version ?? 0)
  return now.map(({ number: _number, ...step }) => step)
}
async function save(
  edited: StepRequest[],
  applyTo: 'new' | 'enrolled' = 'enrolled',
  id = 'sequence-1',
): Promise<void> {
  const request = { name: 'Spring', steps: edited, applyTo }
  const saved = await saveSequence(stage.context, rita, id, request)
  if (isRefused(saved)) throw new Error(saved.refused.detail)
}
async function foresee(edited: StepRequest[]): Promise<object> {
  return previewRollout(stage.context, rita, 'sequence-1', edited)
}
async function enrolled({ address, name } = ana): Promise<string> {
  const { id } = await stage.enroll(address, { name })
  await stage.work()
  return id
}
const bodies = async (id: string) => (await stage.emails(id)).map(({ step, text }) => [step, text])
const sentTo = (address: string) => stage.graph.sent.filter(({ to }) => to === address).length

test('new enrollments only: those enrolled now get the steps they began with', async () => {
  const id = await enrolled()
  const [one = first, two = second, three = third] = await steps()
  await save([one, { ...two, body: 'Edited' }, three], 'new')
  const later = await enrolled(ben)
  stage.pass(2 * day)
  await stage.work()
  stage.pass(minute)
  await stage.work()
  expect((await bodies(id)).at(-1)).toEqual([2, 'Did you see my email?'])
  expect((await bodies(later)).at(-1)).toEqual([2, 'Edited'])
})

test('also those enrolled: the email to come is the edited one, what was sent stays, and the timeline says so', async () => {
  const id = await enrolled()
  const before = await stage.enrollment(id)
  const [one = first, two = second, three = third] = await steps()
  const edited = [{ ...one, body: 'Hello, anew' }, { ...two, body: 'Edited' }, three]
  expect(await foresee(edited)).toEqual({ enrolled: 1, changed: 1, completed: 0, kept: 0 })
  expect((await stage.enrollment(id)).version).toBe(before.version)
  await save(edited)
  expect(await stage.enrollment(id)).toMatchObject({ nextStep: 2, dueAt: before.dueAt })
  expect(await stage.timeline(id)).toContain(
    'Rita Ross edited the steps: the sequence goes on with step 2 of 3.',
  )
  stage.pass(2 * day)
  await stage.work()
  expect(await bodies(id)).toEqual([
    [1, 'Hello'],
    [2, 'Edited'],
  ])
  expect((await stage.emails(id))[1]).toMatchObject({ subject: 'Re: A short question' })
})

test('a step put in before what was sent is missed, its number stays free of doubt, and no email goes twice', async () => {
  const id = await enrolled()
  stage.pass(2 * day)
  await stage.work()
  const [one = first, two = second, three = third] = await steps()
  await save([one, { body: 'Put in', delay: 'P1D' }, two, three])
  expect(await stage.enrollment(id)).toMatchObject({ nextStep: 3 })
  stage.pass(3 * day)
  await stage.work()
  expect(await bodies(id)).toEqual([
    [1, 'Hello'],
    [2, 'Did you see my email?'],
    [3, 'A last try.'],
  ])
  const emails = await stage.emails(id)
  expect(new Set(emails.map(({ messageId }) => messageId)).size).toBe(3)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'completed' })
})

test('one put in after it goes out, and the emails after it', async () => {
  const id = await enrolled()
  const [one = first, two = second, three = third] = await steps()
  await save([one, { body: 'Put in', delay: 'P1D' }, two, three])
  expect(await stage.timeline(id)).toContain(
    'Rita Ross edited the steps: the sequence goes on with step 2 of 4.',
  )
  stage.pass(day)
  await stage.work()
  expect((await bodies(id)).at(-1)).toEqual([2, 'Put in'])
  stage.pass(2 * day)
  await stage.work()
  expect((await bodies(id)).at(-1)).toEqual([3, 'Did you see my email?'])
})

test('the next step removed: the one after it comes by its own delay, counted from the step before', async () => {
  const id = await enrolled()
  const due = (await stage.enrollment(id)).dueAt ?? ''
  const [one = first, , three = third] = await steps()
  await save([one, three])
  const after = await stage.enrollment(id)
  expect(after.nextStep).toBe(2)
  expect(Date.parse(after.dueAt ?? '') - Date.parse(due)).toBe(day)
})

test('a shorter delay that has passed already means now, and wakes the mailbox', async () => {
  const id = await enrolled()
  stage.pass(1.5 * day)
  await stage.work()
  const [one = first, two = second, three = third] = await steps()
  await save([one, { ...two, delay: 'P1D' }, three])
  expect((await stage.enrollment(id)).dueAt).toBe(stage.now())
  await stage.work()
  expect(sentTo(ana.address)).toBe(2)
})

describe('a delay that is made longer counts from when the step before was done', () => {
  test('what came due in a pause of a month and waits for its window goes then, not days later', async () => {
    const { settings } = aSequence()
    const sendWindow: SendWindow = {
      days: ['monday', 'thursday'],
      from: '08:00',
      to: '18:00',
      timeZone: 'UTC',
    }
    await stage.sequence([first, second, third], 'sequence-2', {
      settings: { ...settings, sendWindow },
    })
    const { id } = await stage.enroll(ana.address, { name: ana.name, sequenceId: 'sequence-2' })
    await stage.work()
    await pauseManually(stage.context, rita, id, null)
    stage.pass(30 * day)
    await stage.work()
    await resumeByHand(stage, rita, id)
    const { dueAt } = await stage.enrollment(id)
    expect(dueAt).toBe('2026-04-02T08:00:00.000Z')
    const [one = first, two = second, three = third] = await steps('sequence-2')
    await save([one, { ...two, delay: 'P5D' }, three], 'enrolled', 'sequence-2')
    expect((await stage.enrollment(id)).dueAt).toBe(dueAt)
  })

  test('paused still, it comes as soon as the pause is over', async () => {
    const id = await enrolled()
    await pauseManually(stage.context, rita, id, null)
    stage.pass(30 * day)
    await stage.work()
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, delay: 'P5D' }, three])
    await resumeByHand(stage, rita, id)
    await stage.work()
    expect(sentTo(ana.address)).toBe(2)
  })

  test('made shorter and back again, nothing has changed', async () => {
    const id = await enrolled()
    await pauseManually(stage.context, rita, id, null)
    const { dueAt } = await stage.enrollment(id)
    stage.pass(1.5 * day)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, delay: 'P1D' }, three])
    await save([one, two, three])
    expect((await stage.enrollment(id)).dueAt).toBe(dueAt)
  })
})

test('two steps exchanged: who had the one gets the other, and nobody gets one twice', async () => {
  const had = await enrolled()
  const [one = first, two = second, three = third] = await steps()
  const opening = { ...two, thread: 'new' as const, subject: 'A word' }
  await save([opening, { ...one, thread: 'same', subject: '', delay: 'P2D' }, three])
  const fresh = await enrolled(ben)
  for (let days = 0; days < 12; days += 1) {
    stage.pass(day)
    await stage.work()
  }
  expect((await bodies(had)).map(([, text]) => text)).toEqual([
    'Hello',
    'Did you see my email?',
    'A last try.',
  ])
  expect((await bodies(fresh)).map(([, text]) => text)).toEqual([
    'Did you see my email?',
    'Hello',
    'A last try.',
  ])
})

test('nothing left: it completes, as was foretold', async () => {
  const id = await enrolled()
  const [one = first] = await steps()
  expect(await foresee([one])).toMatchObject({ changed: 1, completed: 1 })
  await save([one])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'completed' })
  expect(await stage.timeline(id)).toContain('Rita Ross edited the steps: no step is left.')
})

test('who cannot be placed keeps the steps, as was foretold', async () => {
  const id = await enrolled()
  const edited = [{ subject: 'Quite another', body: 'X' }, { body: 'Y' }]
  expect(await foresee(edited)).toEqual({ enrolled: 1, changed: 0, completed: 0, kept: 1 })
  await save(edited)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, version: 1 })
  stage.pass(2 * day)
  await stage.work()
  expect((await bodies(id)).at(-1)).toEqual([2, 'Did you see my email?'])
})

test('an email that is written already goes as it was written, once, and the edited ones come after it', async () => {
  const id = await enrolled()
  stage.pass(2 * day)
  // The process dies with the draft in the mailbox.
  stage.graph.fail('draft', 'after', 'crash')
  expect(await stage.sync()).toBe('crashed')
  const [one = first, two = second, three = third] = await steps()
  expect((await stage.emails(id)).at(-1)).toMatchObject({ step: 2, state: 'stored' })
  await save([one, { ...two, body: 'Edited' }, { ...three, body: 'Edited, too' }])
  expect((await stage.timeline(id)).at(-1)).toContain('after step 2, which has begun,')
  stage.pass(minute + 1000)
  await stage.work()
  stage.pass(3 * day)
  await stage.work()
  expect(await bodies(id)).toEqual([
    [1, 'Hello'],
    [2, 'Did you see my email?'],
    [3, 'Edited, too'],
  ])
  expect(sentTo(ana.address)).toBe(3)
})

test('steps edited while an email is being written: the words of before are not stored', async () => {
  const id = await enrolled()
  stage.pass(2 * day)
  const [one = first, two = second, three = third] = await steps()
  const { db } = stage.context
  // The edit comes between the reading of the steps and the storing of the email.
  let edited = false
  const all = db.all.bind(db)
  db.all = async (statement) => {
    const rows = await all(statement)
    if (!edited && statement.sql.includes('from contacts')) {
      edited = true
      await save([one, { ...two, body: 'Edited' }, three])
    }
    return rows as never
  }
  await stage.work()
  db.all = all
  stage.pass(minute)
  await stage.work()
  expect(edited).toBe(true)
  expect((await bodies(id)).at(-1)).toEqual([2, 'Edited'])
  expect(sentTo(ana.address)).toBe(2)
})

test('one paused goes on with the edited steps when it is resumed', async () => {
  const paused = await enrolled()
  await pauseManually(stage.context, rita, paused, null)
  const [one = first, two = second, three = third] = await steps()
  const edited = [one, { ...two, body: 'Edited' }, three]
  expect(await foresee(edited)).toMatchObject({ enrolled: 1, changed: 1 })
  await save(edited)
  expect((await stage.enrollment(paused)).version).toBe(2)
})

describe('one that had ended, and goes on', () => {
  const undo = (id: string) => undoManually(stage.context, rita, id)
  const ends: [string, (id: string) => Promise<unknown>, (id: string) => Promise<unknown>][] = [
    ['by Undo', (id) => unenrollManually(stage.context, rita, id), undo],
    [
      'with others',
      (id) => unenrollMany(stage.context, rita, 'sequence-1', { ids: [id] }),
      (id) => undoMany(stage.context, rita, 'sequence-1', [id]),
    ],
    [
      'with its restored sequence',
      async () => {
        await deleteSequence(stage.context, rita, 'sequence-1')
        await restoreSequence(stage.context, rita, 'sequence-1')
      },
      () => resumeSequence(stage.context, rita, 'sequence-1', ''),
    ],
    [
      'because the contact subscribed again',
      (id) => unsubscribe(stage.context, id),
      (id) => resubscribe(stage.context, id),
    ],
  ]
  test.each(ends)('%s, gets what everybody else was taken over to', async (_words, end, goOn) => {
    const id = await enrolled()
    await end(id)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, body: 'Edited', delay: 'P3D' }, three])
    // What is saved later for new enrollments alone does not reach it.
    await save([one, { ...two, body: 'For others' }, three], 'new')
    stage.pass(day)
    await goOn(id)
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, version: 2 })
    expect(await stage.timeline(id)).toContain(
      'Rita Ross edited the steps: the sequence goes on with step 2 of 3.',
    )
    stage.pass(3 * day - minute)
    await stage.work()
    expect(sentTo(ana.address)).toBe(1)
    stage.pass(minute)
    await stage.work()
    expect((await bodies(id)).at(-1)).toEqual([2, 'Edited'])
  })

  test('keeps the words of its first email, which were edited, too', async () => {
    const id = await enrolled()
    await unenrollManually(stage.context, rita, id)
    const [one = first, two = second, three = third] = await steps()
    await save([{ ...one, body: 'Hello, anew' }, { ...two, body: 'Edited' }, three])
    await undo(id)
    const { version } = await stage.enrollment(id)
    expect((await stepsOf(stage.db, 'sequence-1', version)).map(({ body }) => body)).toEqual([
      'Hello',
      'Edited',
      'A last try.',
    ])
  })

  test('while the others are being taken over is not passed over', async () => {
    const id = await enrolled()
    await unenrollManually(stage.context, rita, id)
    for (let number = 1; number <= 110; number += 1)
      await stage.enroll(`person${String(number)}@acme.example`)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, body: 'Edited' }, three], 'new')
    await putRollout(stage.db, { sequenceId: 'sequence-1', version: 2, askedBy: rita.id })
    expect(await rollOutBatch(stage.context, 'sequence-1')).toBe(false)
    await undo(id)
    while (!(await rollOutBatch(stage.context, 'sequence-1')));
    expect((await stage.enrollment(id)).version).toBe(2)
    expect(await rolloutOf(stage.db, 'sequence-1')).toBeNull()
  })

  test('keeps its steps when the edited ones are for new enrollments', async () => {
    const id = await enrolled()
    await unenrollManually(stage.context, rita, id)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, body: 'For others' }, three], 'new')
    await undo(id)
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active', version: 1 })
  })

  test('is refused with a sentence, and stays as it ended, when no step is left', async () => {
    const id = await enrolled()
    await unenrollManually(stage.context, rita, id)
    const [one = first] = await steps()
    await save([one])
    const sentence =
      'The steps were edited since, and none is left for this contact. Enroll the contact again instead.'
    expect(await undo(id)).toMatchObject({ refused: { status: 409, detail: sentence } })
    const shown = await showEnrollment(stage.db, rita, await stage.enrollment(id))
    expect(shown).toMatchObject({ reason: 'manual', may: { undo: false, because: sentence } })
  })

  test('overdue when it ended, a delay made longer that has passed, too, means at once', async () => {
    const id = await enrolled()
    await pauseManually(stage.context, rita, id, null)
    stage.pass(30 * day)
    await stage.work()
    await resumeByHand(stage, rita, id)
    await unenrollManually(stage.context, rita, id)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, delay: 'P5D' }, three])
    stage.pass(day)
    await undo(id)
    expect((await stage.enrollment(id)).dueAt).toBe(stage.now())
  })
})

describe('many', () => {
  const count = 230
  beforeEach(async () => {
    for (let number = 1; number <= count; number += 1)
      await stage.enroll(`person${String(number)}@acme.example`)
  })
  const moved = async () => {
    const row = await stage.db.one<{ n: number }>(
      sql`select count(*) as n from enrollments where version > 1`,
    )
    return row?.n
  }

  test('are taken over a hundred at a time; a crash between two parts is gone on from, and each is told once', async () => {
    const [one = first, two = second] = await steps()
    await save([one, { ...two, body: 'Edited' }], 'new')
    await putRollout(stage.db, { sequenceId: 'sequence-1', version: 2, askedBy: rita.id })
    expect(await rollOutBatch(stage.context, 'sequence-1')).toBe(false)
    expect(await moved()).toBe(100)
    expect(await rolloutOf(stage.db, 'sequence-1')).toMatchObject({ moved: 100 })
    const goOn = jest.fn(() => Promise.resolve())
    await finishRollouts({ context: stage.context, renewLease: goOn })
    expect(goOn).toHaveBeenCalledTimes(3)
    expect(await moved()).toBe(count)
    expect(await rolloutOf(stage.db, 'sequence-1')).toBeNull()
    const told = await stage.db.one<{ n: number }>(
      sql`select count(*) as n from timeline where kind = 'steps-edited'`,
    )
    expect(told?.n).toBe(count)
    expect(await workJobs(stage)).toContain('rollouts')
    expect(await moved()).toBe(count)
  })

  test('edited again before all were taken over: the latest steps reach everybody, and the newly enrolled keep them', async () => {
    const [one = first, two = second, three = third] = await steps()
    await save([one, { ...two, body: 'Edited' }, three], 'new')
    await putRollout(stage.db, { sequenceId: 'sequence-1', version: 2, askedBy: rita.id })
    await rollOutBatch(stage.context, 'sequence-1')
    await save([one, { ...two, body: 'Edited again' }, three])
    const versions = await stage.db.all<{ version: number }>(
      sql`select distinct version from enrollments`,
    )
    expect(versions).toEqual([{ version: 3 }])
    expect((await stage.enroll(cleo.address)).version).toBe(3)
  })

  test('edited for new enrollments only meanwhile: the others still get what they were promised, until all are to get the latest', async () => {
    await stage.db.all(sql`update enrollments set next_step = 3`)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { body: 'Put in' }, two, { ...three, body: 'Edited' }], 'new')
    await putRollout(stage.db, { sequenceId: 'sequence-1', version: 2, askedBy: rita.id })
    const latest = [one, { body: 'Put in' }, two, { ...three, body: 'At last' }]
    await save(latest, 'new')
    const newest = await stage.enroll(cleo.address)
    await finishRollouts({ context: stage.context, renewLease: () => Promise.resolve() })
    expect((await stage.enrollment(newest.id)).version).toBe(3)
    const comes = async () => {
      const [row] = await stage.db.all<{ version: number }>(
        sql`select distinct version from enrollments where id <> ${newest.id}`,
      )
      return (await stepsOf(stage.db, 'sequence-1', row?.version ?? 0)).at(-1)?.body
    }
    expect(await comes()).toBe('Edited')
    await save(await steps())
    expect(await comes()).toBe('At last')
  })

  test('those of one standing share one joined version, above all others', async () => {
    stage.pass(minute)
    await stage.db.all(sql`update enrollments set next_step = 3`)
    const [one = first, two = second, three = third] = await steps()
    await save([one, { body: 'Put in' }, two, { ...three, body: 'Edited' }])
    expect(await lastVersion(stage.db, 'sequence-1')).toBe(3)
    expect(await moved()).toBe(count)
    expect(await stepsOf(stage.db, 'sequence-1', 3)).toMatchObject([
      { number: 1, body: 'Hello' },
      { number: 2, body: 'Did you see my email?' },
      { number: 3, body: 'Edited' },
    ])
    await save([one, two, { ...three, body: 'At last' }])
    expect((await sequenceById(stage.db, 'sequence-1'))?.version).toBe(4)
  })
})

test('who may not change the sequence is told so, and nothing changes', async () => {
  await enrolled()
  const asked = await previewRollout(stage.context, sam, 'sequence-1', await steps())
  expect(isRefused(asked) && asked.refused.status).toBe(403)
})
