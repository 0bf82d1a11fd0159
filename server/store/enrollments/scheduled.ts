/** Which enrollments have a step to come, in the order of time. */

import sql, { empty } from 'sql-template-tag'
import type { Db } from '../db/db.ts'

/** A place in the list: between two enrollments of the same moment, the id decides. */
export interface Place {
  dueAt: string
  id: string
}

/** After the place `after`; null: from the soonest. */
/** Steps that have a time of their own; what a pause puts off for longer stands among those that wait for their pause. */
export function comingPlaces(
  db: Db,
  rep: string | null,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  return db.all<Place>(sql`
    select due_at as "dueAt", id
    from enrollments
    where state <> 'ended'
    and due_at is not null
    and (state <> 'paused' or paused_until is null or paused_until <= due_at)
    ${rep === null ? empty : sql`and enrolled_by = ${rep}`}
    ${after === null ? empty : sql`and (due_at, id) > (${after.dueAt}, ${after.id})`}
    order by due_at, id
    limit ${limit}`)
}

/** Steps that come when their own pause ends, for it outlasts their time. */
export function pausedPlaces(
  db: Db,
  rep: string | null,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  return db.all<Place>(sql`
    select paused_until as "dueAt", id
    from enrollments
    where state = 'paused'
    and paused_until is not null
    and paused_until > due_at
    ${rep === null ? empty : sql`and enrolled_by = ${rep}`}
    ${after === null ? empty : sql`and (paused_until, id) > (${after.dueAt}, ${after.id})`}
    order by paused_until, id
    limit ${limit}`)
}
