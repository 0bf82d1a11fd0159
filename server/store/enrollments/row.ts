/** How an enrollment is kept: its columns, read into what the product works with, and told when it changes. */

import sql, { type Sql } from 'sql-template-tag'
import type { HoldReason } from '../../../shared/enrollment.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Db } from '../db/db.ts'
import { readEvidence } from '../history/evidence.ts'

export interface Row {
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
  wanted_at: string | null
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

export const columns = sql`id, sequence_id, edition, contact_id, mailbox_id, enrolled_by, address, state, began_at, mail_before,
  next_step, wanted_at, due_at, waits, letters_sent, hold_reason, hold_text, held_at, held_until, hold_evidence, reason,
  ended_at, ended_by, evidence, explanation, offer, left_ms, letter_on_its_way, created_at`

export async function enrollmentsWhere(db: Db, rest: Sql): Promise<Enrollment[]> {
  const rows = await db.all<Row>(sql`select ${columns} from enrollments ${rest}`)
  return rows.map(toEnrollment)
}

/** What came of a change, told to whoever watches the enrollment, its contact or its sequence. */
export function told(db: Db, row: Row | undefined): Enrollment | null {
  if (!row) return null
  db.tell(
    { kind: 'enrollment', id: row.id },
    { kind: 'contact', id: row.contact_id },
    { kind: 'sequence', id: row.sequence_id },
  )
  return toEnrollment(row)
}

export function toEnrollment(row: Row): Enrollment {
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
    wantedAt: row.wanted_at ?? row.due_at,
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
