/** A person ends an enrollment, or takes an end back. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { User } from '../../domain/directory/user.ts'
import { changeable } from '../policies/change-enrollment.ts'
import type { Context } from '../context.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'
import { undoUnenrollment } from './undo-unenrollment.ts'
import { unenroll } from '../unenroll.ts'

/** Ends it with reason `manual`. Asked again for an ended one, it answers what is: repeating does no harm. */
export async function unenrollManually(
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
export async function undoManually(
  context: Context,
  user: User,
  enrollmentId: string,
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    const resumed = await undoUnenrollment(tx, context, user, enrollment)
    return typeof resumed === 'string'
      ? refuse(409, 'not-undoable', 'This end cannot be undone', resumed)
      : resumed
  })
  context.wake()
  return result
}
