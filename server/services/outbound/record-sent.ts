/** Records that an email went out, and what comes after it. */

import { stepAfter } from '../../domain/enrollments/enrollment.ts'
import { earliest, type Instant } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { markStepDone } from '../../store/enrollments/due.ts'
import { moveEmail } from '../../store/outbound/emails.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { markFinished, taskOf } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { recordEnrollmentChange } from '../automation/record-change.ts'
import { scheduleNextStep } from '../enrollments/schedule-next-step.ts'
import { unenroll } from '../unenroll.ts'

/**
 * Inside the caller's transaction; told twice, it records once. `wentAt` is when Graph says that it went, if that is known
 * only later: the next step's delay counts from then, not from when somebody looked.
 */
export async function recordSent(
  tx: Db,
  context: Context,
  email: Email,
  wentAt: Instant | null,
): Promise<void> {
  const now = context.clock.now()
  // Graph's time is whole seconds: never before the moment it was asked.
  const told = wentAt !== null && email.sendingAt !== null && wentAt < email.sendingAt
  const sentAt = earliest(told ? email.sendingAt : wentAt, now) ?? now
  const sent = await moveEmail(tx, email.id, ['stored', 'drafted', 'sending'], {
    state: 'sent',
    sentAt,
  })
  if (!sent) return
  const enrollment = await enrollmentById(tx, email.enrollmentId)
  if (!enrollment) throw new Error('An email without its enrollment was sent.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: email.enrollmentId,
    contactId: enrollment.contactId,
    at: sentAt,
    kind: 'email-sent',
    text: `Email ${String(email.number)} was sent${email.byHand ? ' by hand' : ''}: “${email.subject}”.`,
    evidence: null,
  })
  if (email.byHand) await finishItsTask(tx, email, sentAt)
  await finishStep(tx, context, email, { emailsSent: 1, doneAt: sentAt })
}

/** Sent is sent: also when somebody skipped it before it was seen among the sent mails. */
async function finishItsTask(tx: Db, email: Email, at: Instant): Promise<void> {
  const task = await taskOf(tx, email.enrollmentId, email.step)
  if (task && task.state !== 'done')
    await markFinished(tx, task.id, task.state, { state: 'done', at, by: null, note: null })
}

/** The step is done, whether its email went or is given up, or its task was done or skipped; the last one completes the enrollment. */
export async function finishStep(
  tx: Db,
  context: Context,
  email: Pick<Email, 'enrollmentId' | 'step'>,
  done: { emailsSent: number; doneAt: Instant },
): Promise<void> {
  const enrollment = await enrollmentById(tx, email.enrollmentId)
  if (enrollment?.nextStep !== email.step) return
  const steps = await stepsOf(tx, enrollment.sequenceId, enrollment.version)
  const next = stepAfter(email.step, steps, done.doneAt)
  const after = await markStepDone(tx, enrollment.id, {
    nextStep: next?.nextStep ?? null,
    due:
      next &&
      (await scheduleNextStep(
        tx,
        { ...enrollment, nextStep: next.nextStep },
        next.dueAt,
        context.clock.now(),
      )),
    leftMs: next?.leftMs ?? null,
    emailsSent: done.emailsSent,
  })
  if (after?.state === 'active' && after.nextStep === null)
    await unenroll(tx, context, enrollment.id, { reason: 'completed', by: null, evidence: null })
  else await recordEnrollmentChange(tx, context, enrollment)
}
