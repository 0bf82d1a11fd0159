/** Many contacts enrolled in one sequence at once. */

import type { ContactFilter } from './contact-list.ts'
import type { LeftOut } from './enrollment-list.ts'

/**
 * POST /api/sequences/:id/enrollments: those named, 500 at most, or all that match, 500 a request: `after` is the `next` of
 * the answer before.
 */
export type WhichContacts = { ids: string[] } | { all: ContactFilter; cursor?: string }

export interface ManyEnrolled {
  enrolled: number
  leftOut: LeftOut[]
  /** To be sent as `after` for those that are left; null: all are done, or it stopped. */
  next: string | null
  /** Why it stopped before all were done, in a sentence; null when it did not. */
  stopped: string | null
}
