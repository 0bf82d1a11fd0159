/** Takes back that a task was done or skipped, while the step after it was not done. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dueAs, stepOf, type NextStep } from '../../domain/enrollments/next-step.ts'
import { type Task, describeReopened, whyNotReopen } from '../../domain/sequences/task.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { setNext } from '../../store/enrollments/next-step.ts'
import { emailsOf } from '../../store/outbound/emails.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { cancelTasks, markReopened, taskById } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { changeable } from '../policies/change-enrollment.ts'
import { newId, type Context } from '../context.ts'
import { recordEnrollmentChange } from '../automation/record-change.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'

/** Answers the enrollment as it is then; a draft of the step after is withdrawn by the mailbox's next sync. */
export async function reopenTask(
  context: Context,
  user: User,
  taskId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const task = await taskById(tx, taskId)
    if (!task) return notFound('task')
    const enrollment = await changeable(tx, user, task.enrollmentId)
    if (isRefused(enrollment) || task.state === 'open') return enrollment
    const fault = await whyNotReopened(tx, task, enrollment)
    if (fault !== null) return refuse(409, 'not-to-reopen', 'It cannot be taken back', fault)
    const at = context.clock.now()
    await cancelTasks(tx, enrollment.id, task.step + 1)
    // An email is drafted anew by the mailbox's next sync, which opens its task; any other is to be done at once.
    const isEmail = task.kind === 'manual-email'
    await markReopened(tx, task.id, isEmail ? 'cancelled' : 'open')
    const next: NextStep = isEmail
      ? dueAs(task.step, { wantedAt: at, dueAt: at })
      : { kind: 'task', step: task.step, wantedAt: at }
    await setNext(tx, enrollment.id, next)
    await addEntry(tx, {
      id: newId(),
      enrollmentId: enrollment.id,
      contactId: enrollment.contactId,
      at,
      kind: 'task',
      text: describeReopened(task, user.name),
      evidence: null,
    })
    await recordEnrollmentChange(tx, context, enrollment)
    const entry = { id: newId(), at, userId: user.id, action: 'reopen-task', subjectId: task.id }
    await addAudit(tx, entry)
    await requestSyncNow(tx, enrollment.mailboxId, at)
    return (await enrollmentById(tx, enrollment.id)) ?? enrollment
  })
  context.wake()
  return result
}

/** Why it cannot be taken back, in a sentence; null when it can. */
export async function whyNotReopened(
  db: Db,
  task: Task,
  enrollment: Enrollment,
): Promise<string | null> {
  const emails = await emailsOf(db, enrollment.id)
  return whyNotReopen(task, {
    nextStep: stepOf(enrollment.next),
    hasEnded: enrollment.state === 'ended',
    nextEmailWent: emails.some(
      ({ step, state }) =>
        step === task.step + 1 && (state === 'sending' || state === 'sent' || state === 'unknown'),
    ),
  })
}
