/** A meeting in a rep's calendar, as far as the rules look at it. */

import { addressKey, type Address } from '../contacts/address.ts'
import { dayMs, msOf, type Instant } from '../time/instant.ts'

export interface Participant extends Address {
  declined: boolean
}

export interface Meeting {
  /** Graph's immutable id of the event. */
  id: string
  /** What it is judged by: its id, or that of the series it is part of, for a series is one meeting. */
  key: string
  isSeries: boolean
  /** What the reps may read; a private appointment does not tell. */
  subject: string
  createdAt: Instant
  modifiedAt: Instant
  startsAt: Instant
  isCancelled: boolean
  organizer: Address | null
  /** People only: rooms and equipment are left out. */
  attendees: Participant[]
  /** What whoever made it through Graph called the request, or null. */
  transactionId: string | null
}

/** How far to either side a calendar is read. */
export const horizonMs = 365 * dayMs

/** A round that began a little later than the enrollment saw a little less on the far side. */
const horizonSlackMs = 2 * dayMs

/** Whether a first look at the calendar at `moment` was bound to see it. A series shows itself by its occurrences. */
export function wasRolledOut(
  meeting: Pick<Meeting, 'startsAt' | 'isSeries'>,
  moment: Instant,
): boolean {
  const ahead = msOf(meeting.startsAt) - msOf(moment)
  return (
    ahead < horizonMs - horizonSlackMs && (meeting.isSeries || ahead > horizonSlackMs - horizonMs)
  )
}

/** Keys of the addresses of everybody who takes part, the organizer first. */
export function participantKeys(meeting: Pick<Meeting, 'organizer' | 'attendees'>): string[] {
  const all = [...(meeting.organizer ? [meeting.organizer] : []), ...meeting.attendees]
  return [...new Set(all.map((one) => addressKey(one.address)))]
}

/** How somebody stands to a meeting. */
export type MeetingRole = 'organizer' | 'attendee' | 'declined' | 'none'

/** `keys` are the address keys that this person goes by. */
export function partOf(
  meeting: Pick<Meeting, 'organizer' | 'attendees'>,
  keys: readonly string[],
): { part: MeetingRole; who: Address | null } {
  const isPerson = (one: Address): boolean => keys.includes(addressKey(one.address))
  if (meeting.organizer && isPerson(meeting.organizer))
    return { part: 'organizer', who: meeting.organizer }
  const found = meeting.attendees.filter(isPerson)
  const coming = found.find((one) => !one.declined)
  if (coming) return { part: 'attendee', who: coming }
  return { part: found.length > 0 ? 'declined' : 'none', who: found[0] ?? null }
}
