/** Enrollments: who is in which sequence. Reading them one by one and together, and adding one. */

import sql, { join } from 'sql-template-tag'
import type { Reason } from '../../../shared/reason.ts'
import { addressKey } from '../../domain/contacts/address.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dueAtOf, stepOf, waitsOf } from '../../domain/enrollments/next-step.ts'
import type { Db } from '../db/db.ts'
import { columns, enrollmentsWhere, oneWithPauses, publishChange, type Row } from './row.ts'
import { evidenceText } from '../history/evidence.ts'

export async function enrollmentById(db: Db, id: string): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`select ${columns} from enrollments where id = ${id}`)
  return oneWithPauses(db, row)
}

export async function enrollmentsByIds(db: Db, ids: string[]): Promise<Enrollment[]> {
  if (ids.length === 0) return []
  return enrollmentsWhere(db, sql`where id in (${join(ids)})`)
}

/** Open ones first, then the newest; `limit` at most. */
export async function enrollmentsOfContact(
  db: Db,
  contactId: string,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where contact_id = ${contactId}
    order by case when state = 'ended' then 1 else 0 end, created_at desc, id desc
    limit ${limit}`,
  )
}

/** Those not ended of this contact, oldest first. */
export async function openEnrollmentsOfContact(db: Db, contactId: string): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`where contact_id = ${contactId} and state <> 'ended' order by created_at`,
  )
}

/** Those not ended of these contacts, in whichever mailbox. */
export async function openEnrollmentsOfContacts(
  db: Db,
  contactIds: string[],
): Promise<Enrollment[]> {
  if (contactIds.length === 0) return []
  return enrollmentsWhere(db, sql`where contact_id in (${join(contactIds)}) and state <> 'ended'`)
}

/** Those not ended whose enrolled address has one of these keys, in whichever mailbox. */
export async function openEnrollmentsAt(db: Db, addressKeys: string[]): Promise<Enrollment[]> {
  if (addressKeys.length === 0) return []
  return enrollmentsWhere(db, sql`where address_key in (${join(addressKeys)}) and state <> 'ended'`)
}

/** Those of this contact that ended for this reason, the latest end first. */
export async function endedBecause(
  db: Db,
  contactId: string,
  reason: Reason,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where contact_id = ${contactId}
    and state = 'ended'
    and reason = ${reason}
    order by ended_at desc, id desc`,
  )
}

/** Whether anybody is enrolled from this mailbox. */
export async function hasOpenEnrollments(db: Db, mailboxId: string): Promise<boolean> {
  const row = await db.one(sql`
    select 1 as one
    where exists (select 1 from enrollments where mailbox_id = ${mailboxId} and state = 'active')
    or exists (select 1 from enrollments where mailbox_id = ${mailboxId} and state = 'paused')`)
  return row !== undefined
}

/** Ids of those of the sequence in one of these states, `limit` at most. */
export async function idsIn(
  db: Db,
  sequenceId: string,
  states: readonly ('active' | 'paused')[],
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select id
    from enrollments
    where sequence_id = ${sequenceId}
    and state in (${join([...states])})
    limit ${limit}`)
  return rows.map((row) => row.id)
}

/** The one of the sequence that was enrolled first of those not ended; null when there is none. */
export async function firstOpenOf(db: Db, sequenceId: string): Promise<Enrollment | null> {
  const [first] = await enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state in ('active', 'paused')
    order by id
    limit 1`,
  )
  return first ?? null
}

export async function countOpen(db: Db, sequenceId: string): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from enrollments
    where sequence_id = ${sequenceId}
    and state in ('active', 'paused')`)
  return Number(row?.n ?? 0)
}

/** Adds the enrollment, unless the contact is in that sequence already; then null. */
export async function addEnrollment(db: Db, one: Enrollment): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    insert into enrollments (${columns}, address_key)
    values (${one.id}, ${one.sequenceId}, ${one.version}, ${one.contactId}, ${one.mailboxId}, ${one.enrolledBy},
      ${one.address}, ${one.state}, ${one.beganAt}, ${JSON.stringify(one.messagesBefore)},
      ${one.next.kind}, ${stepOf(one.next)}, ${'wantedAt' in one.next ? one.next.wantedAt : null}, ${dueAtOf(one.next)}, ${waitsOf(one.next)}, ${one.emailsSent}, ${one.pauses.length}, ${one.pausedUntil}, ${one.reason}, ${one.endedAt}, ${one.endedBy}, ${evidenceText(one.evidence)},
      ${one.explanation}, ${one.offer}, ${one.next.kind === 'stopped' ? one.next.leftMs : null}, ${one.emailOnItsWay}, ${one.createdAt},
      ${addressKey(one.address)})
    on conflict (contact_id, sequence_id) where state <> 'ended' do nothing
    returning ${columns}`)
  return publishChange(db, row)
}
