/** Enrollments: who is in which sequence, what comes next, and why it ended. */

import sql, { join, type Sql } from 'sql-template-tag'
import type { HoldReason } from '../../shared/enrollment.ts'
import type { Evidence } from '../../shared/evidence.ts'
import type { Reason } from '../../shared/reason.ts'
import { addressKey } from '../domain/address.ts'
import type { Enrollment } from '../domain/enrollment.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './db.ts'
import { evidenceText, readEvidence } from './evidence.ts'

interface Row {
  id: string
  sequence_id: string
  edition: number
  contact_id: string
  mailbox_id: string
  enrolled_by: string
  address: string
  state: Enrollment['state']
  began_at: string
  mail_before: string
  next_step: number | null
  due_at: string | null
  waits: string | null
  letters_sent: number
  hold_reason: HoldReason | null
  hold_text: string | null
  held_at: string | null
  held_until: string | null
  hold_evidence: string | null
  reason: Reason | null
  ended_at: string | null
  ended_by: string | null
  evidence: string | null
  explanation: string | null
  offer: string | null
  left_ms: number | string | null
  letter_on_its_way: number | null
  created_at: string
}

const columns = sql`id, sequence_id, edition, contact_id, mailbox_id, enrolled_by, address, state, began_at, mail_before,
  next_step, due_at, waits, letters_sent, hold_reason, hold_text, held_at, held_until, hold_evidence, reason,
  ended_at, ended_by, evidence, explanation, offer, left_ms, letter_on_its_way, created_at`

/** Who must not be written to has nothing due, and takes no turn away from the others. */
const notSuppressed = sql`not exists (select 1 from suppressions s where s.address_key = enrollments.address_key)`

/** Nothing of a deleted sequence goes, nor of one whose owner is gone. */
const runs = sql`not exists (
  select 1
  from sequences q
  where q.id = enrollments.sequence_id
  and (q.deleted_at is not null or q.halt in ('end', 'hold')))`

export async function enrollmentById(db: Db, id: string): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`select ${columns} from enrollments where id = ${id}`)
  return row ? toEnrollment(row) : null
}

/** Open ones first, then the newest; `limit` at most. */
export async function enrollmentsOfContact(
  db: Db,
  contactId: string,
  limit: number,
): Promise<Enrollment[]> {
  return list(
    db,
    sql`
    where contact_id = ${contactId}
    order by case when state = 'ended' then 1 else 0 end, created_at desc, id desc
    limit ${limit}`,
  )
}

/** Those not ended of this contact, oldest first. */
export async function openEnrollmentsOfContact(db: Db, contactId: string): Promise<Enrollment[]> {
  return list(db, sql`where contact_id = ${contactId} and state <> 'ended' order by created_at`)
}

/** Those of this contact that ended for this reason, the latest end first. */
export async function endedBecause(
  db: Db,
  contactId: string,
  reason: Reason,
): Promise<Enrollment[]> {
  return list(
    db,
    sql`
    where contact_id = ${contactId}
    and state = 'ended'
    and reason = ${reason}
    order by ended_at desc, id desc`,
  )
}

/** Those not ended whose enrolled address has one of these keys, in whichever mailbox. */
export async function openEnrollmentsAt(db: Db, addressKeys: string[]): Promise<Enrollment[]> {
  if (addressKeys.length === 0) return []
  return list(db, sql`where address_key in (${join(addressKeys)}) and state <> 'ended'`)
}

/** Those not ended of these contacts, in whichever mailbox. */
export async function openEnrollmentsOfContacts(
  db: Db,
  contactIds: string[],
): Promise<Enrollment[]> {
  if (contactIds.length === 0) return []
  return list(db, sql`where contact_id in (${join(contactIds)}) and state <> 'ended'`)
}

export async function enrollmentsByIds(db: Db, ids: string[]): Promise<Enrollment[]> {
  if (ids.length === 0) return []
  return list(db, sql`where id in (${join(ids)})`)
}

/** Active ones of the mailbox whose next step is due: first letters before follow-ups, then longest due first. */
export async function dueEnrollments(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return list(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and due_at <= ${now}
    and ${notSuppressed}
    and ${runs}
    order by case when next_step = 1 then 0 else 1 end, due_at, id
    limit ${limit}`,
  )
}

export async function nextDueIn(db: Db, mailboxId: string): Promise<Instant | null> {
  const row = await db.one<{ due_at: string | null }>(sql`
    select min(due_at) as due_at
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and ${notSuppressed}
    and ${runs}`)
  return row?.due_at ?? null
}

/** Held ones of the mailbox whose hold ends by itself and has come to its end, the earliest first. */
export async function overdueHolds(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return list(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'held'
    and held_until <= ${now}
    order by held_until, id
    limit ${limit}`,
  )
}

/** When the next hold of the mailbox ends by itself. */
export async function nextReleaseIn(db: Db, mailboxId: string): Promise<Instant | null> {
  const row = await db.one<{ held_until: string | null }>(sql`
    select min(held_until) as held_until
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'held'
    and held_until is not null`)
  return row?.held_until ?? null
}

