/** Reads the text/calendar part of a meeting message (RFC 5545, RFC 5546) as far as Exchange's Calendar Attendant needs it. */

import { DateTime, Duration } from 'luxon'
import type { MailAddress } from '../person.ts'
import type { Attendee } from '../state/event.ts'
import { zoneOf } from '../time-zone.ts'
import { weekdayOf, weekdays } from './recurrence.ts'
import type { Recurrence } from './recurrence.ts'

export interface MeetingText {
  method: 'REQUEST' | 'REPLY' | 'CANCEL'
  uid: string
  sequence: number
  subject: string
  description: string
  location: string
  startMs: number
  endMs: number
  timeZone: string
  isAllDay: boolean
  organizer: MailAddress
  attendees: Attendee[]
  recurrence: Recurrence | null
  /** Start of the one occurrence it is about; null when it is about the whole. */
  occurrenceMs: number | null
}

interface Property {
  name: string
  params: Record<string, string>
  value: string
}

/** Undefined for anything that is no request, reply or cancellation of one event. */
export function readMeeting(text: string): MeetingText | undefined {
  const all = propertiesOf(text)
  const method = all.find((one) => one.name === 'METHOD')?.value.toUpperCase()
  if (method !== 'REQUEST' && method !== 'REPLY' && method !== 'CANCEL') return undefined
  const begin = all.findIndex((one) => one.name === 'BEGIN' && one.value === 'VEVENT')
  const end = all.findIndex((one) => one.name === 'END' && one.value === 'VEVENT')
  const event = begin === -1 ? [] : all.slice(begin + 1, end === -1 ? undefined : end)
  const of = (name: string): Property | undefined => event.find((one) => one.name === name)
  const uid = of('UID')?.value
  const start = readTime(of('DTSTART'))
  const organizer = of('ORGANIZER')
  if (uid === undefined || start === undefined || organizer === undefined) return undefined
  const endMs = readTime(of('DTEND'))?.ms ?? start.ms + lengthOf(of('DURATION'), start.isAllDay)
  return {
    method,
    uid,
    sequence: Number(of('SEQUENCE')?.value ?? '0'),
    subject: unescape(of('SUMMARY')?.value ?? ''),
    description: unescape(of('DESCRIPTION')?.value ?? ''),
    location: unescape(of('LOCATION')?.value ?? ''),
    startMs: start.ms,
    endMs,
    timeZone: start.timeZone,
    isAllDay: start.isAllDay,
    organizer: addressOf(organizer),
    attendees: event.filter((one) => one.name === 'ATTENDEE').map(attendeeOf),
    recurrence: readRule(of('RRULE')?.value, start),
    occurrenceMs: readTime(of('RECURRENCE-ID'))?.ms ?? null,
  }
}

function propertiesOf(text: string): Property[] {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const parts = /^([A-Za-z-]+)((?:;[^:;=]+=(?:"[^"]*"|[^:;"]*))*):(.*)$/.exec(line)
      if (parts === null) return []
      const params: Record<string, string> = {}
      for (const param of (parts[2] ?? '').matchAll(/;([^:;=]+)=("[^"]*"|[^:;"]*)/g))
        params[(param[1] ?? '').toUpperCase()] = (param[2] ?? '').replaceAll('"', '')
      return [{ name: (parts[1] ?? '').toUpperCase(), params, value: (parts[3] ?? '').trim() }]
    })
}

interface IcalTime {
  ms: number
  timeZone: string
  isAllDay: boolean
}

function readTime(property: Property | undefined): IcalTime | undefined {
  if (property === undefined) return undefined
  const named = property.params.TZID ?? 'UTC'
  const timeZone = property.value.endsWith('Z') || zoneOf(named) === undefined ? 'UTC' : named
  const time = DateTime.fromISO(property.value, { zone: zoneOf(timeZone) ?? 'utc' })
  if (!time.isValid) return undefined
  return { ms: time.toMillis(), timeZone, isAllDay: /^\d{8}$/.test(property.value) }
}

function lengthOf(duration: Property | undefined, isAllDay: boolean): number {
  const given = duration === undefined ? undefined : Duration.fromISO(duration.value)
  if (given?.isValid === true) return given.toMillis()
  return isAllDay ? 24 * 3_600_000 : 0
}

function addressOf(property: Property): MailAddress {
  return {
    address: property.value.replace(/^mailto:/i, ''),
    name: unescape(property.params.CN ?? ''),
  }
}

const partStats: Record<string, Attendee['response']> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentativelyAccepted',
}

function attendeeOf(property: Property): Attendee {
  return {
    ...addressOf(property),
    type: property.params.ROLE === 'OPT-PARTICIPANT' ? 'optional' : 'required',
    response: partStats[(property.params.PARTSTAT ?? '').toUpperCase()] ?? 'none',
    respondedMs: null,
  }
}

/** Daily and weekly rules; any other recurrence becomes a single event, as the first of the series. */
function readRule(text: string | undefined, start: IcalTime): Recurrence | null {
  if (text === undefined) return null
  const rule = new Map(
    text.split(';').map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=')
      return [name.toUpperCase(), value]
    }),
  )
  const frequency = rule.get('FREQ')?.toUpperCase()
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY') return null
  const first = DateTime.fromMillis(start.ms, { zone: zoneOf(start.timeZone) ?? 'utc' })
  const days = (rule.get('BYDAY') ?? '').split(',').flatMap((two) => {
    const day = weekdays.find((one) => one.slice(0, 2) === two.toLowerCase())
    return day === undefined ? [] : [day]
  })
  const count = rule.get('COUNT')
  const until = rule.get('UNTIL')
  const untilTime = until === undefined ? undefined : DateTime.fromISO(until, { zone: 'utc' })
  const weekly = frequency === 'WEEKLY'
  return {
    pattern: {
      type: weekly ? 'weekly' : 'daily',
      interval: Number(rule.get('INTERVAL') ?? '1'),
      daysOfWeek: weekly && days.length === 0 ? [weekdayOf(first)] : days,
      firstDayOfWeek: 'sunday',
    },
    range: {
      type: count !== undefined ? 'numbered' : untilTime === undefined ? 'noEnd' : 'endDate',
      startDate: first.toFormat('yyyy-MM-dd'),
      endDate: untilTime?.setZone(first.zone).toFormat('yyyy-MM-dd') ?? null,
      numberOfOccurrences: Number(count ?? '0'),
    },
  }
}

function unescape(text: string): string {
  return text.replace(/\\([nN,;\\])/g, (_whole, letter: string) =>
    letter.toLowerCase() === 'n' ? '\n' : letter,
  )
}
