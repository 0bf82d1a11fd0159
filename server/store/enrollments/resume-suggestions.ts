/** Ended enrollments that are worth resuming: the offer that a person sees. */

import sql, { join } from 'sql-template-tag'
import type { Reason } from '../../../shared/reason.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'
import { enrollmentsWhere } from './row.ts'

/** Says why an ended one may be worth resuming; null takes the offer away. */
export async function setResumeSuggestion(db: Db, id: string, offer: string | null): Promise<void> {
  await db.all(sql`
    update enrollments
    set resume_suggestion = ${offer}
    where id = ${id}
    and state = 'ended'`)
}

/** Offers to resume those of the sequence that ended for this reason at `since` or later. */
export async function suggestResume(
  db: Db,
  sequenceId: string,
  ended: { reason: Reason; since: Instant },
  offer: string,
): Promise<void> {
  await db.all(sql`
    update enrollments
    set resume_suggestion = ${offer}
    where sequence_id = ${sequenceId}
    and state = 'ended'
    and reason = ${ended.reason}
    and ended_at >= ${ended.since}
    and resume_suggestion is null`)
}

/**
 * The same for the next of them, by id after `after`, `limit` looked at at most; answers where to go on, or null when none is
 * left.
 */
export async function suggestSomeResumes(
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
    set resume_suggestion = ${offer}
    where id in (${join(rows.map((row) => row.id))})
    and reason = ${ended.reason}
    and ended_at >= ${ended.since}`)
  return rows.length < ended.limit ? null : last.id
}

/** How many of the sequence ended for this reason at `since` or later, and are offered to be resumed. */
export async function countSuggested(
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
    and resume_suggestion is not null`)
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
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state = 'ended'
    and reason = ${reason}
    and resume_suggestion is not null
    and id > ${after}
    order by id
    limit ${limit}`,
  )
}
