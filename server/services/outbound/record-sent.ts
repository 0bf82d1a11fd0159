/** Records that a letter went out, and what comes after it. */

import { stepAfter } from '../../domain/enrollments/enrollment.ts'
import { earliest, type Instant } from '../../domain/time/instant.ts'
import type { Letter } from '../../domain/outbound/email.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { markStepDone } from '../../store/enrollments/due.ts'
import { moveLetter } from '../../store/outbound/emails.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { markFinished, taskOf } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { noteEnrollmentChange } from '../automation/record-change.ts'
import { planDue } from '../enrollments/schedule-next-step.ts'
import { unenroll } from '../unenroll.ts'

/**
 * Inside the caller's transaction; told twice, it records once. `wentAt` is when Graph says that it went, if that is known
 * only later: the next step's delay counts from then, not from when somebody looked.
 */
export async function recordSent(
  tx: Db,
  context: Context,
  letter: Letter,
  wentAt: Instant | null,
): Promise<void> {
  const now = context.clock.now()
  // Graph's time is whole seconds: never before the moment it was asked.
  const told = wentAt !== null && letter.sendingAt !== null && wentAt < letter.sendingAt
  const sentAt = earliest(told ? letter.sendingAt : wentAt, now) ?? now
  const sent = await moveLetter(tx, letter.id, ['stored', 'drafted', 'sending'], {
    state: 'sent',
    sentAt,
  })
  if (!sent) return
  const enrollment = await enrollmentById(tx, letter.enrollmentId)
  if (!enrollment) throw new Error('A letter without its enrollment was sent.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: letter.enrollmentId,
    contactId: enrollment.contactId,
    at: sentAt,
    kind: 'letter-sent',
    text: `Letter ${String(letter.step)} was sent${letter.byHand ? ' by hand' : ''}: “${letter.subject}”.`,
    evidence: null,
  })
  if (letter.byHand) await finishItsTask(tx, letter, sentAt)
  await finishStep(tx, context, letter, { lettersSent: 1, doneAt: sentAt })
}

/** Sent is sent: also when somebody skipped it before it was seen among the sent mails. */
async function finishItsTask(tx: Db, letter: Letter, at: Instant): Promise<void> {
  const task = await taskOf(tx, letter.enrollmentId, letter.step)
  if (task && task.state !== 'done')
    await markFinished(tx, task.id, task.state, { state: 'done', at, by: null, note: null })
}

/** The step is done, whether its letter went or is given up, or its task was done or skipped; the last one completes the enrollment. */
export async function finishStep(
  tx: Db,
  context: Context,
  letter: Pick<Letter, 'enrollmentId' | 'step'>,
  done: { lettersSent: number; doneAt: Instant },
): Promise<void> {
  const enrollment = await enrollmentById(tx, letter.enrollmentId)
  if (enrollment?.nextStep !== letter.step) return
  const steps = await stepsOf(tx, enrollment.sequenceId, enrollment.edition)
  const next = stepAfter(letter.step, steps, done.doneAt)
  const after = await markStepDone(tx, enrollment.id, {
    nextStep: next?.nextStep ?? null,
    due: next && (await planDue(tx, { ...enrollment, nextStep: next.nextStep }, next.dueAt)),
    leftMs: next?.leftMs ?? null,
    lettersSent: done.lettersSent,
  })
  if (after?.state === 'active' && after.nextStep === null)
    await unenroll(tx, context, enrollment.id, { reason: 'completed', by: null, evidence: null })
  else await noteEnrollmentChange(tx, context, enrollment)
}
