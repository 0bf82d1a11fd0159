/** Pauses of enrollments: pausing, resuming, and the pauses that end by themselves. */

import sql from 'sql-template-tag'
import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Due } from '../../domain/enrollments/send-window.ts'
import type { Db } from '../db/db.ts'
import { columns, enrollmentsWhere, publishChange, type Row } from './row.ts'
import { evidenceText } from '../history/evidence.ts'

/** Paused ones of the mailbox whose pause ends by itself and has come to its end, the earliest first. */
export async function overduePauses(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'paused'
    and paused_until <= ${now}
    order by paused_until, id
    limit ${limit}`,
  )
}

/** When the next pause of the mailbox ends by itself. */
export async function nextPauseEndIn(db: Db, mailboxId: string): Promise<Instant | null> {
  const row = await db.one<{ paused_until: string | null }>(sql`
    select min(paused_until) as paused_until
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'paused'
    and paused_until is not null`)
  return row?.paused_until ?? null
}

/** Those of the sequence that are paused because its owner is gone, `limit` at most. */
export function pausedForOwner(db: Db, sequenceId: string, limit: number): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state = 'paused'
    and pause_kind = 'owner-removed'
    limit ${limit}`,
  )
}

/** Pauses an enrollment, in the place of a pause that stands; null when it has ended. */
export async function markPaused(
  db: Db,
  id: string,
  pause: {
    id: string
    reason: PauseKind
    text: string
    at: Instant
    until: Instant | null
    evidence: Evidence | null
  },
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'paused',
      pause_id = ${pause.id},
      pause_kind = ${pause.reason},
      pause_text = ${pause.text},
      paused_at = ${pause.at},
      paused_until = ${pause.until},
      pause_evidence = ${evidenceText(pause.evidence)},
      waits = null
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}

/** Ends the pause; the next step comes at `due`. Null when it is not paused. */
export async function markPauseEnded(
  db: Db,
  id: string,
  due: Due | null,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'active',
      wanted_at = ${due?.wantedAt ?? null},
      due_at = ${due?.dueAt ?? null},
      pause_id = null,
      pause_kind = null,
      pause_text = null,
      paused_at = null,
      paused_until = null,
      pause_evidence = null
    where id = ${id}
    and state = 'paused'
    returning ${columns}`)
  return publishChange(db, row)
}
