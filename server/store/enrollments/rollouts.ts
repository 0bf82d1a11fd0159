/** Taking those enrolled over to edited steps: what is under way, whom it concerns, and the versions that come of it. */

import sql, { join, type Sql } from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Db } from '../db/db.ts'
import { enrollmentsWhere } from './row.ts'

/**
 * Those enrolled in a version before `version` go over to it; the ones up to the id `after` were looked at. A sequence keeps its
 * last one when it is over: whoever was not enrolled meanwhile, and is again, goes over then.
 */
export interface Rollout {
  sequenceId: string
  version: number
  askedBy: string
  after: string
  moved: number
}

interface RolloutRow {
  sequence_id: string
  version: number
  asked_by: string
  after_id: string
  moved: number
}

/** Begins it, in the place of one that is under way. */
export async function putRollout(
  db: Db,
  rollout: { sequenceId: string; version: number; askedBy: string },
): Promise<void> {
  await db.all(sql`
    insert into rollouts (sequence_id, version, asked_by)
    values (${rollout.sequenceId}, ${rollout.version}, ${rollout.askedBy})
    on conflict (sequence_id) do update set
      version = excluded.version,
      asked_by = excluded.asked_by,
      after_id = '',
      moved = 0,
      done = 0`)
}

/** The one that is under way. */
export function rolloutOf(db: Db, sequenceId: string): Promise<Rollout | null> {
  return oneRollout(db, sql`where sequence_id = ${sequenceId} and done = 0`)
}

/** The last one, under way or over. */
export function lastRolloutOf(db: Db, sequenceId: string): Promise<Rollout | null> {
  return oneRollout(db, sql`where sequence_id = ${sequenceId}`)
}

async function oneRollout(db: Db, rest: Sql): Promise<Rollout | null> {
  const row = await db.one<RolloutRow>(sql`
    select sequence_id, version, asked_by, after_id, moved
    from rollouts
    ${rest}`)
  return row ? toRollout(row) : null
}

/** Every one that is under way, by sequence id. */
export async function rolloutsIn(db: Db, sequenceIds: string[]): Promise<Map<string, Rollout>> {
  if (sequenceIds.length === 0) return new Map()
  const rows = await db.all<RolloutRow>(sql`
    select sequence_id, version, asked_by, after_id, moved
    from rollouts
    where sequence_id in (${join(sequenceIds)})
    and done = 0`)
  return new Map(rows.map((row) => [row.sequence_id, toRollout(row)]))
}

/** The sequences in which one is under way. */
export async function sequencesRollingOut(db: Db): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`select sequence_id as id from rollouts where done = 0 order by sequence_id`,
  )
  return rows.map(({ id }) => id)
}

/** Those up to the id `after` were looked at, and so many more were taken over. */
export async function noteRolledOut(
  db: Db,
  sequenceId: string,
  { after, moved }: { after: string; moved: number },
): Promise<void> {
  await db.all(sql`
    update rollouts
    set after_id = ${after},
      moved = moved + ${moved}
    where sequence_id = ${sequenceId}`)
  db.publish({ kind: 'sequence', id: sequenceId })
}

export async function endRollout(db: Db, sequenceId: string): Promise<void> {
  await db.all(sql`update rollouts set done = 1 where sequence_id = ${sequenceId}`)
  db.publish({ kind: 'sequence', id: sequenceId })
}

/** Whom it is still to look at, in the order of their ids; `limit` at most. */
export function leftToRollOut(db: Db, rollout: Rollout, limit: number): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${rollout.sequenceId}
    and state in ('active', 'paused')
    and version < ${rollout.version}
    and id > ${rollout.after}
    order by id
    limit ${limit}`,
  )
}

export async function countLeftToRollOut(db: Db, rollout: Rollout): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from enrollments
    where sequence_id = ${rollout.sequenceId}
    and state in ('active', 'paused')
    and version < ${rollout.version}
    and id > ${rollout.after}`)
  return Number(row?.n ?? 0)
}

/** How many of those not ended stand at which step of which version, and whether that step has begun. */
export async function standings(
  db: Db,
  sequenceId: string,
): Promise<{ version: number; nextStep: number | null; begun: boolean; count: number }[]> {
  const rows = await db.all<{
    version: number
    next_step: number | null
    begun: number
    n: number | string
  }>(sql`
    select version, next_step, begun, count(*) as n
    from (
      select e.version, e.next_step, case when ${hasBegun} then 1 else 0 end as begun
      from enrollments e
      where e.sequence_id = ${sequenceId}
      and e.state in ('active', 'paused')) as standing
    group by version, next_step, begun`)
  return rows.map((row) => ({
    version: row.version,
    nextStep: row.next_step,
    begun: row.begun === 1,
    count: Number(row.n),
  }))
}

/** A step has begun once its email is written, or its task is open. */
const hasBegun = sql`exists (
  select 1
  from emails l
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

function toRollout(row: RolloutRow): Rollout {
  return {
    sequenceId: row.sequence_id,
    version: row.version,
    askedBy: row.asked_by,
    after: row.after_id,
    moved: row.moved,
  }
}