/** Whether anybody is enrolled from this mailbox. */
export async function hasOpenEnrollments(db: Db, mailboxId: string): Promise<boolean> {
  const row = await db.one(sql`
    select 1 as one
    where exists (select 1 from enrollments where mailbox_id = ${mailboxId} and state = 'active')
    or exists (select 1 from enrollments where mailbox_id = ${mailboxId} and state = 'held')`)
  return row !== undefined
}

/** Adds the enrollment, unless the contact is in that sequence already; then null. */
export async function addEnrollment(db: Db, one: Enrollment): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    insert into enrollments (${columns}, address_key)
    values (${one.id}, ${one.sequenceId}, ${one.edition}, ${one.contactId}, ${one.mailboxId}, ${one.enrolledBy},
      ${one.address}, ${one.state}, ${one.beganAt}, ${JSON.stringify(one.mailBefore)}, ${one.nextStep}, ${one.dueAt},
      ${one.waits}, ${one.lettersSent}, ${one.holdReason}, ${one.holdText}, ${one.heldAt}, ${one.heldUntil},
      ${evidenceText(one.holdEvidence)}, ${one.reason}, ${one.endedAt}, ${one.endedBy}, ${evidenceText(one.evidence)},
      ${one.explanation}, ${one.offer}, ${one.leftMs}, ${one.letterOnItsWay}, ${one.createdAt},
      ${addressKey(one.address)})
    on conflict (contact_id, sequence_id) where state <> 'ended' do nothing
    returning ${columns}`)
  return told(db, row)
}

export interface End {
  reason: Reason
  at: Instant
  by: string | null
  evidence: Evidence | null
  explanation: string
  leftMs: number | null
  letterOnItsWay: number | null
}

/** Ends it, unless it has ended; then null. */
export async function markEnded(db: Db, id: string, end: End): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'ended',
      reason = ${end.reason},
      ended_at = ${end.at},
      ended_by = ${end.by},
      evidence = ${evidenceText(end.evidence)},
      explanation = ${end.explanation},
      left_ms = ${end.leftMs},
      letter_on_its_way = ${end.letterOnItsWay},
      waits = null
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return told(db, row)
}

/**
 * Takes an end back: the next step at `dueAt`, to `address`. One that was held when it ended is held again. Null when it has
 * not ended.
 */
export async function markResumed(
  db: Db,
  id: string,
  dueAt: Instant,
  address: string,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = case when hold_reason is null then 'active' else 'held' end,
      address = ${address},
      address_key = ${addressKey(address)},
      due_at = ${dueAt},
      reason = null,
      ended_at = null,
      ended_by = null,
      evidence = null,
      explanation = null,
      offer = null,
      left_ms = null,
      letter_on_its_way = null,
      meetings_known = case
        when meetings_known = 'no' or address_key <> ${addressKey(address)} then 'no'
        else 'again'
      end
    where id = ${id}
    and state = 'ended'
    returning ${columns}`)
  return told(db, row)
}

/** Holds an enrollment, in the place of a hold that stands; null when it has ended. */
export async function markHeld(
  db: Db,
  id: string,
  hold: {
    reason: HoldReason
    text: string
    at: Instant
    until: Instant | null
    evidence: Evidence | null
  },
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'held',
      hold_reason = ${hold.reason},
      hold_text = ${hold.text},
      held_at = ${hold.at},
      held_until = ${hold.until},
      hold_evidence = ${evidenceText(hold.evidence)},
      waits = null
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return told(db, row)
}

/** Ends the hold; the next step comes at `dueAt`. Null when it is not held. */
export async function markReleased(
  db: Db,
  id: string,
  dueAt: Instant | null,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'active',
      due_at = ${dueAt},
      hold_reason = null,
      hold_text = null,
      held_at = null,
      held_until = null,
      hold_evidence = null
    where id = ${id}
    and state = 'held'
    returning ${columns}`)
  return told(db, row)
}

/** Records that a step is done and which comes next; an ended one keeps what would be left of that wait. */
export async function markStepDone(
  db: Db,
  id: string,
  next: {
    nextStep: number | null
    dueAt: Instant | null
    leftMs: number | null
    lettersSent: number
  },
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set next_step = ${next.nextStep},
      due_at = ${next.dueAt},
      waits = null,
      letters_sent = letters_sent + ${next.lettersSent},
      left_ms = case when state = 'ended' then ${next.leftMs} else left_ms end
    where id = ${id}
    returning ${columns}`)
  return told(db, row)
}

/** Moves the next step of an active or held enrollment; null while its letter is on the way and nothing is due. */
export async function setDue(db: Db, id: string, dueAt: Instant | null): Promise<void> {
  await db.all(sql`
    update enrollments
    set due_at = ${dueAt}
    where id = ${id}
    and state <> 'ended'`)
}

