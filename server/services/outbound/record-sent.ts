/** Records that an email went out, and what comes after it. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepAfter, stepOf, type NextStep } from '../../domain/enrollments/next-step.ts'
import { earliest, type Instant } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { countSent } from '../../store/enrollments/due.ts'
import { setNext, setStopped } from '../../store/enrollments/next-step.ts'
import { advanceEmail, noteSeenSent, setGraphId, setSubject } from '../../store/outbound/emails.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { markFinished, taskOf } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { recordEnrollmentChange } from '../automation/record-change.ts'
import { endPauses } from '../enrollments/pause.ts'
import { planStep } from '../enrollments/schedule-next-step.ts'
import { unenroll } from '../unenroll.ts'

/** What lies in the mailbox of it: `sentAt` is when Graph says that it went. */
export interface SentItem {
  id: string
  sentAt: Instant | null
  subject: string | null
}

/**
 * Inside the caller's transaction; told twice, it records once. Where the sent item proves it, the next step's delay counts from
 * when Graph says that it went, not from when somebody looked. Sent is sent: also one that was believed withdrawn or lost.
 */
export async function recordSent(
  tx: Db,
  context: Context,
  email: Email,
  event: 'accepted' | 'seen-sent',
  item: SentItem | null = null,
): Promise<boolean> {
  const now = context.clock.now()
  const wentAt = item?.sentAt ?? null
  // Graph's time is whole seconds: never before the moment it was asked.
  const told = wentAt !== null && email.sendingAt !== null && wentAt < email.sendingAt
  const sentAt = earliest(told ? email.sendingAt : wentAt, now) ?? now
  if (!(await advanceEmail(tx, email.id, event, { sentAt }))) return false
  const subject = email.byHand && item?.subject ? item.subject : email.subject
  if (subject !== email.subject) await setSubject(tx, email.id, subject)
  if (item) {
    await noteSeenSent(tx, email.id)
    if (item.id !== email.graphId) await setGraphId(tx, email.id, item.id)
  }
  const enrollment = await enrollmentById(tx, email.enrollmentId)
  if (!enrollment) throw new Error('An email without its enrollment was sent.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: email.enrollmentId,
    contactId: enrollment.contactId,
    at: sentAt,
    kind: 'email-sent',
    text: `Email ${String(email.number)} was sent${how(email)}: “${subject}”.`,
    evidence: null,
  })
  if (email.byHand) await finishItsTask(tx, email, sentAt)
  await finishStep(tx, context, email, { emailsSent: 1, doneAt: sentAt })
  await endItsPause(tx, context, email)
  return true
}

function how({ byHand, state }: Email): string {
  const after = state === 'withdrawn' || state === 'unknown' ? ' after all' : ''
  return `${byHand ? ' by hand' : ''}${after}`
}

/** Also when somebody skipped it before it was seen among the sent mails. */
async function finishItsTask(tx: Db, email: Email, at: Instant): Promise<void> {
  const task = await taskOf(tx, email.enrollmentId, email.step)
  if (task && task.state !== 'done')
    await markFinished(tx, task.id, task.state, { state: 'done', at, by: null, note: null })
}

/** Nobody need be asked any more whether it went, or is to go as the rep has changed it. */
async function endItsPause(tx: Db, context: Context, email: Email): Promise<void> {
  const asked = whatIsAsked(email)
  if (asked === null) return
  const enrollment = await enrollmentById(tx, email.enrollmentId)
  const over = enrollment?.pauses.filter(({ kind }) => kind === asked) ?? []
  if (enrollment?.state !== 'paused' || over.length === 0) return
  const found = `Email ${String(email.number)} was found among the sent mails`
  await endPauses(tx, context, enrollment, over, (_pause, goesOn) =>
    goesOn ? `${found}, so the sequence goes on.` : `${found}.`,
  )
}

function whatIsAsked({ state, isReps, byHand }: Email): PauseKind | null {
  if (state === 'unknown') return 'email-unconfirmed'
  return isReps && !byHand ? 'email-not-ready' : null
}

/**
 * The step is done, whether its email went or is given up, or its task was done or skipped; the last one completes the enrollment.
 * An email counts as sent also when the enrollment has gone on without it: somebody skipped it a moment before.
 */
export async function finishStep(
  tx: Db,
  context: Context,
  { enrollmentId, step }: Pick<Email, 'enrollmentId' | 'step'>,
  { emailsSent, doneAt }: { emailsSent: 0 | 1; doneAt: Instant },
): Promise<void> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment) return
  if (emailsSent > 0) await countSent(tx, enrollmentId)
  if (stepOf(enrollment.next) !== step) {
    if (emailsSent > 0) await recordEnrollmentChange(tx, context, enrollment)
    return
  }
  const next = await nextAfter(tx, enrollment, step, { doneAt, now: context.clock.now() })
  if (enrollment.state === 'ended') await setStopped(tx, enrollment.id, next)
  else if ((await setNext(tx, enrollment.id, next)) && isOver(enrollment, next))
    await unenroll(tx, context, enrollment.id, { reason: 'completed', by: null, evidence: null })
  else await recordEnrollmentChange(tx, context, enrollment)
}

/** One that is paused is completed when the pause is over: until then a person has something to look at. */
function isOver({ state }: Enrollment, next: NextStep): boolean {
  return state === 'active' && next.kind === 'done'
}

async function nextAfter(
  tx: Db,
  { sequenceId, version, state }: Enrollment,
  done: number,
  { doneAt, now }: { doneAt: Instant; now: Instant },
): Promise<NextStep> {
  const after = stepAfter(done, await stepsOf(tx, sequenceId, version), doneAt)
  if (!after) return { kind: 'done' }
  if (state === 'ended') return { kind: 'stopped', step: after.step, leftMs: after.leftMs }
  return planStep(tx, { sequenceId, version }, after.step, after.wantedAt, now)
}
