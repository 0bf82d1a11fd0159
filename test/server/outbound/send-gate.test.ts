/** The gate before /send: each condition alone must close it. */

import sql from 'sql-template-tag'
import type { Lease } from '../../../server/domain/mailboxes/mailbox.ts'
import type { ClosableDb } from '../../../server/store/db/db.ts'
import { addEnrollment } from '../../../server/store/enrollments/enrollments.ts'
import {
  addEmail,
  addMessageIdOf,
  advanceEmail,
  emailsNamed,
} from '../../../server/store/outbound/emails.ts'
import { passGate } from '../../../server/store/outbound/send-gate.ts'
import { addMailbox } from '../../../server/store/mailboxes/mailboxes.ts'
import { leaseDue } from '../../../server/store/mailboxes/mailbox-leases.ts'
import { migrate } from '../../../server/store/migrations/migrate.ts'
import { putSequence } from '../../../server/store/sequences/sequences.ts'
import { openSqlite } from '../../../server/store/db/sqlite.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { messageOf } from '../../support/message-of.ts'
import {
  anEmail,
  ana,
  anEnrollment,
  aRead,
  aSequence,
  aStep,
  rita,
  ritaId,
  start,
} from '../../support/server/makers.ts'

let db: ClosableDb
let lease: Lease
const readReal = 100_000
const read = aRead({ wall: readReal })
const gate = { now: start, real: readReal + 9_999 }

/** No step is left to come. */
const over = sql`next_kind = 'done', next_step = null, due_at = null, wanted_at = null`

beforeEach(async () => {
  db = openSqlite(':memory:')
  await migrate(db, 'sandbox', () => 'key')
  await putUser(db, rita)
  await addMailbox(db, { id: ritaId, userId: rita.id, address: rita.address, connectedAt: start })
  await putSequence(db, aSequence(), [aStep()])
  await db.all(
    sql`insert into contacts (id, email, name, company, address_state, created_at) values ('contact-ana', ${ana.address}, 'Ana', null, 'ok', ${start})`,
  )
  await addEnrollment(db, anEnrollment())
  await addEmail(db, anEmail())
  await advanceEmail(db, 'email-1', 'draft-there', { draft: { graphId: 'draft-1', print: 'p' } })
  const taken = await leaseDue(db, { owner: 'me', now: start, real: 1000, untilReal: 200_000 })
  if (!taken) throw new Error('Nothing was due.')
  lease = taken
  await db.all(sql`update mailboxes set read_real = ${readReal}`)
})
afterEach(() => {
  db.close()
})

const state = async (): Promise<unknown> =>
  db.one(sql`select state, sending_at, sending_real from emails where id = 'email-1'`)

test('with everything in order the email goes through, once', async () => {
  expect(await passGate(db, 'email-1', lease, read, gate)).toBe(true)
  expect(await state()).toEqual({
    state: 'sending',
    sending_at: start,
    sending_real: readReal + 9_999,
  })
  expect(await passGate(db, 'email-1', lease, read, gate)).toBe(false)
})

test.each([
  [
    'the enrollment has ended',
    sql`update enrollments set ${over}, state = 'ended', reason = 'replied', ended_at = ${start}`,
  ],
  ['the enrollment is paused', sql`update enrollments set state = 'paused', pause_count = 1`],
  ['the enrollment is at another step', sql`update enrollments set next_step = 2`],
  ['every step is done', sql`update enrollments set ${over}`],
  [
    'the address is suppressed in another spelling',
    sql`insert into suppressions (address, address_key, reason, since) values ('ana+news@acme.example', ${ana.address}, 'asked', ${start})`,
  ],
  [
    'the mailbox is paused',
    sql`update mailboxes set pause_kind = 'rep-away', paused_since = ${start}`,
  ],
  ['the rep has no seat any more', sql`update users set seat = 'none'`],
  ['the email is not drafted yet', sql`update emails set state = 'stored'`],
  ['the email was withdrawn', sql`update emails set state = 'withdrawn'`],
  ['the email was sent', sql`update emails set state = 'sent'`],
  ['its draft is missed in the mailbox', sql`update emails set missed_at = ${start}`],
  ['the email is unknown', sql`update emails set state = 'unknown'`],
  ['another email of the step was sent', other('sent')],
  ['another email of the step is being sent', other('sending')],
  ['another email of the step is unknown', other('unknown')],
  ['another process has the lease', sql`update mailboxes set lease_owner = 'other'`],
  ['the lease was given back', sql`update mailboxes set lease_owner = null`],
  ['the lease has run out', sql`update mailboxes set lease_until_real = ${readReal + 9_999}`],
  [
    'another read than the one given was the last',
    sql`update mailboxes set read_real = ${readReal + 1}`,
  ],
  ['what was read has to be read again', sql`update mailboxes set read_real = 0`],
])('when %s, the email stays', async (_words, change) => {
  await db.all(change)
  const before = await state()
  expect(await passGate(db, 'email-1', lease, read, gate)).toBe(false)
  expect(await state()).toEqual(before)
})

