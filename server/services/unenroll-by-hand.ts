/** A person ends an enrollment, or takes an end back. */

import { whyNotUndo, type Enrollment } from '../domain/enrollment.ts'
import { later, wholeSecond } from '../domain/instant.ts'
import type { User } from '../domain/user.ts'
import { contactById, suppressionOf } from '../store/contacts.ts'
import type { Db } from '../store/db.ts'
import { markResumed, openEnrollmentsOfContact } from '../store/enrollments.ts'
import { pokeAtOnce, reachBack } from '../store/mailboxes.ts'
import { sequenceById } from '../store/sequences.ts'
import { addAudit, addEntry, answeredAfterEnd } from '../store/timeline.ts'
import { changeable } from './changeable.ts'
import { newId, type Context } from './context.ts'
import { isRefused, refuse, type Refused } from './refusal.ts'
import { unenroll } from './unenroll.ts'

/** Ends it with reason `manual`. Asked again for an ended one, it answers what is: repeating does no harm. */
export async function unenrollByHand(
  context: Context,
  user: User,
  enrollmentId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    return (
      (await unenroll(tx, context, enrollmentId, { reason: 'manual', by: user, evidence: null })) ??
      enrollment
    )
  })
  context.wake()
  return result
}

/** Takes an end back: the next step comes after the delay that was left at the end, counted from now. */
export async function undoUnenrollment(
  context: Context,
  user: User,
  enrollmentId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    const fault = await whyNotUndone(tx, enrollment)
    if (fault) return refuse(409, 'not-undoable', 'This end cannot be undone', fault)
    const at = context.clock.now()
    const dueAt = later(at, enrollment.leftMs ?? 0)
    const contact = await contactById(tx, enrollment.contactId)
    const resumed = await markResumed(tx, enrollmentId, dueAt, contact?.email ?? enrollment.address)
    if (!resumed)
      throw new Error('An ended enrollment could not be resumed inside its own transaction.')
    await addEntry(tx, {
      id: newId(),
      enrollmentId,
      contactId: enrollment.contactId,
      at,
      kind: 'undone',
      text: `${user.name} undid the unenrollment. The sequence goes on with step ${String(enrollment.nextStep)}.`,
      evidence: null,
    })
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'undo-unenrollment',
      subjectId: enrollmentId,
    })
    // What the contact wrote of their own accord meanwhile was nobody's business then; now it is looked for.
    await reachBack(tx, enrollment.mailboxId, wholeSecond(enrollment.endedAt ?? at))
    await pokeAtOnce(tx, enrollment.mailboxId, at)
    return resumed
  })
  context.wake()
  return result
}

/** Why this end cannot be taken back, in a sentence; null when it can. */
export async function whyNotUndone(db: Db, enrollment: Enrollment): Promise<string | null> {
  const contact = await contactById(db, enrollment.contactId)
  const other = (await openEnrollmentsOfContact(db, enrollment.contactId)).at(0)
  return whyNotUndo(enrollment, {
    addressBad: contact?.addressState === 'bad',
    suppressed: (await suppressionOf(db, enrollment.address)) !== null,
    answeredSince: await answeredAfterEnd(db, enrollment.id),
    otherOpen: other ? ((await sequenceById(db, other.sequenceId))?.name ?? 'another one') : null,
  })
}
