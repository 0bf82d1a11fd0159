/** What comes next in all sequences, in the order of time. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

import type { EnrollmentResource } from './enrollment.ts'
import type { Page } from './problem.ts'

/** Query of GET /api/scheduled; what is left out lets all through. */
export interface ScheduledFilter {
  /** Id of the user whose mailbox sends. */
  rep?: string
}

/** Enrollments whose `nextStep` has a time, the soonest first, a hundred at most; paused ones stand at the time they had. */
export type ScheduledPage = Page<EnrollmentResource>