function other(emailState: string) {
  return sql`
    insert into emails (id, enrollment_id, mailbox_id, step, attempt, state, subject, body, message_id, created_at)
    values ('email-0', 'enrollment-1', ${ritaId}, 1, 2, ${emailState}, 's', 'b', '<0@contoso.example>', ${start})`
}

test('when the read given is ten seconds old, the email stays', async () => {
  const late = { now: start, real: readReal + 10_000 }
  expect(await passGate(db, 'email-1', lease, read, late)).toBe(false)
})

test('a read of another mailbox opens nothing', async () => {
  const other = aRead({ wall: readReal, mailboxId: 'mailbox-2' })
  expect(await passGate(db, 'email-1', lease, other, gate)).toBe(false)
})

test('a withdrawn email of the step does not stand in the way of a new one', async () => {
  await db.all(other('withdrawn'))
  expect(await passGate(db, 'email-1', lease, read, gate)).toBe(true)
})

test('an email is known by every Message-ID it ever had, and none is taken from another', async () => {
  await addEmail(db, anEmail({ id: 'email-2', attempt: 3, messageId: '<2@contoso.example>' }))
  await addMessageIdOf(db, 'email-1', '<renamed@exchange.example>')
  await addMessageIdOf(db, 'email-2', '<renamed@exchange.example>')
  const named = await emailsNamed(db, [
    '<email-1@contoso.example>',
    '<renamed@exchange.example>',
    '<2@contoso.example>',
    ...Array.from({ length: 500 }, (_, index) => `<stranger-${String(index)}@acme.example>`),
  ])
  expect([...named].map(([name, email]) => [name, email.id]).sort()).toEqual([
    ['<2@contoso.example>', 'email-2'],
    ['<email-1@contoso.example>', 'email-1'],
    ['<renamed@exchange.example>', 'email-1'],
  ])
})

describe('enrollments', () => {
  test('a contact is at most once open in a sequence, and may come again after the end', async () => {
    expect(await addEnrollment(db, anEnrollment({ id: 'e-2' }))).toBeNull()
    expect(
      await messageOf(
        db.all(sql`insert into enrollments (id, sequence_id, version, contact_id, mailbox_id, enrolled_by, address, state, began_at, messages_before, next_kind, created_at)
      values ('e-3', 'sequence-1', 1, 'contact-ana', ${ritaId}, ${rita.id}, ${ana.address}, 'active', ${start}, '[]', 'done', ${start})`),
      ),
    ).toContain('UNIQUE')
    await db.all(
      sql`update enrollments set ${over}, state = 'ended', reason = 'manual', ended_at = ${start}`,
    )
    expect(await addEnrollment(db, anEnrollment({ id: 'e-2' }))).not.toBeNull()
  })

  test.each([
    [
      'ended without a reason',
      sql`update enrollments set ${over}, state = 'ended', ended_at = ${start}`,
    ],
    [
      'ended without a time',
      sql`update enrollments set ${over}, state = 'ended', reason = 'manual'`,
    ],
    [
      'ended with a step that is due',
      sql`update enrollments set state = 'ended', reason = 'manual', ended_at = ${start}`,
    ],
    ['due without a time', sql`update enrollments set due_at = null`],
    [
      'on its way, and nobody says so',
      sql`update enrollments set next_kind = 'sending', due_at = null, wanted_at = null`,
    ],
    [
      'done, with a step to come',
      sql`update enrollments set next_kind = 'done', due_at = null, wanted_at = null`,
    ],
    ['active with a reason', sql`update enrollments set reason = 'manual', ended_at = ${start}`],
    ['paused for no reason', sql`update enrollments set state = 'paused'`],
    ['active with a pause', sql`update enrollments set pause_count = 1`],
    ['in an unknown state', sql`update enrollments set state = 'no-such-state'`],
  ])('one that is %s cannot be stored', async (_words, change) => {
    expect(await messageOf(db.all(change))).toContain('CHECK')
  })
})

test.each([
  ['enrollments', 'due_at'],
  ['enrollments', 'began_at'],
  ['enrollments', 'created_at'],
  ['emails', 'created_at'],
  ['mailboxes', 'read_from'],
  ['mailboxes', 'due_at'],
  ['contacts', 'created_at'],
  ['users', 'created_at'],
  ['sequences', 'updated_at'],
])('%s.%s takes a time of 24 characters only', async (table, column) => {
  const { raw } = await import('sql-template-tag')
  for (const wrong of ['2026-03-02T09:00:00Z', '2026-03-02', ''])
    expect(await messageOf(db.all(raw(`update ${table} set ${column} = '${wrong}'`)))).toContain(
      'CHECK',
    )
  await db.all(raw(`update ${table} set ${column} = '2026-03-02T09:00:00.000Z'`))
})

test('what refers to nothing cannot be stored', async () => {
  expect(
    await messageOf(addEnrollment(db, anEnrollment({ id: 'x', contactId: 'nobody' }))),
  ).toContain('FOREIGN KEY')
  expect(await messageOf(db.all(sql`delete from contacts`))).toContain('FOREIGN KEY')
})
