/** Taking those enrolled over to edited steps: what is under way, whom it concerns, and the editions that come of it. */

import sql, { join } from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Db } from '../db/db.ts'
import { enrollmentsWhere } from './row.ts'

/** Those enrolled in an edition before `edition` go over to it; the ones up to the id `after` were looked at. */
export interface ReachUnderWay {
  sequenceId: string
  edition: number
  askedBy: string
  after: string
  moved: number
}

interface ReachRow {
  sequence_id: string
  edition: number
  asked_by: string
  after_id: string
  moved: number
}

/** Begins it, in the place of one that is under way. */
export async function putReach(
  db: Db,
  reach: { sequenceId: string; edition: number; askedBy: string },
): Promise<void> {
  await db.all(sql`
    insert into reaches (sequence_id, edition, asked_by)
    values (${reach.sequenceId}, ${reach.edition}, ${reach.askedBy})
    on conflict (sequence_id) do update set
      edition = excluded.edition,
      asked_by = excluded.asked_by,
      after_id = '',
      moved = 0`)
}

export async function reachOf(db: Db, sequenceId: string): Promise<ReachUnderWay | null> {
  const row = await db.one<ReachRow>(sql`
    select sequence_id, edition, asked_by, after_id, moved
    from reaches
    where sequence_id = ${sequenceId}`)
  return row ? toReach(row) : null
}

/** Every one that is under way, by sequence id. */
export async function reachesIn(
  db: Db,
  sequenceIds: string[],
): Promise<Map<string, ReachUnderWay>> {
  if (sequenceIds.length === 0) return new Map()
  const rows = await db.all<ReachRow>(sql`
    select sequence_id, edition, asked_by, after_id, moved
    from reaches
    where sequence_id in (${join(sequenceIds)})`)
  return new Map(rows.map((row) => [row.sequence_id, toReach(row)]))
}

/** The sequences in which one is under way. */
export async function sequencesBeingReached(db: Db): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`select sequence_id as id from reaches order by sequence_id`,
  )
  return rows.map(({ id }) => id)
}

/** Those up to the id `after` were looked at, and so many more were taken over. */
export async function noteReached(
  db: Db,
  sequenceId: string,
  { after, moved }: { after: string; moved: number },
): Promise<void> {
  await db.all(sql`
    update reaches
    set after_id = ${after},
      moved = moved + ${moved}
    where sequence_id = ${sequenceId}`)
  db.tell({ kind: 'sequence', id: sequenceId })
}

export async function endReach(db: Db, sequenceId: string): Promise<void> {
  await db.all(sql`delete from reaches where sequence_id = ${sequenceId}`)
  db.tell({ kind: 'sequence', id: sequenceId })
}

/** Whom it is still to look at, in the order of their ids; `limit` at most. */
export function stillToReach(db: Db, reach: ReachUnderWay, limit: number): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${reach.sequenceId}
    and state in ('active', 'held')
    and edition < ${reach.edition}
    and id > ${reach.after}
    order by id
    limit ${limit}`,
  )
}

export async function countStillToReach(db: Db, reach: ReachUnderWay): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from enrollments
    where sequence_id = ${reach.sequenceId}
    and state in ('active', 'held')
    and edition < ${reach.edition}
    and id > ${reach.after}`)
  return Number(row?.n ?? 0)
}

/** How many of those not ended stand at which step of which edition, and whether that step has begun. */
export async function standings(
  db: Db,
  sequenceId: string,
): Promise<{ edition: number; nextStep: number | null; begun: boolean; count: number }[]> {
  const rows = await db.all<{
    edition: number
    next_step: number | null
    begun: number
    n: number | string
  }>(sql`
    select edition, next_step, begun, count(*) as n
    from (
      select e.edition, e.next_step, case when ${hasBegun} then 1 else 0 end as begun
      from enrollments e
      where e.sequence_id = ${sequenceId}
      and e.state in ('active', 'held')) as standing
    group by edition, next_step, begun`)
  return rows.map((row) => ({
    edition: row.edition,
    nextStep: row.next_step,
    begun: row.begun === 1,
    count: Number(row.n),
  }))
}

/** A step has begun once its letter is written, or its task is open. */
const hasBegun = sql`exists (
  select 1
  from letters l
  where l.enrollment_id = e.id
  and l.step = e.next_step
  and l.state in ('stored', 'drafted', 'sending'))
or exists (select 1 from tasks t where t.enrollment_id = e.id and t.step = e.next_step and t.state = 'open')`

export async function nextStepHasBegun(db: Db, enrollmentId: string): Promise<boolean> {
  const row = await db.one(sql`
    select e.id
    from enrollments e
    where e.id = ${enrollmentId}
    and (${hasBegun})`)
  return row !== undefined
}

function toReach(row: ReachRow): ReachUnderWay {
  return {
    sequenceId: row.sequence_id,
    edition: row.edition,
    askedBy: row.asked_by,
    after: row.after_id,
    moved: row.moved,
  }
}
