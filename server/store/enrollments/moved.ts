/** Enrollments that go over to another version of the steps, and the versions made for them. */

import sql from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { NextStep } from '../../domain/enrollments/next-step.ts'
import type { Db } from '../db/db.ts'
import { nextIs } from './next-step.ts'
import { columns, publishChange, type Row } from './row.ts'

interface Join {
  sequenceId: string
  /** The version whose first `done` steps are behind. */
  from: number
  done: number
  /** The version whose steps come. */
  onto: number
}

/** The version that joins what is behind to what comes, if it was made before. */
export async function joinedVersion(db: Db, join: Join): Promise<number | null> {
  const row = await db.one<{ version: number }>(sql`
    select version
    from joined_versions
    where sequence_id = ${join.sequenceId}
    and from_version = ${join.from}
    and done = ${join.done}
    and onto_version = ${join.onto}`)
  return row?.version ?? null
}

export async function putJoinedVersion(db: Db, join: Join, version: number): Promise<void> {
  await db.all(sql`
    insert into joined_versions (sequence_id, from_version, done, onto_version, version)
    values (${join.sequenceId}, ${join.from}, ${join.done}, ${join.onto}, ${version})`)
}

/** Takes one over to another version, with what comes next; null when it has ended. */
export async function moveToVersion(
  db: Db,
  id: string,
  version: number,
  next: NextStep,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set version = ${version},
      ${nextIs(next)}
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}

/** The same for one whose next step has begun: that step, its time and what it waits for stay as they are. */
export async function moveBegunToVersion(
  db: Db,
  id: string,
  version: number,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set version = ${version}
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}
