/** Which enrollments of a sequence match a filter, page by page, the newest first. */

import sql, { empty, type Sql } from 'sql-template-tag'
import type { EnrollmentFilter } from '../../../shared/enrollment-list.ts'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import type { Db } from '../db/db.ts'

/** Ids are ordered by the time they were made. Those made before the id `after`; null: from the newest. */
export async function matchingIds(
  db: Db,
  sequenceId: string,
  filter: EnrollmentFilter & { open?: boolean },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select id
    from enrollments
    where sequence_id = ${sequenceId}
    ${after === null ? empty : sql`and id < ${after}`}
    ${conditions(filter)}
    ${filter.open ? sql`and state <> 'ended'` : empty}
    order by id desc
    limit ${limit}`)
  return rows.map((row) => row.id)
}

export async function countMatching(
  db: Db,
  sequenceId: string,
  filter: EnrollmentFilter,
): Promise<{ count: number; open: number }> {
  const rows = await db.all<{ state: EnrollmentState; n: number | string }>(sql`
    select state, count(*) as n
    from enrollments
    where sequence_id = ${sequenceId}
    ${conditions(filter)}
    group by state`)
  const total = (some: typeof rows) => some.reduce((sum, row) => sum + Number(row.n), 0)
  return { count: total(rows), open: total(rows.filter((row) => row.state !== 'ended')) }
}

function conditions({ state, reason, search, rep }: EnrollmentFilter): Sql {
  const piece = `%${(search ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
  return sql`
    ${state === undefined ? empty : sql`and state = ${state}`}
    ${reason === undefined ? empty : sql`and reason = ${reason}`}
    ${rep === undefined ? empty : sql`and enrolled_by = ${rep}`}
    ${
      piece === '%%'
        ? empty
        : sql`
    and (lower(address) like ${piece} escape '\\'
      or exists (
        select 1
        from contacts c
        where c.id = enrollments.contact_id
        and lower(c.name) like ${piece} escape '\\'))`
    }`
}
