/** Pausing an enrollment, and letting it go on: a pause moves the next step, it never drops it. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { replaces, termsOf } from '../../domain/enrollments/pause.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { describeMailboxPause, mailboxPauseId } from '../../domain/mailboxes/mailbox-pause.ts'
import { describePausedUntil } from '../../domain/unenrollment/describe-pause.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { markPaused, markPauseEnded } from '../../store/enrollments/paused.ts'
import { unfinishedEmail } from '../../store/outbound/emails.ts'
import { mailboxById, requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userById } from '../../store/directory/users.ts'
import { changeable } from '../policies/change-enrollment.ts'
import { newId, type Context } from '../context.ts'
import { recordEnrollmentChange } from '../automation/record-change.ts'
import { scheduleNextStep } from './schedule-next-step.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'
import { whyNotRunning } from '../policies/sequence-is-running.ts'
import { unenroll } from '../unenroll.ts'

/**
 * Pauses an enrollment inside the caller's transaction; with `until` it ends by itself then, without it a person resumes. Null
 * when it has ended, or when it waits for something that comes first: nothing changes then. An email not yet sent is
 * withdrawn by the mailbox's next sync, and written anew afterwards.
 */
export async function pauseEnrollment(
  tx: Db,
  context: Context,
  enrollmentId: string,
  why: { reason: PauseKind; text: string; until?: Instant | null; evidence: Evidence | null },
): Promise<Enrollment | null> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment || enrollment.state === 'ended') return null
  const at = context.clock.now()
  const wanted = {
    ...enrollment,
    state: 'paused' as const,
    pauseKind: why.reason,
    pausedUntil: why.until ?? null,
    pauseEvidence: why.evidence,
  }
  const standing = termsOf(enrollment)
  const terms = termsOf(wanted)
  if (standing && terms && !replaces(standing, terms)) return null
  const paused = await markPaused(tx, enrollmentId, {
    id: newId(),
    reason: why.reason,
    text: why.text,
    at,
    until: why.until ?? null,
    evidence: why.evidence,
  })
  if (!paused) return null
  const mailbox = await mailboxById(tx, paused.mailboxId)
  await addEntry(tx, {
    id: newId(),
    enrollmentId,
    contactId: paused.contactId,
    at,
    kind: 'paused',
    text: describePausedUntil(why.text, paused.pausedUntil, mailbox?.timeZone ?? 'UTC'),
    evidence: why.evidence,
  })
  if (await unfinishedEmail(tx, enrollmentId)) await requestSyncNow(tx, paused.mailboxId, at)
  await recordEnrollmentChange(tx, context, enrollment)
  return (await enrollmentById(tx, enrollmentId)) ?? paused
}

/**
 * Ends a pause inside the caller's transaction: the next step comes when it was due, at once if that has passed and the send
 * window is open. Null when it is not paused.
 */
export async function resumeEnrollment(
  tx: Db,
  context: Context,
  enrollment: Enrollment,
  text: string,
): Promise<Enrollment | null> {
  const at = context.clock.now()
  const { dueAt, wantedAt } = enrollment
  const wanted = dueAt === null || wantedAt === null ? at : wantedAt
  const done = enrollment.nextStep === null
  const due = done ? null : await scheduleNextStep(tx, enrollment, wanted, at)
  const released = await markPauseEnded(tx, enrollment.id, due)
  if (!released) return null
  await addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: enrollment.contactId,
    at,
    kind: 'resumed',
    text,
    evidence: null,
  })
  if (!done) {
    await recordEnrollmentChange(tx, context, enrollment)
    return (await enrollmentById(tx, enrollment.id)) ?? released
  }
  const completed = { reason: 'completed', by: null, evidence: null } as const
  return (await unenroll(tx, context, enrollment.id, completed)) ?? released
}

/** Ends that pause of the enrollment by hand, so that it goes on. */
export async function resumeManually(
  context: Context,
  user: User,
  enrollmentId: string,
  pauseId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    if (enrollment.state !== 'paused' || enrollment.pauseId !== pauseId)
      return whyNotResume(tx, enrollment, pauseId)
    const still = await whyOwnerless(tx, enrollment)
    if (still) return refuse(409, 'owner-removed', 'The owner is gone', still)
    const released = await resumeEnrollment(tx, context, enrollment, `Resumed by ${user.name}.`)
    if (!released) throw new Error('An enrollment that was paused was not resumed.')
    const at = context.clock.now()
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'resume',
      subjectId: enrollmentId,
    })
    await requestSyncNow(tx, released.mailboxId, at)
    return released
  })
  context.wake()
  return result
}

/** What waits for an administrator is not let go by a rep: the next look would only pause it again. */
async function whyOwnerless(tx: Db, enrollment: Enrollment): Promise<string | null> {
  if (enrollment.pauseKind !== 'owner-removed') return null
  return whyNotRunning(tx, await sequenceById(tx, enrollment.sequenceId))
}

async function whyNotResume(tx: Db, enrollment: Enrollment, pauseId: string): Promise<Refused> {
  const mailbox = await mailboxById(tx, enrollment.mailboxId)
  const isOfMailbox =
    enrollment.state !== 'ended' && pauseId === mailboxPauseId(enrollment.mailboxId)
  if (!isOfMailbox || !mailbox?.pauseKind)
    return refuse(
      404,
      'not-found',
      'Not found',
      'This enrollment has no such pause any more, so there is nothing to resume.',
    )
  const rep = await userById(tx, mailbox.userId)
  const told = describeMailboxPause(mailbox.pauseKind, rep?.name ?? mailbox.address)
  return refuse(409, 'ends-by-itself', 'It ends by itself', told.whyNotResume)
}
