/** A rep's calendar through Graph: what changed in it, and one event. */

import { z } from 'zod'
import { normalAddress, type Address } from '../domain/contacts/address.ts'
import { instant, msOf, toInstant, type Instant } from '../domain/time/instant.ts'
import { horizonMs, type Meeting } from '../domain/meetings/meeting.ts'
import { formOf, immutableIds, linkParts, orNull, type AskGraph } from './client.ts'
import { GraphError } from './errors.ts'

const person = z.object({
  emailAddress: z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish(),
})
const time = z.object({ dateTime: z.string() })

const event = z.object({
  id: z.string(),
  '@removed': z.object({}).optional(),
  type: z.string().nullish(),
  seriesMasterId: z.string().nullish(),
  subject: z.string().nullish(),
  sensitivity: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  start: time.nullish(),
  isCancelled: z.boolean().nullish(),
  organizer: person.nullish(),
  attendees: z
    .array(
      person.extend({
        type: z.string().nullish(),
        status: z.object({ response: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  transactionId: z.string().nullish(),
})
type Raw = z.infer<typeof event>

const page = z.object({
  value: z.array(event),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})

/** Pages carry whole events, texts included: delta takes no $select (Microsoft, "event: delta"). */
const pageSize = 100
const prefer = [
  immutableIds,
  `odata.maxpagesize=${String(pageSize)}`,
  'outlook.timezone="UTC"',
  'outlook.body-content-type="text"',
]

const select =
  'id,type,seriesMasterId,subject,sensitivity,createdDateTime,lastModifiedDateTime,start,isCancelled,organizer,attendees,transactionId'

export interface CalendarPage {
  meetings: Meeting[]
  /** Ids of series of which the page tells occurrences without saying who takes part. */
  seriesNamed: string[]
  /** Ids of what is in the calendar, or in its window, no more. */
  removed: string[]
  /** Where the round goes on; null at its end. */
  next: string | null
  /** Where the next round begins, on the last page. */
  deltaLink: string | null
}

/** The first page of a whole round: everything from a year before to a year after `now`. */
export function firstPage(ask: AskGraph, mailboxId: string, now: Instant): Promise<CalendarPage> {
  return readPage(ask, mailboxId, {
    path: `/users/${mailboxId}/calendarView/delta`,
    query: {
      startDateTime: instant(msOf(now) - horizonMs),
      endDateTime: instant(msOf(now) + horizonMs),
    },
  })
}

/** The page behind one of Graph's own links. Throws SyncLostError when Graph has forgotten the round. */
export async function pageBehind(
  ask: AskGraph,
  mailboxId: string,
  link: string,
): Promise<CalendarPage> {
  try {
    return await readPage(ask, mailboxId, linkParts(link))
  } catch (error) {
    if (error instanceof GraphError && isSyncLost(error))
      throw new SyncLostError('Graph has forgotten how far the calendar was read.')
    throw error
  }
}

/** Graph has forgotten how far we had come: a whole round is needed. */
export class SyncLostError extends Error {
  override name = 'SyncLostError'
}

/** Microsoft, "Use delta query": 410 Gone, or another refusal with one of these codes. */
function isSyncLost(error: GraphError): boolean {
  return (
    error.status === 410 ||
    /^(syncStateNotFound|syncStateInvalid|resyncRequired)$/i.test(error.code)
  )
}

async function readPage(
  ask: AskGraph,
  mailboxId: string,
  at: { path: string; query: Record<string, string> },
): Promise<CalendarPage> {
  const answer = await ask(mailboxId, { method: 'GET', ...at, prefer })
  const body = formOf(page, answer)
  const present = body.value.filter((one) => one['@removed'] === undefined)
  const meetings = present.map(toMeeting).filter((one) => one !== null)
  const told = new Set(meetings.map((one) => one.id))
  return {
    meetings,
    seriesNamed: present.flatMap((one) =>
      one.seriesMasterId && !told.has(one.id) ? [one.seriesMasterId] : [],
    ),
    removed: body.value.flatMap((one) => (one['@removed'] === undefined ? [] : [one.id])),
    next: body['@odata.nextLink'] ?? null,
    deltaLink: body['@odata.deltaLink'] ?? null,
  }
}

/** One event by its immutable id; `gone` when there is none (any more), `unclear` when it tells too little to be judged. */
export async function meetingById(
  ask: AskGraph,
  mailboxId: string,
  eventId: string,
): Promise<Meeting | 'gone' | 'unclear'> {
  const answer = await orNull(
    ask(mailboxId, {
      method: 'GET',
      path: `/users/${mailboxId}/events/${encodeURIComponent(eventId)}`,
      query: { $select: select },
      prefer: [immutableIds, 'outlook.timezone="UTC"'],
    }),
  )
  if (!answer) return 'gone'
  return toMeeting(formOf(event, answer)) ?? 'unclear'
}

/** Null for what tells too little: an occurrence in short form says neither who takes part nor since when it exists. */
function toMeeting(raw: Raw): Meeting | null {
  if (!raw.createdDateTime || !raw.start || (!raw.organizer && !raw.attendees)) return null
  const createdAt = toInstant(raw.createdDateTime)
  return {
    id: raw.id,
    key: raw.seriesMasterId ?? raw.id,
    isSeries: raw.type === 'seriesMaster' || Boolean(raw.seriesMasterId),
    subject: subjectOf(raw),
    createdAt,
    modifiedAt: raw.lastModifiedDateTime ? toInstant(raw.lastModifiedDateTime) : createdAt,
    // Without an offset, in the zone that was asked for: UTC.
    startsAt: toInstant(`${raw.start.dateTime.replace(/Z$/, '').slice(0, 19)}Z`),
    isCancelled: raw.isCancelled ?? false,
    organizer: toAddress(raw.organizer),
    attendees: (raw.attendees ?? []).flatMap((one) => {
      const who = one.type === 'resource' ? null : toAddress(one)
      return who ? [{ ...who, declined: one.status?.response === 'declined' }] : []
    }),
    transactionId: raw.transactionId ?? null,
  }
}

/** Colleagues see evidence too: what its owner marked as private is not told. */
function subjectOf({ sensitivity, subject }: Raw): string {
  return sensitivity === 'private' || sensitivity === 'confidential'
    ? 'Private appointment'
    : (subject ?? '').slice(0, 500)
}

function toAddress(raw: z.infer<typeof person> | null | undefined): Address | null {
  const address = normalAddress(raw?.emailAddress?.address)
  return address === null ? null : { address, name: raw?.emailAddress?.name ?? '' }
}
