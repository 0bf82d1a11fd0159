/** Pausing an enrollment, and ending its pauses: together they move the next step, they never drop it. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { placingOf, type OwnPause } from '../../domain/enrollments/pause.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { describeMailboxPause, mailboxPauseId } from '../../domain/mailboxes/mailbox-pause.ts'
import {
  describeEndedBy,
  describePausedUntil,
  describeStillPaused,
} from '../../domain/unenrollment/describe-pause.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { markPaused, markPauseEnded, removePauses } from '../../store/enrollments/paused.ts'
import { unfinishedEmail } from '../../store/outbound/emails.ts'
import { mailboxById, requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userById } from '../../store/directory/users.ts'
import { changeable } from '../policies/change-enrollment.ts'
import { newId, type Context } from '../context.ts'
import { recordEnrollmentChange } from '../automation/record-change.ts'
import { planStep } from './schedule-next-step.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'
import { whyNotRunning } from '../policies/sequence-is-running.ts'
import { unenroll } from '../unenroll.ts'

/**
 * Pauses an enrollment inside the caller's transaction, beside what pauses it already; with `until` it ends by itself then,
 * without it a person resumes. Null when it has ended, or when a pause of the kind stands that says the same or knows better:
 * nothing changes then. An email not yet sent is withdrawn by the mailbox's next sync, and written anew afterwards.
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
  const { reason: kind, text, until = null, evidence } = why
  const pause: OwnPause = { id: newId(), kind, text, since: at, until, evidence }
  if (placingOf(enrollment.pauses, pause) === 'known') return null
  const paused = await markPaused(tx, enrollmentId, pause)
  if (!paused) return null
  const mailbox = await mailboxById(tx, paused.mailboxId)
  await addEntry(tx, {
    id: newId(),
    enrollmentId,
    contactId: paused.contactId,
    at,
    kind: 'paused',
    text: describePausedUntil(text, until, mailbox?.timeZone ?? 'UTC'),
    evidence,
  })
  if (await unfinishedEmail(tx, enrollmentId)) await requestSyncNow(tx, paused.mailboxId, at)
  await recordEnrollmentChange(tx, context, enrollment)
  return (await enrollmentById(tx, enrollmentId)) ?? paused
}

/**
 * Ends these pauses of a paused enrollment inside the caller's transaction, and leaves the others. With the last of them it goes
 * on: the next step comes when it was due, at once if that has passed and the send window is open. `say` puts the end of a pause
 * into a sentence; `goesOn` with that of the last one, if the enrollment goes on by it.
 */
export async function endPauses(
  tx: Db,
  context: Context,
  enrollment: Enrollment,
  over: readonly OwnPause[],
  say: (pause: OwnPause, goesOn: boolean) => string,
): Promise<Enrollment | null> {
  const ended = over.map(({ id }) => id)
  const left = enrollment.pauses.filter(({ id }) => !ended.includes(id))
  const waiting = await removePauses(tx, enrollment.id, ended)
  for (const [index, pause] of over.entries()) {
    const isLast = index === over.length - 1
    const text = say(pause, isLast && left.length === 0)
    await noteResumed(tx, context, enrollment, isLast ? describeStillPaused(text, left) : text)
  }
  return left.length > 0 ? waiting : goOn(tx, context, enrollment)
}

async function noteResumed(
  tx: Db,
  context: Context,
  { id, contactId }: Enrollment,
  text: string,
): Promise<void> {
  const at = context.clock.now()
  const entry = { id: newId(), enrollmentId: id, contactId, at, text, evidence: null }
  await addEntry(tx, { ...entry, kind: 'resumed' })
}

async function goOn(tx: Db, context: Context, enrollment: Enrollment): Promise<Enrollment | null> {
  const { next } = enrollment
  const comes =
    next.kind === 'due'
      ? await planStep(tx, enrollment, next.step, next.wantedAt, context.clock.now())
      : next
  const released = await markPauseEnded(tx, enrollment.id, comes)
  if (!released) return null
  if (next.kind !== 'done') {
    await recordEnrollmentChange(tx, context, enrollment)
    return (await enrollmentById(tx, enrollment.id)) ?? released
  }
  const completed = { reason: 'completed', by: null, evidence: null } as const
  return (await unenroll(tx, context, enrollment.id, completed)) ?? released
}

/** Ends that pause of the enrollment by hand, so that it goes on unless others stand. */
export async function resumeManually(
  context: Context,
  user: User,
  enrollmentId: string,
  pauseId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    const pause = enrollment.pauses.find(({ id }) => id === pauseId)
    if (enrollment.state !== 'paused' || !pause) return whyNotResume(tx, enrollment, pauseId)
    const still = await whyOwnerless(tx, enrollment, pause)
    if (still) return refuse(409, 'owner-removed', 'The owner is gone', still)
    const released = await endPauses(tx, context, enrollment, [pause], (one, goesOn) =>
      goesOn ? `Resumed by ${user.name}.` : describeEndedBy(user.name, one.kind),
    )
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
async function whyOwnerless(
  tx: Db,
  enrollment: Enrollment,
  { kind }: OwnPause,
): Promise<string | null> {
  if (kind !== 'owner-removed') return null
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
