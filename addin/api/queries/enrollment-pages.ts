/** The enrollments of a sequence, page by page, with how many there are in all. */

import type { EnrollmentList } from '../../../shared/enrollment-list.ts'
import type { Answer } from '../request.ts'
import type { Changed } from './live-query.ts'
import { bringPages, type Pages } from './pages.ts'

export interface EnrollmentPages extends Pages<EnrollmentList> {
  /** How many match in all, at hand or not. */
  count: number
  /** How many of these have not ended. */
  open: number
}

/** `wanted` is how many pages shall be at hand. */
export async function bringEnrollments(
  ask: (cursor: string | null) => Promise<Answer<EnrollmentList>>,
  before: EnrollmentPages | null,
  changed: Changed,
  wanted: number,
): Promise<Answer<EnrollmentPages>> {
  const answer = await bringPages(ask, before, changed, wanted)
  if (answer.kind !== 'ok') return answer
  const { newest, ...paused } = answer.value
  const { count, open } = newest ?? before ?? { count: 0, open: 0 }
  return { ...answer, value: { ...paused, count, open } }
}
