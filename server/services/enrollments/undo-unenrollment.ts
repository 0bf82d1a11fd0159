/** Takes an end back: the one place that lets an ended enrollment go on, one alone or all of a restored sequence. */

import { whyNotUndo, type Enrollment } from '../../domain/enrollments/enrollment.ts'
import { later, wholeSecond } from '../../domain/time/instant.ts'
import type { User } from '../../domain/directory/user.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { suppressionOf } from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import { markResumed } from '../../store/enrollments/ended.ts'
import { markPauseEnded } from '../../store/enrollments/paused.ts'
import { requestSyncNow, rewindCursor } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { answeredAfterEnd } from '../../store/history/verdicts.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { exempt } from '../automation/exemptions.ts'
import { scheduleNextStep } from './schedule-next-step.ts'
import { blockingSequence } from '../policies/concurrent-enrollments.ts'
import { whyNotRunning } from '../policies/sequence-is-running.ts'

/** Why this end cannot be taken back, in a sentence; null when it can. */
export async function whyNotUndone(db: Db, enrollment: Enrollment): Promise<string | null> {
  const contact = await contactById(db, enrollment.contactId)
  const sequence = await sequenceById(db, enrollment.sequenceId)
  return whyNotUndo(enrollment, {
    addressBad: contact?.addressState === 'bad',
    suppressed: (await suppressionOf(db, enrollment.address)) !== null,
    answeredSince: await answeredAfterEnd(db, enrollment.id),
    standsStill: await whyNotRunning(db, sequence),
    otherOpen: await blockingSequence(db, enrollment.contactId, sequence),
  })
}

/**
 * Takes the end back inside the caller's transaction, by this user: the next step comes after the delay that was left at the
 * end, counted from now. Answers the enrollment, or in a sentence why not.
 */
export async function undoUnenrollment(
  tx: Db,
  context: Context,
  user: User,
  enrollment: Enrollment,
): Promise<Enrollment | string> {
  const fault = await whyNotUndone(tx, enrollment)
  if (fault) return fault
  const at = context.clock.now()
  const due = await scheduleNextStep(tx, enrollment, later(at, enrollment.leftMs ?? 0), at)
  const contact = await contactById(tx, enrollment.contactId)
  const resumed = await markResumed(tx, enrollment.id, due, contact?.email ?? enrollment.address)
  if (!resumed)
    throw new Error('An ended enrollment could not be resumed inside its own transaction.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: enrollment.contactId,
    at,
    kind: 'undone',
    text: `${user.name} undid the unenrollment. ${
      resumed.state === 'paused'
        ? 'The sequence is paused, as it was before.'
        : `The sequence goes on with step ${String(enrollment.nextStep)}.`
    }`,
    evidence: null,
  })
  await addAudit(tx, {
    id: newId(),
    at,
    userId: user.id,
    action: 'undo-unenrollment',
    subjectId: enrollment.id,
  })
  // What the contact wrote of their own accord meanwhile was nobody's business then; now it is looked for.
  await rewindCursor(tx, enrollment.mailboxId, wholeSecond(enrollment.endedAt ?? at))
  await requestSyncNow(tx, enrollment.mailboxId, at)
  // Its sequence runs again, or the day it waited for came while it was ended: nothing is left to wait for.
  const isOver = resumed.pausedUntil !== null && resumed.pausedUntil <= at
  const isFree = resumed.pauseKind === 'owner-removed' || isOver
  const released = isFree ? await markPauseEnded(tx, enrollment.id, due) : null
  await exempt(tx, context, resumed, user)
  return released ?? resumed
}
