/** The next step of enrollments: which are due, and what comes of one that is done. */

import sql, { join, type Sql } from 'sql-template-tag'
import type { TaskKind } from '../../../shared/task.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Due } from '../../domain/enrollments/send-window.ts'
import type { Db } from '../db/db.ts'
import { columns, enrollmentsWhere, publishChange, type Row } from './row.ts'

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

/** Active ones of the mailbox whose next email is due and goes by itself: first emails before follow-ups, then longest due first. */
export async function dueEnrollments(
  db: Db,
  mailboxId: string,
  now: Instant,
  limit: number,
): Promise<Enrollment[]> {
  return enrollmentsWhere(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and due_at <= ${now}
    and ${notSuppressed}
    and ${runs}
    and ${isAutomatic}
    order by case when next_step = 1 then 0 else 1 end, due_at, id
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
  return enrollmentsWhere(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and due_at <= ${now}
    and ${notSuppressed}
    and ${runs}
    and ${isTask(kinds)}
    order by due_at, id
    limit ${limit}`,
  )
}

export async function nextDueIn(db: Db, mailboxId: string): Promise<Instant | null> {
  const row = await db.one<{ due_at: string | null }>(sql`
    select min(due_at) as due_at
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and ${notSuppressed}
    and ${runs}`)
  return row?.due_at ?? null
}

/** The same for tasks of these kinds alone. */
export async function nextTaskDueIn(
  db: Db,
  mailboxId: string,
  kinds: readonly TaskKind[],
): Promise<Instant | null> {
  const row = await db.one<{ due_at: string | null }>(sql`
    select min(due_at) as due_at
    from enrollments
    where mailbox_id = ${mailboxId}
    and state = 'active'
    and ${notSuppressed}
    and ${runs}
    and ${isTask(kinds)}`)
  return row?.due_at ?? null
}

/** Records that a step is done and which comes next; an ended one keeps what would be left of that wait. */
export async function markStepDone(
  db: Db,
  id: string,
  next: {
    nextStep: number | null
    due: Due | null
    leftMs: number | null
    emailsSent: number
  },
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set next_step = ${next.nextStep},
      wanted_at = ${next.due?.wantedAt ?? null},
      due_at = ${next.due?.dueAt ?? null},
      waits = null,
      emails_sent = emails_sent + ${next.emailsSent},
      left_ms = case when state = 'ended' then ${next.leftMs} else left_ms end
    where id = ${id}
    returning ${columns}`)
  return publishChange(db, row)
}

/** Moves the next step of an active or paused enrollment; null while its email is on the way and nothing is due. */
export async function setDue(db: Db, id: string, dueAt: Instant | null): Promise<void> {
  await db.all(sql`
    update enrollments
    set due_at = ${dueAt}
    where id = ${id}
    and state <> 'ended'`)
}

/** Plans the next step anew; what it waited for is over. */
export async function moveDue(db: Db, id: string, due: Due): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set wanted_at = ${due.wantedAt},
      due_at = ${due.dueAt},
      waits = null
    where id = ${id}
    and state <> 'ended'
    and due_at is not null
    returning ${columns}`)
  return publishChange(db, row)
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

export async function setWaits(db: Db, id: string, waits: string | null): Promise<void> {
  await db.all(sql`
    update enrollments
    set waits = ${waits}
    where id = ${id}
    and state = 'active'`)
}
