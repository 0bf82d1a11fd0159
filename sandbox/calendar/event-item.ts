/** Makes what is stored of an event, from an organizer's wish or from an invitation. */

import { createHash } from 'node:crypto'
import { htmlDocument, textFromHtml } from '../mail/html.ts'
import { hasAddress } from '../person.ts'
import type { MailAddress, Person } from '../person.ts'
import type { Attendee, EventItem } from '../state/event.ts'
import type { MeetingText } from './read-icalendar.ts'
import type { Recurrence } from './recurrence.ts'

/** An event as somebody wants it; what is left out gets its usual value, or stays as it is. */
export interface EventWish {
  subject?: string
  body?: { contentType: 'text' | 'html'; content: string }
  startMs?: number
  endMs?: number
  timeZone?: string
  isAllDay?: boolean
  attendees?: (MailAddress & { type: Attendee['type'] })[]
  location?: string
  showAs?: EventItem['showAs']
  importance?: EventItem['importance']
  sensitivity?: EventItem['sensitivity']
  categories?: string[]
  isOnlineMeeting?: boolean
  recurrence?: Recurrence | null
}

/** A new event of its organizer. `createdMs` in product time. */
export function organizedItem(person: Person, wish: EventWish, createdMs: number): EventItem {
  return withWish(
    {
      createdMs,
      modifiedMs: createdMs,
      subject: '',
      html: '',
      text: '',
      startMs: createdMs,
      endMs: createdMs,
      timeZone: 'UTC',
      isAllDay: false,
      isCancelled: false,
      isOrganizer: true,
      organizer: { address: person.address, name: person.name },
      attendees: [],
      response: 'organizer',
      respondedMs: null,
      showAs: 'busy',
      importance: 'normal',
      sensitivity: 'normal',
      location: '',
      categories: [],
      isOnlineMeeting: false,
      sequence: 0,
      recurrence: null,
      cancelledStarts: [],
      formerStarts: [],
      seriesMasterId: null,
      originalStartMs: null,
      transactionId: null,
      requestDigest: null,
      reachFromMs: wish.startMs ?? createdMs,
      reachToMs: wish.endMs ?? createdMs,
    },
    wish,
  )
}

/** The item with everything that the wish names changed. Attendees who stay keep their answers. */
export function withWish(item: EventItem, wish: EventWish): EventItem {
  const { body, attendees, ...plain } = wish
  const text =
    body === undefined
      ? item.text
      : body.contentType === 'html'
        ? textFromHtml(body.content)
        : body.content
  return {
    ...item,
    ...plain,
    text,
    html:
      body === undefined
        ? item.html
        : htmlDocument(body.contentType === 'html' ? body.content : undefined, text),
    attendees: attendees?.map((one) => asAttendee(one, item.attendees)) ?? item.attendees,
  }
}

function asAttendee(
  wanted: MailAddress & { type: Attendee['type'] },
  present: Attendee[],
): Attendee {
  const stays = present.find((one) => sameAddress(one, wanted))
  return { response: 'none', respondedMs: null, ...stays, ...wanted }
}

/** The tentative event that an invitation makes in the calendar of somebody invited. */
export function invitedItem(meeting: MeetingText, nowMs: number): EventItem {
  const { startMs, endMs } = meeting
  return {
    createdMs: nowMs,
    modifiedMs: nowMs,
    ...seenByInvited(meeting),
    isCancelled: false,
    isOrganizer: false,
    response: 'notResponded',
    respondedMs: null,
    showAs: 'tentative',
    importance: 'normal',
    sensitivity: 'normal',
    categories: [],
    isOnlineMeeting: false,
    cancelledStarts: [],
    formerStarts: [],
    seriesMasterId: null,
    originalStartMs: null,
    transactionId: null,
    requestDigest: null,
    reachFromMs: startMs,
    reachToMs: endMs,
  }
}

/** What the organizer decides for everybody. */
export function seenByInvited(
  meeting: MeetingText,
): Pick<
  EventItem,
  | 'subject'
  | 'html'
  | 'text'
  | 'startMs'
  | 'endMs'
  | 'timeZone'
  | 'isAllDay'
  | 'organizer'
  | 'attendees'
  | 'location'
  | 'sequence'
  | 'recurrence'
> {
  return {
    subject: meeting.subject,
    html: htmlDocument(undefined, meeting.description),
    text: meeting.description,
    startMs: meeting.startMs,
    endMs: meeting.endMs,
    timeZone: meeting.timeZone,
    isAllDay: meeting.isAllDay,
    organizer: meeting.organizer,
    // Those invited do not learn each other's answers.
    attendees: meeting.attendees.map((one) => ({ ...one, response: 'none', respondedMs: null })),
    location: meeting.location,
    sequence: meeting.sequence,
    recurrence: meeting.recurrence,
  }
}

export function sameAddress(a: MailAddress, b: MailAddress): boolean {
  return a.address.toLowerCase() === b.address.toLowerCase()
}

/** The attendees who are to be written to: not the organizer. */
export function invitedBy(person: Person, attendees: Attendee[]): Attendee[] {
  return attendees.filter((one) => !hasAddress(person, one.address))
}

/** Tells a repeated request from another one with the same transactionId. */
export function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64url')
}
