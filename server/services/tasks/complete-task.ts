/** A person did a task, or leaves it out: the enrollment goes on with the next step. */

import type { CompletionRequest } from '../../../shared/task.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import { describeFinished, whyNotFinish, type Task } from '../../domain/sequences/task.ts'
import type { User } from '../../domain/directory/user.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { markFinished, taskById } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { changeable } from '../policies/change-enrollment.ts'
import { newId, type Context } from '../context.ts'
import { finishStep } from '../outbound/record-sent.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'

/** Answers the enrollment as it is then. Told twice, it is done once. */
export async function finishTask(
  context: Context,
  user: User,
  taskId: string,
  { outcome, note: written }: CompletionRequest,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const task = await taskById(tx, taskId)
    if (!task) return notFound('task')
    const enrollment = await changeable(tx, user, task.enrollmentId)
    if (isRefused(enrollment) || task.state === outcome) return enrollment
    const fault = whyNotFinish(task.kind, outcome) ?? whyNotOpen(task, enrollment)
    if (fault !== null) return refuse(409, 'not-to-finish', 'It cannot be finished', fault)
    const at = context.clock.now()
    const note = (written ?? '').replace(/\s+/g, ' ').trim() || null
    const finished = await markFinished(tx, task.id, 'open', {
      ...{ state: outcome, at, by: user.id, note },
    })
    if (!finished) throw new Error('An open task could not be finished inside its own transaction.')
    await addEntry(tx, {
      id: newId(),
      enrollmentId: enrollment.id,
      contactId: enrollment.contactId,
      at,
      kind: 'task',
      text: describeFinished(task, outcome, user.name, note),
      evidence: null,
    })
    await finishStep(tx, context, task, { emailsSent: 0, doneAt: at })
    const action = outcome === 'done' ? 'finish-task' : 'skip-task'
    await addAudit(tx, { id: newId(), at, userId: user.id, action, subjectId: task.id })
    await requestSyncNow(tx, enrollment.mailboxId, at)
    return (await enrollmentById(tx, enrollment.id)) ?? enrollment
  })
  context.wake()
  return result
}

function whyNotOpen(task: Task, enrollment: Enrollment): string | null {
  if (task.state === 'done') return 'This was marked as done already. Undo that first.'
  if (task.state === 'skipped') return 'This was skipped already. Undo that first.'
  if (enrollment.state === 'ended') return 'This enrollment has ended, so there is nothing to do.'
  return task.state === 'open' && stepOf(enrollment.next) === task.step
    ? null
    : 'There is nothing to do at the moment: it comes again when the enrollment goes on.'
}