/** Says why an ended one may be worth resuming; null takes the offer away. */
export async function setOffer(db: Db, id: string, offer: string | null): Promise<void> {
  await db.all(sql`
    update enrollments
    set offer = ${offer}
    where id = ${id}
    and state = 'ended'`)
}

/** Ids of those of the sequence in one of these states, `limit` at most. */
export async function idsIn(
  db: Db,
  sequenceId: string,
  states: readonly ('active' | 'held')[],
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

/** Those of the sequence that are held because its owner is gone, `limit` at most. */
export function heldForOwner(db: Db, sequenceId: string, limit: number): Promise<Enrollment[]> {
  return list(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state = 'held'
    and hold_reason = 'owner-removed'
    limit ${limit}`,
  )
}

export async function countOpen(db: Db, sequenceId: string): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from enrollments
    where sequence_id = ${sequenceId}
    and state in ('active', 'held')`)
  return Number(row?.n ?? 0)
}

/** Offers to resume those of the sequence that ended for this reason at `since` or later. */
export async function offerEnded(
  db: Db,
  sequenceId: string,
  ended: { reason: Reason; since: Instant },
  offer: string,
): Promise<void> {
  await db.all(sql`
    update enrollments
    set offer = ${offer}
    where sequence_id = ${sequenceId}
    and state = 'ended'
    and reason = ${ended.reason}
    and ended_at >= ${ended.since}
    and offer is null`)
}

/**
 * The same for the next of them, by id after `after`, `limit` looked at at most; answers where to go on, or null when none is
 * left.
 */
export async function offerSomeEnded(
  db: Db,
  sequenceId: string,
  ended: { reason: Reason; since: Instant; after: string; limit: number },
  offer: string,
): Promise<string | null> {
  const rows = await db.all<{ id: string }>(sql`
    select id
    from enrollments
    where sequence_id = ${sequenceId}
    and state = 'ended'
    and id > ${ended.after}
    order by id
    limit ${ended.limit}`)
  const last = rows.at(-1)
  if (!last) return null
  await db.all(sql`
    update enrollments
    set offer = ${offer}
    where id in (${join(rows.map((row) => row.id))})
    and reason = ${ended.reason}
    and ended_at >= ${ended.since}`)
  return rows.length < ended.limit ? null : last.id
}

/** How many of the sequence ended for this reason at `since` or later, and are offered to be resumed. */
export async function countOffered(
  db: Db,
  sequenceId: string,
  ended: { reason: Reason; since: Instant },
): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from enrollments
    where sequence_id = ${sequenceId}
    and state = 'ended'
    and reason = ${ended.reason}
    and ended_at >= ${ended.since}
    and offer is not null`)
  return Number(row?.n ?? 0)
}

/** Those of the sequence that ended for this reason and are offered to be resumed, by id after `after`. */
export function offeredIn(
  db: Db,
  sequenceId: string,
  reason: Reason,
  after: string,
  limit: number,
): Promise<Enrollment[]> {
  return list(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state = 'ended'
    and reason = ${reason}
    and offer is not null
    and id > ${after}
    order by id
    limit ${limit}`,
  )
}

export async function setWaits(db: Db, id: string, waits: string | null): Promise<void> {
  await db.all(sql`
    update enrollments
    set waits = ${waits}
    where id = ${id}
    and state = 'active'`)
}

/** What came of a change, told to whoever watches the enrollment, its contact or its sequence. */
function told(db: Db, row: Row | undefined): Enrollment | null {
  if (!row) return null
  db.tell(
    { kind: 'enrollment', id: row.id },
    { kind: 'contact', id: row.contact_id },
    { kind: 'sequence', id: row.sequence_id },
  )
  return toEnrollment(row)
}

async function list(db: Db, rest: Sql): Promise<Enrollment[]> {
  const rows = await db.all<Row>(sql`select ${columns} from enrollments ${rest}`)
  return rows.map(toEnrollment)
}

function toEnrollment(row: Row): Enrollment {
  return {
    id: row.id,
    sequenceId: row.sequence_id,
    edition: row.edition,
    contactId: row.contact_id,
    mailboxId: row.mailbox_id,
    enrolledBy: row.enrolled_by,
    address: row.address,
    state: row.state,
    beganAt: row.began_at,
    mailBefore: JSON.parse(row.mail_before) as string[],
    nextStep: row.next_step,
    dueAt: row.due_at,
    waits: row.waits,
    lettersSent: row.letters_sent,
    holdReason: row.hold_reason,
    holdText: row.hold_text,
    heldAt: row.held_at,
    heldUntil: row.held_until,
    holdEvidence: readEvidence(row.hold_evidence),
    reason: row.reason,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    evidence: readEvidence(row.evidence),
    explanation: row.explanation,
    offer: row.offer,
    leftMs: row.left_ms === null ? null : Number(row.left_ms),
    letterOnItsWay: row.letter_on_its_way,
    createdAt: row.created_at,
  }
}
