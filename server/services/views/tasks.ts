/** Tasks as the asking person may see them and act on them. */

import { isTaskKind, type FinishedTask, type OpenTask } from '../../../shared/task.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import { whyNotFinish } from '../../domain/sequences/task.ts'
import type { Db } from '../../store/db/db.ts'
import { taskOf } from '../../store/outbound/tasks.ts'
import { whyNotReopened } from '../tasks/reopen-task.ts'

/** The task of the next step, if that waits for a person; `denied`: why the asking one may not act, or null. */
export async function showOpenTask(
  db: Db,
  one: Enrollment,
  next: Step | undefined,
  denied: string | null,
): Promise<OpenTask | null> {
  if (!next || !isTaskKind(next.kind) || one.state === 'ended') return null
  const task = await taskOf(db, one.id, next.number)
  if (task?.state !== 'open') return null
  const { id, kind, title, body, dueAt } = task
  const done = denied === null && whyNotFinish(kind, 'done') === null
  return { id, kind, title, body, dueAt, may: { done, skip: denied === null, because: denied } }
}

/** The task of the step before the next, while its end can be taken back by the asking person. */
export async function showFinishedTask(
  db: Db,
  one: Enrollment,
  steps: Step[],
  denied: string | null,
): Promise<FinishedTask | null> {
  const before = steps.find((step) => step.number === (stepOf(one.next) ?? 0) - 1)
  if (!before || !isTaskKind(before.kind) || denied !== null) return null
  const task = await taskOf(db, one.id, before.number)
  if (task?.state !== 'done' && task?.state !== 'skipped') return null
  if ((await whyNotReopened(db, task, one)) !== null) return null
  return { id: task.id, kind: task.kind, title: task.title, outcome: task.state }
}
