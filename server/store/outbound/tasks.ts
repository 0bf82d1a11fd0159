/** Tasks: the steps that people do, one row for each that came due. */

import sql, { empty, type Sql } from 'sql-template-tag'
import type { TaskPerformance, TaskKind } from '../../../shared/task.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Task, TaskState } from '../../domain/sequences/task.ts'
import type { Db } from '../db/db.ts'
import type { Place } from '../enrollments/scheduled.ts'

interface Row {
  id: string
  enrollment_id: string
  sequence_id: string
  mailbox_id: string
  step: number
  kind: TaskKind
  state: TaskState
  title: string
  body: string
  due_at: string
  finished_at: string | null
  finished_by: string | null
  note: string | null
}

const columns = sql`id, enrollment_id, sequence_id, mailbox_id, step, kind, state, title, body, due_at, finished_at,
  finished_by, note`

export async function taskById(db: Db, id: string): Promise<Task | null> {
  return one(db, sql`select ${columns} from tasks where id = ${id}`)
}

export async function taskOf(db: Db, enrollmentId: string, step: number): Promise<Task | null> {
  return one(
    db,
    sql`select ${columns} from tasks where enrollment_id = ${enrollmentId} and step = ${step}`,
  )
}

/** Opens the task, or opens it anew; one that is open stays as it is. `now` is when its draft was last seen. */
export async function putOpenTask(db: Db, task: Task, now: Instant): Promise<void> {
  await db.all(sql`
    insert into tasks (${columns}, checked_at)
    values (${task.id}, ${task.enrollmentId}, ${task.sequenceId}, ${task.mailboxId}, ${task.step}, ${task.kind},
      'open', ${task.title}, ${task.body}, ${task.dueAt}, null, null, null, ${now})
    on conflict (enrollment_id, step) do update set
      kind = excluded.kind,
      state = 'open',
      title = excluded.title,
      body = excluded.body,
      due_at = case when tasks.state = 'open' then tasks.due_at else excluded.due_at end,
      checked_at = excluded.checked_at,
      finished_at = null,
      finished_by = null,
      note = null`)
}

/** Finishes the task if it stands as told; null when it does not. */
export function markFinished(
  db: Db,
  id: string,
  from: TaskState,
  done: { state: 'done' | 'skipped'; at: Instant; by: string | null; note: string | null },
): Promise<Task | null> {
  return one(
    db,
    sql`
    update tasks
    set state = ${done.state},
      finished_at = ${done.at},
      finished_by = ${done.by},
      note = ${done.note}
    where id = ${id}
    and state = ${from}
    returning ${columns}`,
  )
}

/** Takes back that it was finished. */
export async function markReopened(db: Db, id: string, state: 'open' | 'cancelled'): Promise<void> {
  await db.all(sql`
    update tasks
    set state = ${state},
      finished_at = null,
      finished_by = null,
      note = null
    where id = ${id}`)
}

/** Takes open tasks of the enrollment away, those of one step or all: its enrollment ended, or its draft was withdrawn. */
export async function cancelTasks(db: Db, enrollmentId: string, step?: number): Promise<void> {
  await db.all(sql`
    update tasks
    set state = 'cancelled'
    where enrollment_id = ${enrollmentId}
    ${step === undefined ? empty : sql`and step = ${step}`}
    and state = 'open'`)
}

/** Where open tasks stand among what comes next: after the place `after`; null: from the longest due. */
export function openPlaces(
  db: Db,
  rep: string | null,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  const ofRep = sql`and t.mailbox_id in (select m.id from mailboxes m where m.user_id = ${rep})`
  return db.all<Place>(sql`
    select t.due_at as "dueAt", t.enrollment_id as id
    from tasks t
    where t.state = 'open'
    ${rep === null ? empty : ofRep}
    ${after === null ? empty : sql`and (t.due_at, t.enrollment_id) > (${after.dueAt}, ${after.id})`}
    and exists (
      select 1
      from enrollments e
      where e.id = t.enrollment_id
      and e.next_step = t.step
      and e.due_at is null)
    order by t.due_at, t.enrollment_id
    limit ${limit}`)
}

/** Open emails of the mailbox whose draft was not looked at since then, the longest unseen first. */
export async function tasksToCheck(
  db: Db,
  mailboxId: string,
  since: Instant,
  limit: number,
): Promise<Task[]> {
  const rows = await db.all<Row>(sql`
    select ${columns}
    from tasks
    where mailbox_id = ${mailboxId}
    and state = 'open'
    and kind = 'manual-email'
    and checked_at <= ${since}
    order by checked_at
    limit ${limit}`)
  return rows.map(toTask)
}

export async function markLooked(db: Db, id: string, at: Instant): Promise<void> {
  await db.all(sql`update tasks set checked_at = ${at} where id = ${id}`)
}

export async function taskPerformance(db: Db, sequenceId: string): Promise<TaskPerformance[]> {
  const rows = await db.all<{
    step: number
    kind: TaskKind
    state: TaskState
    n: number | string
  }>(sql`
    select step, kind, state, count(*) as n
    from tasks
    where sequence_id = ${sequenceId}
    group by step, kind, state
    order by step, kind`)
  const performance = new Map<string, TaskPerformance>()
  for (const { step, kind, state, n } of rows) {
    const name = `${String(step)} ${kind}`
    const row = performance.get(name) ?? { step, kind, open: 0, done: 0, skipped: 0 }
    if (state !== 'cancelled') row[state] = Number(n)
    performance.set(name, row)
  }
  return [...performance.values()]
}

async function one(db: Db, query: Sql): Promise<Task | null> {
  const row = await db.one<Row>(query)
  return row ? toTask(row) : null
}

function toTask(row: Row): Task {
  return {
    id: row.id,
    enrollmentId: row.enrollment_id,
    sequenceId: row.sequence_id,
    mailboxId: row.mailbox_id,
    step: row.step,
    kind: row.kind,
    state: row.state,
    title: row.title,
    body: row.body,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    finishedBy: row.finished_by,
    note: row.note,
  }
}
