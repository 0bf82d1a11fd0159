/** The enrollments of one sequence: listed, and ended or resumed many at once. */

import type { EnrollmentResource, EnrollmentState } from './enrollment.ts'
import type { Page } from './problem.ts'
import type { Reason } from './reason.ts'

/** Query of GET /api/sequences/:id/enrollments; what is left out lets all through. */
export interface EnrollmentFilter {
  state?: EnrollmentState
  reason?: Reason
  /** A piece of the contact's name or address; upper or lower case does not matter. */
  search?: string
  /** Id of the user whose mailbox sends. */
  rep?: string
}

/** Newest first, a hundred at most; `after` is the cursor in the query. */
export interface EnrollmentList extends Page<EnrollmentResource> {
  /** How many match, on this page and all others. */
  count: number
  /** How many of these have not ended. */
  open: number
}

/**
 * POST /api/sequences/:id/unenrollments: those named, 500 at most, or all that match. All are worked some hundreds a request:
 * `after` is the `next` of the answer before.
 */
export type WhichEnrollments = { ids: string[] } | { all: EnrollmentFilter; cursor?: string }

/** Why some were left as they were, and how many. */
export interface LeftOut {
  sentence: string
  count: number
  /** The first five of them by name, where they are contacts that a person named or filtered. */
  names?: string[]
}

export interface ManyUnenrolled {
  /** Those that this request ended. One that had ended before is neither here nor left out. */
  ids: string[]
  leftOut: LeftOut[]
  /** To be sent as `after` for those that are left; null: all are done. */
  next: string | null
}

/** POST /api/sequences/:id/unenrollments/undo: takes back the ends of those named, 500 at most. */
export interface UndoRequest {
  ids: string[]
}

export interface ManyUndone {
  undone: number
  leftOut: LeftOut[]
}
