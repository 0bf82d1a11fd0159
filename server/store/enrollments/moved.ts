/** Enrollments that go over to another version of the steps, and the versions made for them. */

import sql from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Due } from '../../domain/enrollments/send-window.ts'
import type { Db } from '../db/db.ts'
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

/** Takes one over to another version, with its next step and when that comes; null when it has ended. */
export async function moveToVersion(
  db: Db,
  id: string,
  to: { version: number; nextStep: number | null; due: Due | null },
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set version = ${to.version},
      next_step = ${to.nextStep},
      wanted_at = ${to.due?.wantedAt ?? null},
      due_at = ${to.due?.dueAt ?? null},
      waits = null
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
