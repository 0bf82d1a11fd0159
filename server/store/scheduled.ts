/** Which enrollments have a step to come, in the order of time. */

import sql, { empty } from 'sql-template-tag'
import type { Db } from './db.ts'

/** A place in the list: between two enrollments of the same moment, the id decides. */
export interface Place {
  dueAt: string
  id: string
}

/** After the place `after`; null: from the soonest. */
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
    ${rep === null ? empty : sql`and enrolled_by = ${rep}`}
    ${after === null ? empty : sql`and (due_at, id) > (${after.dueAt}, ${after.id})`}
    order by due_at, id
    limit ${limit}`)
}
