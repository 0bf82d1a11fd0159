/** The one place that asks whether a person may end, resume or undo an enrollment. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { whyNotChange, type User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { userById } from '../../store/directory/users.ts'
import { notFound, refuse, type Refused } from '../problem.ts'

/** The enrollment, if it is there and this user may change it; else the refusal to answer with. */
export async function changeable(
  tx: Db,
  user: User,
  enrollmentId: string,
): Promise<Enrollment | Refused> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment) return notFound('enrollment')
  const because = await whyNotChangeOf(tx, user, enrollment.enrolledBy)
  return because === null ? enrollment : refuse(403, 'not-yours', 'Not yours to change', because)
}

/** Why this user may not change what that rep enrolled; null when they may. */
export async function whyNotChangeOf(tx: Db, user: User, repId: string): Promise<string | null> {
  const rep = await userById(tx, repId)
  if (!rep) throw new Error(`The rep ${repId}, who enrolled somebody, is not there.`)
  return whyNotChange(user, rep)
}
