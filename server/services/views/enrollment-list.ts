/** A page of a sequence's enrollments, as the asking user may see them and act on them. */

import type { EnrollmentFilter, EnrollmentList } from '../../../shared/enrollment-list.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { countMatching, matchingIds } from '../../store/enrollments/list.ts'
import { enrollmentsByIds } from '../../store/enrollments/enrollments.ts'
import { readOnce } from '../../store/db/cached-reads.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { showEnrollment } from './enrollment.ts'
import { notFound, type Refused } from '../problem.ts'

const pageSize = 100

/** `after` is the `next` of the page before; null: the first page. */
export async function listEnrollments(
  db: Db,
  user: User,
  sequenceId: string,
  filter: EnrollmentFilter,
  after: string | null,
): Promise<EnrollmentList | Refused> {
  if (!(await sequenceById(db, sequenceId))) return notFound('sequence')
  const found = await matchingIds(db, sequenceId, filter, after, pageSize + 1)
  const ids = found.slice(0, pageSize)
  const byId = new Map((await enrollmentsByIds(db, ids)).map((one) => [one.id, one]))
  const rows = ids.flatMap((id) => byId.get(id) ?? [])
  // Nearly all rows share their sequence, steps, rep and mailbox.
  const readingOnce = readOnce(db)
  return {
    items: await Promise.all(rows.map((one) => showEnrollment(readingOnce, user, one))),
    next: found.length > pageSize ? (ids.at(-1) ?? null) : null,
    ...(await countMatching(db, sequenceId, filter)),
  }
}
