/** Holding an enrollment, and letting it go on: a hold moves the next step, it never drops it. */

import type { HoldReason } from '../../shared/enrollment.ts'
import type { Evidence } from '../../shared/evidence.ts'
import type { Enrollment } from '../domain/enrollment.ts'
import type { Instant } from '../domain/instant.ts'
import type { User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { markHeld, markReleased } from '../store/enrollments.ts'
import { pokeAtOnce } from '../store/mailboxes.ts'
import { addAudit, addEntry } from '../store/timeline.ts'
import { changeable } from './changeable.ts'
import { newId, type Context } from './context.ts'
import { isRefused, refuse, type Refused } from './refusal.ts'
import { unenroll } from './unenroll.ts'

/** Holds an active enrollment inside the caller's transaction, until a person resumes it; null when it is not active. */
export async function hold(
  tx: Db,
  context: Context,
  enrollmentId: string,
  why: { reason: HoldReason; text: string; until?: Instant | null; evidence: Evidence | null },
): Promise<Enrollment | null> {
  const at = context.clock.now()
  const held = await markHeld(tx, enrollmentId, {
    reason: why.reason,
    text: why.text,
    at,
    until: why.until ?? null,
    evidence: why.evidence,
  })
  if (!held) return null
  await addEntry(tx, {
    id: newId(),
    enrollmentId,
    contactId: held.contactId,
    at,
    kind: 'held',
    text: `On hold. ${why.text}`,
    evidence: why.evidence,
  })
  return held
}

/** Resumes a held enrollment by hand: the next step comes when it was due, at once if that has passed. */
export async function resume(
  context: Context,
  user: User,
  enrollmentId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    const at = context.clock.now()
    const dueAt = enrollment.dueAt !== null && enrollment.dueAt > at ? enrollment.dueAt : at
    const released = await markReleased(
      tx,
      enrollmentId,
      enrollment.nextStep === null ? null : dueAt,
    )
    if (!released)
      return refuse(
        409,
        'not-held',
        'Not on hold',
        'This enrollment is not on hold, so there is nothing to resume.',
      )
    await addEntry(tx, {
      id: newId(),
      enrollmentId,
      contactId: released.contactId,
      at,
      kind: 'resumed',
      text: `Resumed by ${user.name}.`,
      evidence: null,
    })
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'resume',
      subjectId: enrollmentId,
    })
    await pokeAtOnce(tx, released.mailboxId, at)
    if (released.nextStep !== null) return released
    return (
      (await unenroll(tx, context, enrollmentId, {
        reason: 'completed',
        by: null,
        evidence: null,
      })) ?? released
    )
  })
  context.wake()
  return result
}
