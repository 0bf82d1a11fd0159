/** Owners of sequences: who may manage a sequence, and when an owner who seems to be gone is believed to be. */

import type { DepartureCause, DepartureState } from '../../../shared/departure.ts'
import type { DirectoryEvidence } from '../../../shared/evidence.ts'
import { dayMs, type Instant } from '../time/instant.ts'
import { limitsOf, type User } from './user.ts'

/** A user who seems to be gone, or is. */
export interface Departure {
  userId: string
  cause: DepartureCause
  state: DepartureState
  seenAt: Instant
  /** When the directory is to be asked about this very person; null: only when it speaks up. */
  checkAt: Instant | null
  confirmedAt: Instant | null
  decidedBy: string | null
}

/** Directories flicker: synchronising from on premises deletes and restores people within minutes. */
export const secondCheckMs = 15 * 60_000
/** A mailbox that has been out of reach for so long is gone. */
export const mailboxGoneMs = 7 * dayMs
/** Departures within so long of each other are one event. */
export const togetherMs = 2 * 3600_000

const mostUsers = 3
const mostOwnersShare = 0.1

/**
 * Whether so many departures at once look like an accident (a wrong filter in the directory's synchronising, a lapsed
 * licence) that a person has to decide: more than 3 users, or more than 10 % of the owners. One person alone never does,
 * however few owners there are: somebody leaving is what the rule is made for.
 */
export function isTooMany(gone: { users: number; owners: number; ofOwners: number }): boolean {
  return (
    gone.users > mostUsers || (gone.owners > 1 && gone.owners > mostOwnersShare * gone.ofOwners)
  )
}

/** What became of the owner: fits behind the name. */
export function whatBecame(cause: DepartureCause): string {
  switch (cause) {
    case 'deleted':
      return 'was deleted from Microsoft 365'
    case 'disabled':
      return 'was blocked from signing in to Microsoft 365'
    case 'no-seat':
      return 'has no seat any more'
    case 'mailbox-gone':
      return 'has had no mailbox for a week'
    default: {
      const never: never = cause
      return never
    }
  }
}

/** Why the enrollments of a removed owner's sequences end or wait. */
export function departureEvidence(
  owner: Pick<User, 'id' | 'name'>,
  departure: Pick<Departure, 'cause' | 'seenAt' | 'confirmedAt'>,
): DirectoryEvidence {
  const confirmedAt = departure.confirmedAt ?? departure.seenAt
  return {
    kind: 'directory',
    user: { id: owner.id, name: owner.name },
    seenAt: departure.seenAt,
    confirmedAt,
    because: [`${owner.name}, who owns this sequence, ${whatBecame(departure.cause)}`],
  }
}

/** What people are told while the sequences of this owner stand still. */
export function describeWaiting(owner: Pick<User, 'name'>, departure: Departure): string {
  const gone = `${owner.name}, who owns this sequence, ${whatBecame(departure.cause)}`
  return departure.state === 'asked'
    ? `${gone}, like others at the same time. An administrator has to say whether its enrollments end.`
    : `${gone}. It goes on when an administrator has handed the sequence to somebody else.`
}

/** Why this person may not change, delete or restore a sequence of `owner`, or set its triggers, in a sentence; null when allowed. */
export function whyNotManage(
  user: Pick<User, 'id' | 'seat' | 'role'>,
  owner: Pick<User, 'id' | 'name' | 'managerId'>,
  what: 'it' | 'its automation',
): string | null {
  const limits = limitsOf(user)
  if (limits) return limits
  if (user.role === 'admin' || user.id === owner.id || user.id === owner.managerId) return null
  return `${owner.name} owns this sequence. Only ${owner.name}, ${owner.name}’s manager or an administrator can change ${what}.`
}
