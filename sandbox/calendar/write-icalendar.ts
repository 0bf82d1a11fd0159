/** Writes the text/calendar part of a meeting message (RFC 5545, RFC 5546) the way Exchange does. */

import { DateTime } from 'luxon'
import type { MailAddress } from '../person.ts'
import type { Attendee } from '../state/event.ts'
import { zoneOf } from '../time-zone.ts'
import type { MeetingText } from './read-icalendar.ts'
import type { Recurrence } from './recurrence.ts'

export interface CalendarText extends Omit<MeetingText, 'attendees'> {
  /** All of them in a request, those affected in a cancellation, the one who answers in a reply. */
  attendees: Attendee[]
  /** Product time at which it is written. */
  stampMs: number
}

/** CRLF line ends, lines folded at 75 octets. */
export function writeIcalendar(meeting: CalendarText): string {
  const time = (name: string, ms: number): string =>
    meeting.isAllDay
      ? `${name};VALUE=DATE:${local(ms, meeting.timeZone).toFormat('yyyyMMdd')}`
      : `${name}:${utc(ms)}`
  // A series keeps its wall clock time, so it is written in its zone.
  const zoned = (name: string, ms: number): string =>
    meeting.recurrence === null || meeting.isAllDay
      ? time(name, ms)
      : `${name};TZID=${meeting.timeZone}:${local(ms, meeting.timeZone).toFormat("yyyyMMdd'T'HHmmss")}`
  const lines = [
    'BEGIN:VCALENDAR',
    `METHOD:${meeting.method}`,
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `ORGANIZER${named(meeting.organizer)}:mailto:${meeting.organizer.address}`,
    ...meeting.attendees.map((one) => attendeeLine(one, meeting.method)),
    ...(meeting.description === '' ? [] : [`DESCRIPTION:${escape(meeting.description)}`]),
    ...(meeting.recurrence === null ? [] : [`RRULE:${rule(meeting.recurrence)}`]),
    `UID:${meeting.uid}`,
    `SUMMARY:${escape(meeting.subject)}`,
    zoned('DTSTART', meeting.startMs),
    zoned('DTEND', meeting.endMs),
    ...(meeting.occurrenceMs === null ? [] : [time('RECURRENCE-ID', meeting.occurrenceMs)]),
    'CLASS:PUBLIC',
    'PRIORITY:5',
    `DTSTAMP:${utc(meeting.stampMs)}`,
    'TRANSP:OPAQUE',
    `STATUS:${meeting.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SEQUENCE:${meeting.sequence}`,
    `LOCATION:${escape(meeting.location)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}

const partStats: Record<Attendee['response'], string> = {
  none: 'NEEDS-ACTION',
  notResponded: 'NEEDS-ACTION',
  organizer: 'ACCEPTED',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentativelyAccepted: 'TENTATIVE',
}

function attendeeLine(one: Attendee, method: MeetingText['method']): string {
  const role = one.type === 'optional' ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT'
  const state =
    method === 'REPLY'
      ? `PARTSTAT=${partStats[one.response]}`
      : `ROLE=${role};PARTSTAT=NEEDS-ACTION;RSVP=TRUE`
  return `ATTENDEE;${state}${named(one)}:mailto:${one.address}`
}

function named(one: MailAddress): string {
  return `;CN="${one.name.replaceAll('"', "'") || one.address}"`
}

function rule({ pattern, range }: Recurrence): string {
  const days = pattern.daysOfWeek.map((day) => day.slice(0, 2).toUpperCase()).join(',')
  return [
    `FREQ=${pattern.type.toUpperCase()}`,
    ...(range.type === 'numbered' ? [`COUNT=${range.numberOfOccurrences}`] : []),
    ...(range.type === 'endDate' ? [`UNTIL=${range.endDate?.replaceAll('-', '') ?? ''}`] : []),
    `INTERVAL=${pattern.interval}`,
    ...(pattern.type === 'weekly' && days !== '' ? [`BYDAY=${days}`] : []),
  ].join(';')
}

function utc(ms: number): string {
  return DateTime.fromMillis(ms, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss'Z'")
}

function local(ms: number, timeZone: string): DateTime {
  return DateTime.fromMillis(ms, { zone: zoneOf(timeZone) ?? 'utc' })
}

function escape(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

function fold(line: string): string {
  let folded = ''
  let width = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (width + size > 75) {
      folded += '\r\n '
      width = 1
    }
    folded += letter
    width += size
  }
  return folded
}
