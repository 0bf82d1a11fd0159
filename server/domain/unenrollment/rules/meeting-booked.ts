/** A meeting with the contact: made, or the contact added to it, after the enrollment began. */

import { wholeSecond, type Instant } from '../../time/instant.ts'
import { partOf, wasRolledOut, type Meeting } from '../../meetings/meeting.ts'

export interface MeetingSubject {
  /** Address keys the contact goes by: the enrolled one, learned and confirmed aliases. */
  keys: readonly string[]
  /** Graph's own time of the enrolling, whole seconds. */
  beganAt: Instant
  /** The same moment by our clock, to the millisecond: it tells which came first within one second. */
  createdAt: Instant
  /** Whether the rep who enrolled takes part. */
  enrollerTakesPart: boolean
  /**
   * Whether the calendar was looked at for all of these keys since the enrollment began: older meetings with the contact were
   * noted then.
   */
  isKnown: boolean
  mostAttendees: number
}

export interface MeetingFinding {
  /** `before`: it held the contact when the enrollment began, and never counts. */
  effect: 'ended' | 'before'
  /** The address by which the contact takes part. */
  address: string
  because: string[]
}

/** Null: the meeting says nothing about this enrollment; judged anew when it changes. */
export function meetingBooked(meeting: Meeting, subject: MeetingSubject): MeetingFinding | null {
  if (!subject.enrollerTakesPart) return null
  const { part, who } = partOf(meeting, subject.keys)
  if (who === null) return null
  const address = who.address
  const isNew = isAfter(meeting.createdAt, subject)
  if (!isNew && !wasAdded(meeting, subject)) return { effect: 'before', address, because: [] }
  if (meeting.isCancelled || part === 'declined') return null
  if (meeting.attendees.length > subject.mostAttendees) return null
  return {
    effect: 'ended',
    address,
    because: [
      part === 'organizer' ? 'the contact organizes it' : 'the contact is invited to it',
      isNew
        ? 'it was made after the enrollment began'
        : 'the contact was added to it after the enrollment began',
      ...(meeting.isSeries ? ['it is a series, which counts once'] : []),
    ],
  }
}

/** Nobody is added to a meeting without changing it, or to one that was there when the calendar was first looked at. */
function wasAdded(meeting: Meeting, subject: MeetingSubject): boolean {
  return (
    subject.isKnown &&
    isAfter(meeting.modifiedAt, subject) &&
    wasRolledOut(meeting, subject.beganAt)
  )
}

function isAfter(moment: Instant, subject: MeetingSubject): boolean {
  const second = wholeSecond(moment)
  return second === subject.beganAt ? moment >= subject.createdAt : second > subject.beganAt
}
