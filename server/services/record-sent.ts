/** Records that a letter went out, and what comes after it. */

import { stepAfter } from '../domain/enrollment.ts'
import type { Letter } from '../domain/letter.ts'
import type { Db } from '../store/db.ts'
import { enrollmentById, markStepDone } from '../store/enrollments.ts'
import { moveLetter } from '../store/letters.ts'
import { stepsOf } from '../store/sequences.ts'
import { addEntry } from '../store/timeline.ts'
import { newId, type Context } from './context.ts'
import { unenroll } from './unenroll.ts'

/** Inside the caller's transaction; told twice, it records once. */
export async function recordSent(tx: Db, context: Context, letter: Letter): Promise<void> {
  const sentAt = context.clock.now()
  if (!(await moveLetter(tx, letter.id, ['drafted', 'sending'], { state: 'sent', sentAt }))) return
  const enrollment = await enrollmentById(tx, letter.enrollmentId)
  if (!enrollment) throw new Error('A letter without its enrollment was sent.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: letter.enrollmentId,
    contactId: enrollment.contactId,
    at: sentAt,
    kind: 'letter-sent',
    text: `Letter ${String(letter.step)} was sent: “${letter.subject}”.`,
    evidence: null,
  })
  await finishStep(tx, context, letter, 1)
}

/** The step is done, whether its letter went or is given up; the last one completes the enrollment. */
export async function finishStep(
  tx: Db,
  context: Context,
  letter: Letter,
  lettersSent: number,
): Promise<void> {
  const enrollment = await enrollmentById(tx, letter.enrollmentId)
  if (!enrollment || enrollment.nextStep !== letter.step) return
  const steps = await stepsOf(tx, enrollment.sequenceId, enrollment.edition)
  const next = stepAfter(letter.step, steps, context.clock.now())
  const done = await markStepDone(tx, enrollment.id, {
    nextStep: next?.nextStep ?? null,
    dueAt: next?.dueAt ?? null,
    leftMs: next?.leftMs ?? null,
    lettersSent,
  })
  if (done?.state === 'active' && done.nextStep === null)
    await unenroll(tx, context, enrollment.id, { reason: 'completed', by: null, evidence: null })
}
