/** A sequence is deleted, restored and resumed; and a contact in several sequences at once. */

import sql, { raw } from 'sql-template-tag'
import { endBatch } from '../../../server/services/sequences/end-enrollments.ts'
import { deleteSequence } from '../../../server/services/sequences/delete-sequence.ts'
import { enroll } from '../../../server/services/enrollments/enroll.ts'
import { isRefused } from '../../../server/services/problem.ts'
import {
  restoreSequence,
  resumeSequence,
} from '../../../server/services/sequences/restore-sequence.ts'
import { saveSequence } from '../../../server/services/sequences/save-sequence.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import {
  resubscribe,
  unsubscribe,
  unsubscribeIn,
} from '../../../server/services/enrollments/unsubscribe.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import type { User } from '../../../server/domain/directory/user.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { StepRequest } from '../../../shared/sequence.ts'
import { performanceOf } from '../../../server/store/sequences/stats.ts'
import { markDeleted, sequenceById } from '../../../server/store/sequences/sequences.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { day, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { ana, aUser, ben, cleo, mia, rita, sam } from '../../support/server/makers.ts'

const steps: StepRequest[] = [
  { subject: 'A short question', body: 'Hello' },
  { body: 'Did you see my email?', delay: 'P2D' },
  { body: 'A last try.', delay: 'P3D' },
]

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  stage.graph.people = [rita, sam, mia].map(({ oid, address, name }) => ({
    id: oid,
    mail: address,
    displayName: name,
  }))
  await stage.sequence(steps)
})
afterEach(() => {
  stage.close()
})

const enrollBoth = async (): Promise<[string, string]> => {
  const first = (await stage.enroll(ana.address, { name: ana.name })).id
  const second = (await stage.enroll(ben.address, { name: ben.name, by: sam })).id
  await stage.work()
  stage.pass(minute)
  return [first, second]
}
const remove = (by: User = rita) => deleteSequence(stage.context, by, 'sequence-1')
const restore = (by: User = rita) => restoreSequence(stage.context, by, 'sequence-1')
const resume = (by: User = rita) => resumeSequence(stage.context, by, 'sequence-1', '')
const performance = async () => (await performanceOf(stage.db, ['sequence-1'])).get('sequence-1')

describe('deleting a sequence', () => {
  test('ends everything in it, whoever enrolled, says how many, and sends nothing for a month', async () => {
    const [first, second] = await enrollBoth()
    expect(await remove()).toMatchObject({ ended: 2, stillEnding: 0 })
    for (const id of [first, second])
      expect(await stage.enrollment(id)).toMatchObject({
        state: 'ended',
        reason: 'sequence-deleted',
        endedBy: rita.id,
        explanation: 'Rita Ross deleted the sequence.',
      })
    expect((await stage.timeline(first)).at(-1)).toBe('Unenrolled. Rita Ross deleted the sequence.')
    stage.pass(30 * day)
    await stage.work()
    expect(stage.graph.sent.length).toBe(2)
    expect(await performance()).toMatchObject({
      enrolled: 2,
      active: 0,
      emailsSent: 2,
      ended: { 'sequence-deleted': 2 },
    })
  })

  test('again does no harm', async () => {
    await enrollBoth()
    await remove()
    const before = await sequenceById(stage.db, 'sequence-1')
    stage.pass(minute)
    expect(await remove(mia)).toMatchObject({ ended: 0, stillEnding: 0 })
    expect(await sequenceById(stage.db, 'sequence-1')).toEqual(before)
  })

  test('what a crash left running sends nothing, and is ended by the job', async () => {
    const [first] = await enrollBoth()
    await markDeleted(stage.db, 'sequence-1', { at: stage.now(), by: rita.id })
    stage.pass(3 * day)
    await stage.work()
    expect(stage.graph.errands().filter((one) => one === 'draft').length).toBe(2)
    expect(stage.graph.sent.length).toBe(2)
    await workJobs(stage)
    expect(await stage.enrollment(first)).toMatchObject({
      reason: 'sequence-deleted',
      explanation: 'Rita Ross deleted the sequence.',
    })
  })

  test('restored before all has ended, the rest runs on', async () => {
    const [first, second] = await enrollBoth()
    await markDeleted(stage.db, 'sequence-1', { at: stage.now(), by: rita.id })
    await restore()
    expect(await endBatch(stage.context, 'sequence-1')).toBeNull()
    stage.pass(2 * day)
    await stage.work()
    for (const id of [first, second])
      expect(await stage.enrollment(id)).toMatchObject({ state: 'active', emailsSent: 2 })
  })

  test('a draft that lies ready does not go', async () => {
    const { id } = await stage.enroll(ana.address, { name: ana.name })
    // The deletion falls between the draft and the sending of it.
    const deletions: Promise<unknown>[] = []
    stage.graph.before = ({ errand }) => {
      if (errand === 'draft' && deletions.length === 0)
        deletions.push(markDeleted(stage.db, 'sequence-1', { at: stage.now(), by: rita.id }))
    }
    await stage.work()
    await Promise.all(deletions)
    expect(deletions.length).toBe(1)
    expect(stage.graph.sent).toEqual([])
    expect((await stage.enrollment(id)).emailsSent).toBe(0)
  })

  test('takes nobody in and is not changed until it is restored', async () => {
    await remove()
    const request = { contact: { email: cleo.address }, sequenceId: 'sequence-1' }
    expect(await enroll(stage.context, rita, request)).toMatchObject({
      refused: { type: 'sequence-deleted' },
    })
    expect(
      await saveSequence(stage.context, rita, 'sequence-1', { name: 'X', steps }),
    ).toMatchObject({ refused: { type: 'sequence-deleted' } })
    await restore()
    expect(isRefused(await enroll(stage.context, rita, request))).toBe(false)
  })

  test.each([
    ['the owner', rita, true],
    [
      'the owner’s manager',
      aUser({ id: 'boss', oid: 'boss', address: 'boss@contoso.example', role: 'manager' }),
      true,
    ],
    ['an administrator', mia, true],
    ['another rep', sam, false],
    ['the owner without a seat', aUser({ seat: 'none' }), false],
  ])('%s may, or is told why not', async (_words, user, may) => {
    if (user.id === 'boss') {
      await putUser(stage.db, user)
      await putUser(stage.db, { ...rita, managerId: 'boss' })
    }
    const result = await remove(user)
    expect(isRefused(result)).toBe(!may)
    if (!may) expect(result).toMatchObject({ refused: { status: 403, type: 'not-yours' } })
  })
})

