/** Enrollments that are paused: pausing, resuming, and those with a pause that ends by itself. */

import sql from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { OwnPause } from '../../domain/enrollments/pause.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { NextStep } from '../../domain/enrollments/next-step.ts'
import type { Db } from '../db/db.ts'
import { nextIs } from './next-step.ts'
import { dropPauses, putPause } from './pauses.ts'
import { columns, enrollmentsWhere, publishChange, type Row } from './row.ts'

/** Paused ones of the mailbox with a pause that ends by itself and has come to its end, the earliest first. */
export async function overduePauses(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'paused'
    and next_pause_end <= ${now}
    order by next_pause_end, id
    limit ${limit}`,
  )
}

/** When the next pause of the mailbox ends by itself. */
export async function nextPauseEndIn(db: Db, mailboxId: string): Promise<Instant | null> {
  const row = await db.one<{ ends: string | null }>(sql`
    select min(next_pause_end) as ends
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'paused'
    and next_pause_end is not null`)
  return row?.ends ?? null
}

const waitsForOwner = sql`exists (
  select 1
  from pauses p
  where p.enrollment_id = enrollments.id
  and p.kind = 'owner-removed')`

/** The open ones of the sequence by id after `after`, `limit` at most; `waits`: paused already because its owner is gone. */
export async function openByOwnerPause(
  db: Db,
  sequenceId: string,
  after: string,
  limit: number,
): Promise<{ id: string; waits: boolean }[]> {
  const rows = await db.all<{ id: string; waits: number }>(sql`
    select id, case when ${waitsForOwner} then 1 else 0 end as waits
    from enrollments
    where sequence_id = ${sequenceId}
    and state <> 'ended'
    and id > ${after}
    order by id
    limit ${limit}`)
  return rows.map(({ id, waits }) => ({ id, waits: waits === 1 }))
}

/** Those of the sequence that are paused because its owner is gone, `limit` at most. */
export function pausedForOwner(db: Db, sequenceId: string, limit: number): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state = 'paused'
    and ${waitsForOwner}
    limit ${limit}`,
  )
}

/** Adds a pause to the enrollment, in the place of one of its kind; null when it has ended. */
export async function markPaused(db: Db, id: string, pause: OwnPause): Promise<Enrollment | null> {
  // The enrollment's row is written first: whoever comes at the same moment waits here, and sees this pause afterwards.
  const open = await db.one(sql`
    update enrollments
    set waits = case when next_kind = 'due' then null else waits end
    where id = ${id}
    and state <> 'ended'
    returning id`)
  if (!open) return null
  await putPause(db, id, pause)
  return publishChange(db, await rowOf(db, id))
}

/** Takes these pauses away; with the last of them an open enrollment is active again. */
export async function removePauses(
  db: Db,
  id: string,
  pauseIds: string[],
): Promise<Enrollment | null> {
  await db.all(sql`
    update enrollments
    set paused_until = null,
      next_pause_end = null
    where id = ${id}`)
  await dropPauses(db, id, pauseIds)
  return publishChange(db, await rowOf(db, id))
}

/** Lets one go on none of whose pauses is left: `next` comes. Null when it is not active. */
export async function markPauseEnded(
  db: Db,
  id: string,
  next: NextStep,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set ${nextIs(next)}
    where id = ${id}
    and state = 'active'
    returning ${columns}`)
  return publishChange(db, row)
}

function rowOf(db: Db, id: string): Promise<Row | undefined> {
  return db.one<Row>(sql`select ${columns} from enrollments where id = ${id}`)
}
