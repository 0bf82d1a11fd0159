/** What Graph accepts as the JSON of an event, and how it refuses the rest. */

import { DateTime } from 'luxon'
import { z } from 'zod'
import type { EventWish } from '../../calendar/event-item.ts'
import { showAsValues } from '../../state/event.ts'
import { localTime, zoneOf } from '../../time-zone.ts'
import { anyCase, read, readJson } from '../read-json.ts'
import { enumOf, readRecurrence, recurrenceSchema } from './recurrence-request.ts'
import { GraphRefusal } from '../refusal.ts'

const type = { '@odata.type': z.string().optional() }
export const dateTimeTimeZone = z.strictObject({
  ...type,
  dateTime: z.string(),
  timeZone: z.string().nullish(),
})
type GivenTime = z.infer<typeof dateTimeTimeZone>

const emailAddress = z.strictObject({
  ...type,
  address: z.string().min(1),
  name: z.string().nullish(),
})
const attendeeSchema = z.strictObject({
  ...type,
  type: anyCase(['required', 'optional', 'resource']).optional(),
  emailAddress,
  // Only answers change it; Graph takes the property and passes it over.
  status: z.looseObject({}).nullish(),
})
const shape = {
  ...type,
  subject: z.string().nullish(),
  body: z
    .strictObject({ ...type, contentType: anyCase(['text', 'html']), content: z.string() })
    .nullish(),
  start: dateTimeTimeZone.optional(),
  end: dateTimeTimeZone.optional(),
  isAllDay: z.boolean().nullish(),
  attendees: z.array(attendeeSchema).optional(),
  location: z.looseObject({ displayName: z.string().nullish() }).nullish(),
  showAs: enumOf(showAsValues).nullish(),
  importance: anyCase(['low', 'normal', 'high']).nullish(),
  sensitivity: anyCase(['normal', 'personal', 'private', 'confidential']).nullish(),
  categories: z.array(z.string()).optional(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeetingProvider: z.string().nullish(),
  allowNewTimeProposals: z.boolean().nullish(),
  hideAttendees: z.boolean().nullish(),
  isReminderOn: z.boolean().nullish(),
  reminderMinutesBeforeStart: z.int().nullish(),
  responseRequested: z.boolean().nullish(),
  recurrence: recurrenceSchema.nullish(),
}
const createSchema = z.strictObject({ ...shape, transactionId: z.string().min(1).nullish() })
const patchSchema = z.strictObject(shape)

export interface EventRequest {
  wish: EventWish
  transactionId: string | undefined
}

/** Throws Graph's refusals. */
export function readNewEvent(body: Buffer): EventRequest {
  const request = read(createSchema, readJson(body), 'microsoft.graph.event')
  if (request.start === undefined || request.end === undefined)
    throw invalid('ErrorPropertyValidationFailure', 'The event needs a start and an end.')
  const wish = wishOf(request)
  checkTimes({ isAllDay: false, startMs: 0, endMs: 0, timeZone: 'UTC', ...wish })
  return { wish, transactionId: request.transactionId ?? undefined }
}

export function readEventPatch(body: Buffer): EventWish {
  return wishOf(read(patchSchema, readJson(body), 'microsoft.graph.event'))
}

/** Throws when it ends before it starts, or when whole days do not begin and end at midnight. */
export function checkTimes(
  times: Pick<Required<EventWish>, 'startMs' | 'endMs' | 'isAllDay' | 'timeZone'>,
): void {
  if (times.endMs < times.startMs)
    throw invalid(
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'EndDate is earlier than StartDate.',
    )
  if (!times.isAllDay) return
  for (const [name, ms] of [
    ['Start', times.startMs],
    ['End', times.endMs],
  ] as const) {
    const local = DateTime.fromMillis(ms, { zone: zoneOf(times.timeZone) ?? 'utc' })
    if (+local !== +local.startOf('day'))
      throw invalid(
        'ErrorPropertyValidationFailure',
        `The Event.${name} property for an all-day event needs to be set to midnight.`,
      )
  }
  if (times.endMs === times.startMs)
    throw invalid(
      'ErrorPropertyValidationFailure',
      'The duration of an event marked as All day must be at least 24 hours.',
    )
}

function wishOf(request: z.infer<typeof patchSchema>): EventWish {
  const startMs = request.start === undefined ? undefined : readTime(request.start)
  return defined({
    subject: request.subject ?? undefined,
    body: request.body ?? undefined,
    startMs,
    endMs: request.end === undefined ? undefined : readTime(request.end),
    timeZone: request.start === undefined ? undefined : (request.start.timeZone ?? 'UTC'),
    isAllDay: request.isAllDay ?? undefined,
    attendees: request.attendees?.map((one) => ({
      address: one.emailAddress.address,
      name: one.emailAddress.name ?? '',
      type: one.type ?? ('required' as const),
    })),
    location: request.location?.displayName ?? undefined,
    showAs: request.showAs ?? undefined,
    importance: request.importance ?? undefined,
    sensitivity: request.sensitivity ?? undefined,
    categories: request.categories,
    isOnlineMeeting: request.isOnlineMeeting ?? undefined,
    recurrence:
      request.recurrence == null ? request.recurrence : readRecurrence(request.recurrence),
  })
}

type Optional<T> = { [K in keyof T]: T[K] | undefined }

/** Leaves out what was not given, so that it is not changed. */
function defined(wish: Optional<EventWish>): EventWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
}

/** Milliseconds UTC; throws Graph's refusal for a time or zone that cannot be read. */
export function readTime(given: GivenTime): number {
  const zone = given.timeZone ?? 'UTC'
  if (zoneOf(zone) === undefined)
    throw invalid(
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${zone}'.`,
    )
  const ms = localTime(given.dateTime, zone)
  if (ms === undefined)
    throw invalid(
      'ErrorPropertyValidationFailure',
      `The dateTime value '${given.dateTime}' cannot be read.`,
    )
  return ms
}

function invalid(code: string, message: string): GraphRefusal {
  return new GraphRefusal(400, code, message)
}
