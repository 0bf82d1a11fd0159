/** An event as Graph writes it. */

import type { ShownEvent } from '../../calendar/occurrences.ts'
import type { Recurrence } from '../../calendar/recurrence.ts'
import { previewOf } from '../../mail/html.ts'
import { readOccurrenceId } from '../../state/event.ts'
import type { Attendee } from '../../state/event.ts'
import { zonedTime } from '../../time-zone.ts'
import type { Prefer } from '../call.ts'
import { eventChangeKeyOf, eventEtagOf } from '../etag.ts'

/** Everything $select may name. */
export const eventProperties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'transactionId',
  'originalStart',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'iCalUId',
  'uid',
  'reminderMinutesBeforeStart',
  'isReminderOn',
  'hasAttachments',
  'subject',
  'bodyPreview',
  'importance',
  'sensitivity',
  'isAllDay',
  'isCancelled',
  'isOrganizer',
  'responseRequested',
  'seriesMasterId',
  'showAs',
  'type',
  'webLink',
  'onlineMeetingUrl',
  'isOnlineMeeting',
  'onlineMeetingProvider',
  'allowNewTimeProposals',
  'occurrenceId',
  'isDraft',
  'hideAttendees',
  'responseStatus',
  'body',
  'start',
  'end',
  'location',
  'locations',
  'recurrence',
  'attendees',
  'organizer',
  'onlineMeeting',
  'cancelledOccurrences',
] as const

export function eventResource(shown: ShownEvent, prefer: Prefer): Record<string, unknown> {
  const { event, kind } = shown
  const { item } = event
  const id = idOf(shown, prefer)
  const place = { displayName: item.location, locationType: 'default', uniqueIdType: 'unknown' }
  return {
    '@odata.etag': eventEtagOf(event),
    id,
    createdDateTime: dateTime(item.createdMs),
    lastModifiedDateTime: dateTime(item.modifiedMs),
    changeKey: eventChangeKeyOf(event),
    categories: item.categories,
    transactionId: item.transactionId,
    originalStartTimeZone: item.timeZone,
    originalEndTimeZone: item.timeZone,
    iCalUId: event.uid,
    uid: event.uid,
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    subject: item.subject,
    bodyPreview: previewOf(item.text),
    importance: item.importance,
    sensitivity: item.sensitivity,
    ...originalStart(shown),
    isAllDay: item.isAllDay,
    isCancelled: item.isCancelled,
    isOrganizer: item.isOrganizer,
    responseRequested: true,
    seriesMasterId: seriesMasterId(shown, prefer),
    showAs: item.showAs,
    type: kind,
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(shown.mutableId)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: item.isOnlineMeeting,
    onlineMeetingProvider: item.isOnlineMeeting ? 'teamsForBusiness' : 'unknown',
    allowNewTimeProposals: true,
    occurrenceId: kind === 'occurrence' ? `OID.${event.id}.${day(shown.startMs)}` : null,
    isDraft: false,
    hideAttendees: false,
    responseStatus: { response: item.response, time: responseTime(item.respondedMs) },
    body: prefer.textBody
      ? { contentType: 'text', content: item.text }
      : { contentType: 'html', content: item.html },
    start: zonedTime(shown.startMs, prefer.timeZone ?? 'UTC'),
    end: zonedTime(shown.endMs, prefer.timeZone ?? 'UTC'),
    location: place,
    locations: item.location === '' ? [] : [place],
    recurrence: kind === 'seriesMaster' ? recurrenceResource(item) : null,
    attendees: item.attendees.map(attendeeResource),
    organizer: { emailAddress: nameAndAddress(item.organizer) },
    onlineMeeting: item.isOnlineMeeting
      ? { joinUrl: `https://teams.microsoft.com/l/meetup-join/${event.uid.slice(-24)}` }
      : null,
    ...(kind === 'seriesMaster'
      ? {
          cancelledOccurrences: item.cancelledStarts.map((one) => `OID.${event.id}.${day(one)}`),
        }
      : {}),
  }
}

/** What a delta tells of an occurrence: where it is, and which series says the rest. */
export function occurrenceResource(shown: ShownEvent, prefer: Prefer): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': eventEtagOf(shown.event),
    id: idOf(shown, prefer),
    seriesMasterId: seriesMasterId(shown, prefer),
    type: shown.kind,
    start: zonedTime(shown.startMs, prefer.timeZone ?? 'UTC'),
    end: zonedTime(shown.endMs, prefer.timeZone ?? 'UTC'),
  }
}

export function idOf(one: { id: string; mutableId: string }, prefer: Prefer): string {
  return prefer.immutableIds ? one.id : one.mutableId
}

function originalStart(shown: ShownEvent): { originalStart?: string } {
  const ms = shown.kind === 'occurrence' ? shown.startMs : shown.event.item.originalStartMs
  return ms === null ? {} : { originalStart: dateTime(ms) }
}

/** An exception has the id of the occurrence it was, and that names the series in either format. */
function seriesMasterId(shown: ShownEvent, prefer: Prefer): string | null {
  if (shown.kind === 'occurrence') return idOf(shown.event, prefer)
  return readOccurrenceId(idOf(shown, prefer))?.masterId ?? null
}

/** Null when it takes place once. */
export function recurrenceResource(item: {
  recurrence: Recurrence | null
  timeZone: string
}): object | null {
  const { recurrence } = item
  if (recurrence === null) return null
  const { pattern, range } = recurrence
  return {
    pattern: { ...pattern, month: 0, dayOfMonth: 0, index: 'first' },
    range: {
      type: range.type,
      startDate: range.startDate,
      // Exchange's way to say "no date".
      endDate: range.endDate ?? '0001-01-01',
      recurrenceTimeZone: item.timeZone,
      numberOfOccurrences: range.numberOfOccurrences,
    },
  }
}

function attendeeResource(one: Attendee): object {
  return {
    type: one.type,
    status: { response: one.response, time: responseTime(one.respondedMs) },
    emailAddress: nameAndAddress(one),
  }
}

function nameAndAddress(one: { name: string; address: string }): object {
  return { name: one.name === '' ? one.address : one.name, address: one.address }
}

/** Nobody has answered in the year 1. */
function responseTime(ms: number | null): string {
  return ms === null ? '0001-01-01T00:00:00Z' : dateTime(ms)
}

/** Events tell their own times to seven decimals. */
function dateTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z')
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
