/** Enrollments that go over to another edition of the steps, and the editions made for them. */

import sql from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Due } from '../../domain/enrollments/send-window.ts'
import type { Db } from '../db/db.ts'
import { columns, told, type Row } from './row.ts'

interface Join {
  sequenceId: string
  /** The edition whose first `done` steps are behind. */
  from: number
  done: number
  /** The edition whose steps come. */
  onto: number
}

/** The edition that joins what is behind to what comes, if it was made before. */
export async function joinedEdition(db: Db, join: Join): Promise<number | null> {
  const row = await db.one<{ edition: number }>(sql`
    select edition
    from joined_editions
    where sequence_id = ${join.sequenceId}
    and from_edition = ${join.from}
    and done = ${join.done}
    and onto_edition = ${join.onto}`)
  return row?.edition ?? null
}

export async function putJoinedEdition(db: Db, join: Join, edition: number): Promise<void> {
  await db.all(sql`
    insert into joined_editions (sequence_id, from_edition, done, onto_edition, edition)
    values (${join.sequenceId}, ${join.from}, ${join.done}, ${join.onto}, ${edition})`)
}

/** Takes one over to another edition, with its next step and when that comes; null when it has ended. */
export async function moveToEdition(
  db: Db,
  id: string,
  to: { edition: number; nextStep: number | null; due: Due | null },
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set edition = ${to.edition},
      next_step = ${to.nextStep},
      wanted_at = ${to.due?.wantedAt ?? null},
      due_at = ${to.due?.dueAt ?? null},
      waits = null
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return told(db, row)
}

/** The same for one whose next step has begun: that step, its time and what it waits for stay as they are. */
export async function moveBegunToEdition(
  db: Db,
  id: string,
  edition: number,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set edition = ${edition}
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return told(db, row)
}
