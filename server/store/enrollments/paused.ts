/** Holds of enrollments: holding, releasing, and the holds that end by themselves. */

import sql from 'sql-template-tag'
import type { HoldReason } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Due } from '../../domain/enrollments/send-window.ts'
import type { Db } from '../db/db.ts'
import { columns, enrollmentsWhere, told, type Row } from './row.ts'
import { evidenceText } from '../history/evidence.ts'

/** Held ones of the mailbox whose hold ends by itself and has come to its end, the earliest first. */
export async function overdueHolds(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
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

/** Those of the sequence that are held because its owner is gone, `limit` at most. */
export function heldForOwner(db: Db, sequenceId: string, limit: number): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state = 'held'
    and hold_reason = 'owner-removed'
    limit ${limit}`,
  )
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

/** Ends the hold; the next step comes at `due`. Null when it is not held. */
export async function markReleased(
  db: Db,
  id: string,
  due: Due | null,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'active',
      wanted_at = ${due?.wantedAt ?? null},
      due_at = ${due?.dueAt ?? null},
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
