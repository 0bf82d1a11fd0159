/** Which enrollments have a step to come, in the order of time. */

import sql, { empty } from 'sql-template-tag'
import type { Db } from '../db/db.ts'

/** A place in the list: between two enrollments of the same moment, the id decides. */
export interface Place {
  dueAt: string
  id: string
}

/** After the place `after`; null: from the soonest. */
/** Steps that have a time of their own; what a hold puts off for longer is among the places of holds. */
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
    and (state <> 'held' or held_until is null or held_until <= due_at)
    ${rep === null ? empty : sql`and enrolled_by = ${rep}`}
    ${after === null ? empty : sql`and (due_at, id) > (${after.dueAt}, ${after.id})`}
    order by due_at, id
    limit ${limit}`)
}

/** Steps that come when their own hold ends, for it outlasts their time. */
export function heldPlaces(
  db: Db,
  rep: string | null,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  return db.all<Place>(sql`
    select held_until as "dueAt", id
    from enrollments
    where state = 'held'
    and held_until is not null
    and held_until > due_at
    ${rep === null ? empty : sql`and enrolled_by = ${rep}`}
    ${after === null ? empty : sql`and (held_until, id) > (${after.dueAt}, ${after.id})`}
    order by held_until, id
    limit ${limit}`)
}
