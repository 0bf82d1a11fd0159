/** Owners of sequences who are gone, and what an administrator is asked about them. Times are UTC. */

export const departureCauses = ['deleted', 'disabled', 'no-seat', 'mailbox-gone'] as const
export type DepartureCause = (typeof departureCauses)[number]

/**
 * `doubted`: seen once, to be looked at again. `asked`: too many at once, so an administrator decides. `removed`: the
 * sequences' enrollments ended, or are paused until somebody else takes them over. `kept`: an administrator let them run on.
 */
export const departureStates = ['doubted', 'asked', 'removed', 'kept'] as const
export type DepartureState = (typeof departureStates)[number]

/** An item of GET /api/departures (administrators only). */
export interface DepartureResource {
  user: { id: string; name: string; address: string }
  cause: DepartureCause
  state: DepartureState
  seenAt: string
  /** When it was seen again and believed; null while in doubt. */
  confirmedAt: string | null
  /** Sequences this person still owns, and the enrollments in them that have not ended. */
  sequences: number
  openEnrollments: number
  /** What happened and what is to be done, in a sentence or two. */
  text: string
}

export const departureDecisions = ['unenroll', 'keep', 'hand-over'] as const

/** POST /api/departures/:userId. `to`, for a hand-over, is the id or the address of a user with a seat. */
export interface DepartureDecision {
  decision: (typeof departureDecisions)[number]
  to?: string
}

/** POST /api/users/:id/hand-over: another user with a seat, by id or address, becomes the owner of all sequences. */
export interface HandOver {
  to: string
}

export interface HandedOver {
  sequences: number
  from: { id: string; name: string }
  to: { id: string; name: string }
}
