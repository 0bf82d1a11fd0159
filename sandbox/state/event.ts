/** One event of a calendar as the sandbox keeps it, and the ids of a series' occurrences. */

import { z } from 'zod'
import { recurrenceSchema } from '../calendar/recurrence.ts'

const mailAddress = z.object({ address: z.string(), name: z.string() })

export const responses = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
] as const
export const showAsValues = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'] as const

const attendeeSchema = mailAddress.extend({
  type: z.enum(['required', 'optional', 'resource']),
  response: z.enum(responses),
  /** Product time; null before there was a response. */
  respondedMs: z.number().nullable(),
})
export type Attendee = z.infer<typeof attendeeSchema>

export const eventItemSchema = z.object({
  createdMs: z.number(),
  modifiedMs: z.number(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  /** As it was given: a Windows or IANA name. */
  timeZone: z.string(),
  isAllDay: z.boolean(),
  isCancelled: z.boolean(),
  isOrganizer: z.boolean(),
  organizer: mailAddress,
  attendees: z.array(attendeeSchema),
  /** The owner's own answer. */
  response: z.enum(responses),
  respondedMs: z.number().nullable(),
  showAs: z.enum(showAsValues),
  importance: z.enum(['low', 'normal', 'high']),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  location: z.string(),
  categories: z.array(z.string()),
  isOnlineMeeting: z.boolean(),
  /** iCalendar's SEQUENCE: grows when the organizer changes what attendees see. */
  sequence: z.number(),
  recurrence: recurrenceSchema.nullable(),
  /** Starts of occurrences that were taken out of the series, one by one. */
  cancelledStarts: z.array(z.number()),
  /** Starts that the series had before its pattern was changed. */
  formerStarts: z.array(z.number()),
  /** Of an exception: the series it belongs to, and when it would have been. */
  seriesMasterId: z.string().nullable(),
  originalStartMs: z.number().nullable(),
  transactionId: z.string().nullable(),
  /** Of the request with that transactionId. */
  requestDigest: z.string().nullable(),
  /** The earliest and latest moment at which it ever lay. */
  reachFromMs: z.number(),
  reachToMs: z.number(),
})
export type EventItem = z.infer<typeof eventItemSchema>

export type EventKind = 'singleInstance' | 'seriesMaster' | 'exception'

export interface CalendarEvent {
  seq: number
  id: string
  mutableId: string
  /** Entra id of the owner. */
  mailbox: string
  /** iCalUId: the same in the calendars of all participants. */
  uid: string
  kind: EventKind
  /** Grows over all events with every change; orders what delta tells. */
  changed: number
  item: EventItem
}

const storedEnd = 'AAA='
const occurrenceEnd = 'AAB='
/** Base64url letters of an eight-byte time and a ninth byte that fills the last group. */
const timeLength = 12

/** An occurrence has no row: its id is the series' id with the start in it. */
export function occurrenceId(masterId: string, startMs: number): string {
  const bytes = Buffer.alloc(9)
  bytes.writeBigInt64BE(BigInt(startMs))
  return `${masterId.slice(0, -storedEnd.length)}${bytes.toString('base64url')}${occurrenceEnd}`
}

/** The series and the start that an occurrence's id names; undefined for any other id. */
export function readOccurrenceId(id: string): { masterId: string; startMs: number } | undefined {
  if (!id.endsWith(occurrenceEnd)) return undefined
  const end = id.length - occurrenceEnd.length
  const bytes = Buffer.from(id.slice(end - timeLength, end), 'base64url')
  if (bytes.length !== 9) return undefined
  return {
    masterId: `${id.slice(0, end - timeLength)}${storedEnd}`,
    startMs: Number(bytes.readBigInt64BE()),
  }
}