describe('a contact who unsubscribed and subscribes again', () => {
  test.each([
    ['while the sequence is deleted, stays ended', false, 'ended'],
    ['after it was restored, goes on', true, 'active'],
  ])('%s', async (_words, isRestored, state) => {
    const [first] = await enrollBoth()
    await unsubscribe(stage.context, first)
    await remove()
    if (isRestored) await restore()
    await resubscribe(stage.context, first)
    expect((await stage.enrollment(first)).state).toBe(state)
    expect(await stage.db.all(sql`select address from suppressions`)).toEqual([])
  })
})

describe('restoring a sequence', () => {
  test('with many in it offers to resume every one, in short transactions', async () => {
    const [first] = await enrollBoth()
    await remove()
    const { contactId } = await stage.enrollment(first)
    const columns = raw(
      'sequence_id, version, mailbox_id, enrolled_by, address, state, began_at, messages_before, reason, ended_at, next_kind, next_step, left_ms, created_at',
    )
    for (let index = 0; index < 450; index += 1)
      await stage.db.all(sql`
        insert into enrollments (id, contact_id, ${columns})
        select ${`0${String(index)}`}, ${contactId}, ${columns}
        from enrollments
        where id = ${first}`)
    const transaction = jest.spyOn(stage.db, 'transaction')
    expect(await restore()).toMatchObject({ resumable: 452 })
    expect(transaction.mock.calls.length).toBeGreaterThan(3)
    expect(
      await stage.db.one(
        sql`select count(*) as n from enrollments where resume_suggestion is null`,
      ),
    ).toEqual({ n: 0 })
  })

  test('offers to resume, resumes nobody by itself, and undo works again', async () => {
    const [first] = await enrollBoth()
    await remove()
    expect(await undoManually(stage.context, rita, first)).toMatchObject({
      refused: { detail: 'The sequence was deleted. Restore the sequence first.' },
    })
    stage.pass(day)
    expect(await restore()).toMatchObject({ resumable: 2 })
    expect(await stage.enrollment(first)).toMatchObject({
      state: 'ended',
      offer: 'The sequence is back. Undo to go on.',
    })
    await undoManually(stage.context, rita, first)
    expect(await stage.enrollment(first)).toMatchObject({ state: 'active', offer: null })
  })

  test('resumes all who may be, by the same conditions as an undo, and says who stays and why', async () => {
    const [first, second] = await enrollBoth()
    const page: Evidence = {
      kind: 'page',
      page: 'unsubscribe',
      at: stage.now(),
      because: [],
    }
    await remove()
    await stage.db.transaction((tx) => unsubscribeIn(tx, stage.context, second, page))
    await restore()
    const left = [
      {
        enrollmentId: second,
        contact: { id: (await stage.enrollment(second)).contactId, name: ben.name },
        because: 'This address is on the suppression list and must not be written to.',
      },
    ]
    expect(await resume()).toEqual({ resumed: 1, left, next: null })
    expect(await resume()).toEqual({ resumed: 0, left, next: null })
    stage.pass(3 * day)
    await stage.work()
    expect((await stage.enrollment(first)).emailsSent).toBe(2)
    expect((await stage.enrollment(second)).emailsSent).toBe(1)
  })

  test('resumes only what this deletion ended', async () => {
    const [first, second] = await enrollBoth()
    await unenrollManually(stage.context, rita, first)
    stage.pass(minute)
    await remove()
    expect(await restore()).toMatchObject({ resumable: 1 })
    await resume()
    expect((await stage.enrollment(first)).reason).toBe('manual')
    expect((await stage.enrollment(second)).state).toBe('active')
  })

  test.each([
    ['on the thirtieth day', 30 * day, false],
    ['after thirty days', 30 * day + 1, true],
  ])('%s: too late is %s', async (_words, ms, late) => {
    await remove()
    stage.pass(ms)
    const result = await restore()
    expect(isRefused(result)).toBe(late)
    if (late) expect(result).toMatchObject({ refused: { type: 'too-late' } })
  })

  test('of one that is not deleted, and resuming one that is, are refused with a sentence', async () => {
    expect(await restore()).toMatchObject({ refused: { type: 'not-deleted' } })
    await remove()
    expect(await resume()).toMatchObject({ refused: { type: 'sequence-deleted' } })
    expect(await restore(sam)).toMatchObject({ refused: { type: 'not-yours' } })
  })
})

