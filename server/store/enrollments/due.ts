/** The next step of enrollments: which are due, and when the next one is. */

import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { TaskKind } from '../../../shared/task.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'
import { enrollmentsWhere } from './row.ts'

/** Who must not be written to has nothing due, and takes no place away from the others. */
const notSuppressed = sql`not exists (select 1 from suppressions s where s.address_key = enrollments.address_key)`

/** Nothing of a deleted sequence goes, nor of one whose owner is gone. */
const runs = sql`not exists (
  select 1
  from sequences q
  where q.id = enrollments.sequence_id
  and (q.deleted_at is not null or q.halt in ('end', 'pause')))`

const isAutomatic = sql`exists (
  select 1
  from steps p
  where p.sequence_id = enrollments.sequence_id
  and p.version = enrollments.version
  and p.number = enrollments.next_step
  and p.kind = 'automatic-email')`

/** Active ones of the mailbox whose first step is due and is an email that goes by itself, the longest due first. */
export function dueFirsts(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return dueWhere(db, mailboxId, now, sql`next_step = 1 and ${isAutomatic}`, limit)
}

/** The same of a later step. */
export function dueFollowUps(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return dueWhere(db, mailboxId, now, sql`next_step > 1 and ${isAutomatic}`, limit)
}

function dueWhere(
  db: Db,
  mailboxId: string,
  now: Instant,
  which: Sql,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and due_at <= ${now}
    and ${which}
    and ${notSuppressed}
    and ${runs}
    order by due_at, id
    limit ${limit}`,
  )
}

function isTask(kinds: readonly TaskKind[]): Sql {
  return sql`exists (
    select 1
    from steps p
    where p.sequence_id = enrollments.sequence_id
    and p.version = enrollments.version
    and p.number = enrollments.next_step
    and p.kind in (${join([...kinds])}))`
}

/** Active ones of the mailbox whose next step is due and is a task of these kinds, the longest due first. */
export function dueTasks(
  db: Db,
  mailboxId: string,
  kinds: readonly TaskKind[],
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return dueWhere(db, mailboxId, now, isTask(kinds), limit)
}

export function nextDueIn(db: Db, mailboxId: string): Promise<Instant | null> {
  return firstDue(db, mailboxId, empty)
}

/** The same for tasks of these kinds alone. */
export function nextTaskDueIn(
  db: Db,
  mailboxId: string,
  kinds: readonly TaskKind[],
): Promise<Instant | null> {
  return firstDue(db, mailboxId, sql`and ${isTask(kinds)}`)
}

async function firstDue(db: Db, mailboxId: string, which: Sql): Promise<Instant | null> {
  const row = await db.one<{ due_at: string | null }>(sql`
    select min(due_at) as due_at
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and ${notSuppressed}
    and ${runs}
    ${which}`)
  return row?.due_at ?? null
}

/** One more email that went, whatever became of the enrollment. */
export async function countSent(db: Db, id: string): Promise<void> {
  await db.all(sql`update enrollments set emails_sent = emails_sent + 1 where id = ${id}`)
}

/** Those of the sequence that have a step to come, by id after `after`, `limit` at most. */
export function comingIn(
  db: Db,
  sequenceId: string,
  after: string,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where sequence_id = ${sequenceId}
    and state in ('active', 'paused')
    and due_at is not null
    and id > ${after}
    order by id
    limit ${limit}`,
  )
}
