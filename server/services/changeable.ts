/** The one place that asks whether a person may end, resume or undo an enrollment. */

import type { Enrollment } from '../domain/enrollment.ts'
import { whyNotChange, type User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { enrollmentById } from '../store/enrollments.ts'
import { userById } from '../store/users.ts'
import { notFound, refuse, type Refused } from './refusal.ts'

/** The enrollment, if it is there and this user may change it; else the refusal to answer with. */
export async function changeable(
  tx: Db,
  user: User,
  enrollmentId: string,
): Promise<Enrollment | Refused> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment) return notFound('enrollment')
  const rep = await userById(tx, enrollment.enrolledBy)
  if (!rep) throw new Error(`Enrollment ${enrollmentId} lacks the rep who made it.`)
  const because = whyNotChange(user, rep)
  return because === null ? enrollment : refuse(403, 'not-yours', 'Not yours to change', because)
}
