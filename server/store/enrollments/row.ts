/** How an enrollment is kept: its columns, read into what the product works with, and told when it changes. */

import sql, { type Sql } from 'sql-template-tag'
import type { Reason } from '../../../shared/reason.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { NextKind, NextStep } from '../../domain/enrollments/next-step.ts'
import type { OwnPause } from '../../domain/enrollments/pause.ts'
import type { Db } from '../db/db.ts'
import { pausesOf } from './pauses.ts'
import { readEvidence } from '../history/evidence.ts'

export interface Row {
  id: string
  sequence_id: string
  version: number
  contact_id: string
  mailbox_id: string
  enrolled_by: string
  address: string
  state: Enrollment['state']
  began_at: string
  messages_before: string
  next_kind: NextKind
  next_step: number | null
  wanted_at: string | null
  due_at: string | null
  waits: string | null
  emails_sent: number
  pause_count: number
  paused_until: string | null
  reason: Reason | null
  ended_at: string | null
  ended_by: string | null
  evidence: string | null
  explanation: string | null
  resume_suggestion: string | null
  left_ms: number | string | null
  email_on_its_way: number | null
  created_at: string
}

export const columns = sql`id, sequence_id, version, contact_id, mailbox_id, enrolled_by, address, state, began_at, messages_before,
  next_kind, next_step, wanted_at, due_at, waits, emails_sent, pause_count, paused_until, reason, ended_at, ended_by,
  evidence, explanation, resume_suggestion, left_ms, email_on_its_way, created_at`

export async function enrollmentsWhere(db: Db, rest: Sql): Promise<Enrollment[]> {
  const rows = await db.all<Row>(sql`select ${columns} from enrollments ${rest}`)
  return withPauses(db, rows)
}

/** Only those that have some are asked for them, all at once. */
async function withPauses(db: Db, rows: Row[]): Promise<Enrollment[]> {
  const waiting = rows.filter((row) => row.pause_count > 0)
  const pauses = await pausesOf(
    db,
    waiting.map(({ id }) => id),
  )
  return rows.map((row) => toEnrollment(row, pauses.get(row.id) ?? []))
}

/** What came of a change, told to whoever watches the enrollment, its contact or its sequence. */
export async function publishChange(db: Db, row: Row | undefined): Promise<Enrollment | null> {
  if (!row) return null
  db.publish(
    { kind: 'enrollment', id: row.id },
    { kind: 'contact', id: row.contact_id },
    { kind: 'sequence', id: row.sequence_id },
  )
  return oneWithPauses(db, row)
}

export async function oneWithPauses(db: Db, row: Row | undefined): Promise<Enrollment | null> {
  const [one] = row ? await withPauses(db, [row]) : []
  return one ?? null
}

function toEnrollment(row: Row, pauses: OwnPause[]): Enrollment {
  return {
    id: row.id,
    sequenceId: row.sequence_id,
    version: row.version,
    contactId: row.contact_id,
    mailboxId: row.mailbox_id,
    enrolledBy: row.enrolled_by,
    address: row.address,
    state: row.state,
    beganAt: row.began_at,
    messagesBefore: JSON.parse(row.messages_before) as string[],
    next: toNext(row),
    emailsSent: row.emails_sent,
    pauses,
    pausedUntil: row.paused_until,
    reason: row.reason,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    evidence: readEvidence(row.evidence),
    explanation: row.explanation,
    offer: row.resume_suggestion,
    emailOnItsWay: row.email_on_its_way,
    createdAt: row.created_at,
  }
}

/** The schema sees to it that each kind has what belongs to it. */
function toNext(row: Row): NextStep {
  const { next_kind: kind, next_step: step, due_at: dueAt, wanted_at: wantedAt, waits } = row
  if (kind === 'done' || step === null) return { kind: 'done' }
  switch (kind) {
    case 'due':
      return { kind, step, waits, wantedAt: wantedAt ?? '', dueAt: dueAt ?? '' }
    case 'sending':
    case 'undecided':
      return { kind, step, waits: waits ?? '', wantedAt: wantedAt ?? '' }
    case 'task':
      return { kind, step, wantedAt: wantedAt ?? '' }
    case 'stopped':
      return { kind, step, leftMs: Number(row.left_ms) }
    default: {
      const never: never = kind
      return never
    }
  }
}