describe('saving a sequence', () => {
  test('its manager may; another name or setting is no new version, other emails are', async () => {
    const boss = aUser({
      id: 'boss',
      oid: 'boss',
      address: 'boss@contoso.example',
      role: 'manager',
    })
    await putUser(stage.db, boss)
    await putUser(stage.db, { ...rita, managerId: 'boss' })
    const save = (request: Parameters<typeof saveSequence>[3], by: User = boss) =>
      saveSequence(stage.context, by, 'sequence-1', request)
    const settings = { severalAtOnce: true }
    expect(await save({ name: 'Renamed', steps, settings })).toMatchObject({
      name: 'Renamed',
      version: 1,
      settings: { ...defaultSettings, severalAtOnce: true },
    })
    expect(await save({ name: 'Renamed', steps: steps.slice(0, 1) })).toMatchObject({
      version: 2,
      settings: { severalAtOnce: true },
    })
    expect(await save({ name: 'Mine', steps }, sam)).toMatchObject({
      refused: { type: 'not-yours' },
    })
  })
})

describe('several sequences at once', () => {
  const allowing = { settings: { ...defaultSettings, severalAtOnce: true } }

  test.each([
    ['both allow it', true, true, true],
    ['only the first allows it', true, false, false],
    ['only the second allows it', false, true, false],
    ['neither allows it', false, false, false],
  ])('when %s', async (_words, first, second, may) => {
    await stage.sequence(undefined, 'sequence-2', first ? allowing : {})
    await stage.sequence(undefined, 'sequence-3', second ? allowing : {})
    await stage.enroll(ana.address, { name: ana.name, sequenceId: 'sequence-2' })
    const contact = { email: ana.address }
    const result = await enroll(stage.context, sam, { contact, sequenceId: 'sequence-3' })
    expect(isRefused(result)).toBe(!may)
    if (!may) expect(result).toMatchObject({ refused: { type: 'already-enrolled' } })
  })

  test('never twice in the same, and an undo keeps to it as well', async () => {
    await stage.sequence(undefined, 'sequence-2', allowing)
    await stage.sequence(undefined, 'sequence-3', {})
    const { id } = await stage.enroll(ana.address, { name: ana.name, sequenceId: 'sequence-2' })
    const contact = { email: ana.address }
    expect(await enroll(stage.context, sam, { contact, sequenceId: 'sequence-2' })).toMatchObject({
      refused: { type: 'already-enrolled' },
    })
    await unenrollManually(stage.context, rita, id)
    await stage.enroll(ana.address, { sequenceId: 'sequence-3' })
    expect(await undoManually(stage.context, rita, id)).toMatchObject({
      refused: { type: 'not-undoable' },
    })
    await stage.db.all(
      sql`update sequences set settings = ${JSON.stringify(allowing.settings)} where id = 'sequence-3'`,
    )
    expect(isRefused(await undoManually(stage.context, rita, id))).toBe(false)
  })
})
