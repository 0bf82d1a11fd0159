/** Owners of sequences who are gone, and what an administrator is asked about them. Times are UTC. */

export const removalCauses = ['deleted', 'disabled', 'no-seat', 'mailbox-gone'] as const
export type RemovalCause = (typeof removalCauses)[number]

/**
 * `doubted`: seen once, to be looked at again. `asked`: too many at once, so an administrator decides. `removed`: the
 * sequences' enrollments ended, or are held until somebody else takes them over. `kept`: an administrator let them run on.
 */
export const removalStates = ['doubted', 'asked', 'removed', 'kept'] as const
export type RemovalState = (typeof removalStates)[number]

/** An item of GET /api/removals (administrators only). */
export interface Removal {
  user: { id: string; name: string; address: string }
  cause: RemovalCause
  state: RemovalState
  seenAt: string
  /** When it was seen again and believed; null while in doubt. */
  confirmedAt: string | null
  /** Sequences this person still owns, and the enrollments in them that have not ended. */
  sequences: number
  openEnrollments: number
  /** What happened and what is to be done, in a sentence or two. */
  text: string
}

export const removalDecisions = ['unenroll', 'keep', 'hand-over'] as const

/** POST /api/removals/:userId. `to`, for a hand-over, is the id or the address of a user with a seat. */
export interface RemovalDecision {
  decision: (typeof removalDecisions)[number]
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
