/** /users/{id}/events: an organizer's events, their changes, cancelling and deleting. */

import { digestOf } from '../../calendar/event-item.ts'
import { cancelEvent, changeEvent, makeEvent } from '../../calendar/meetings.ts'
import { asStored, findShown, occurrencesOf } from '../../calendar/occurrences.ts'
import type { ShownEvent } from '../../calendar/occurrences.ts'
import type { Person } from '../../person.ts'
import { isMessageId } from '../../state/message.ts'
import { z } from 'zod'
import { mailboxIn, param } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { windowOf } from './calendar-window.ts'
import { readEventFilter } from './event-filter.ts'
import { checkTimes, readEventPatch, readNewEvent } from './event-request.ts'
import { eventProperties, eventResource, idOf } from './event-resource.ts'
import { lowerKeys, read, readJson } from '../read-json.ts'
import { nextLink, pageSize, pick, selected, wholeNumber } from '../options.ts'
import { badRequest, GraphRefusal, itemNotFound } from '../refusal.ts'
import { checkTimeZone } from './calendar-window.ts'

export const eventRoutes: Route[] = [
  { method: 'POST', template: 'users/{user}/events', handle: create },
  {
    method: 'GET',
    template: 'users/{user}/events',
    options: ['$select', '$top', '$skip', '$filter', '$orderby', '$count'],
    handle: list,
  },
  { method: 'GET', template: 'users/{user}/events/{event}', options: ['$select'], handle: get },
  { method: 'PATCH', template: 'users/{user}/events/{event}', handle: change },
  { method: 'DELETE', template: 'users/{user}/events/{event}', handle: remove },
  { method: 'POST', template: 'users/{user}/events/{event}/cancel', handle: cancel },
  {
    method: 'GET',
    template: 'users/{user}/events/{event}/instances',
    options: ['$select', '$top', '$skip'],
    handle: instances,
  },
]

/** The same transactionId with the same event answers the first one; Microsoft, resource type event. */
async function create(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  checkTimeZone(call)
  const { wish, transactionId } = readNewEvent(call.body)
  const digest = digestOf(call.body)
  const first =
    transactionId === undefined
      ? undefined
      : call.world.events.ofTransaction(person.id, transactionId)
  if (first !== undefined) {
    if (first.item.requestDigest !== digest)
      throw new GraphRefusal(
        409,
        'ErrorDuplicateTransactionId',
        'Your request cannot be completed. The TransactionId was used by another event.',
      )
    return created(call, person, asStored(first))
  }
  const event = await makeEvent(call.world, person, {
    wish,
    ...(transactionId === undefined ? {} : { transaction: { id: transactionId, digest } }),
  })
  return created(call, person, asStored(event))
}

function created(call: Call, person: Person, shown: ShownEvent): GraphReply {
  const location = `${call.baseUrl}/users('${person.id}')/events('${idOf(shown, call.prefer)}')`
  return { status: 201, body: one(call, person, shown), headers: { location } }
}

/** Series as a whole, without occurrences; the newest first. */
function list(call: Call): GraphReply {
  const person = mailboxIn(call)
  checkTimeZone(call)
  const select = selected(call, eventProperties, 'microsoft.graph.event')
  const top = pageSize(call, 10, 1000)
  const skip = wholeNumber(call, '$skip', 0)
  const fits = readEventFilter(call.query.get('$filter'))
  const found = ordered(call, call.world.events.list(person.id).filter(fits).map(asStored))
  return page(call, person, found, { select, top, skip })
}

function ordered(call: Call, all: ShownEvent[]): ShownEvent[] {
  const order = call.query.get('$orderby')
  if (order === null) return all
  const parts =
    /^\s*(start\/dateTime|createdDateTime|lastModifiedDateTime)(?:\s+(asc|desc))?\s*$/.exec(order)
  if (parts === null) throw badRequest(`The sandbox cannot sort events by '${order}'.`)
  const keyOf = ({ event: { item } }: ShownEvent): number => {
    if (parts[1] === 'start/dateTime') return item.startMs
    return parts[1] === 'createdDateTime' ? item.createdMs : item.modifiedMs
  }
  const sign = parts[2] === 'desc' ? -1 : 1
  return all.sort((a, b) => sign * (keyOf(a) - keyOf(b)))
}

function instances(call: Call): GraphReply {
  const person = mailboxIn(call)
  const select = selected(call, eventProperties, 'microsoft.graph.event')
  const { fromMs, toMs } = windowOf(call)
  const { event } = shownIn(call, person)
  if (event.kind !== 'seriesMaster')
    throw new GraphRefusal(400, 'ErrorInvalidRequest', 'The event is no series.')
  const exceptions = call.world.events
    .exceptionsOf(person.id, event.id)
    .filter((one) => one.item.startMs < toMs && one.item.endMs > fromMs)
    .map(asStored)
  const found = [...occurrencesOf(call.world.events, event, fromMs, toMs), ...exceptions].sort(
    (a, b) => a.startMs - b.startMs,
  )
  const top = pageSize(call, 10, 1000)
  return page(call, person, found, { select, top, skip: wholeNumber(call, '$skip', 0) })
}

export interface PageWish {
  select: string[] | undefined
  top: number
  skip: number
}

/** One page of a list of events, with the link to the next. */
export function page(call: Call, person: Person, found: ShownEvent[], wish: PageWish): GraphReply {
  const { select, top, skip } = wish
  const body: Record<string, unknown> = {
    '@odata.context': `${call.baseUrl}/$metadata#users('${person.id}')/events`,
    value: found
      .slice(skip, skip + top)
      .map((shown) => pick(eventResource(shown, call.prefer), select)),
  }
  if (call.query.get('$count') === 'true') body['@odata.count'] = found.length
  if (found.length > skip + top) body['@odata.nextLink'] = nextLink(call, skip + top)
  return { status: 200, body }
}

function get(call: Call): GraphReply {
  const person = mailboxIn(call)
  checkTimeZone(call)
  const select = selected(call, eventProperties, 'microsoft.graph.event')
  return { status: 200, body: one(call, person, shownIn(call, person), select) }
}

async function change(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  const wish = readEventPatch(call.body)
  const shown = shownIn(call, person)
  const { isAllDay, timeZone } = shown.event.item
  checkTimes({ startMs: shown.startMs, endMs: shown.endMs, isAllDay, timeZone, ...wish })
  if (wish.recurrence !== undefined && shown.event.item.recurrence === null && wish.recurrence)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      'The sandbox cannot make a series of a single event: make a new one.',
    )
  const changed = await changeEvent(call.world, person, shown, wish)
  return { status: 200, body: one(call, person, changed) }
}

async function remove(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  await cancelEvent(call.world, person, shownIn(call, person))
  return { status: 204 }
}

const cancelSchema = z.strictObject({ comment: z.string().nullish() })

async function cancel(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  const given = call.body.length === 0 ? {} : lowerKeys(readJson(call.body))
  const { comment } = read(cancelSchema, given, 'cancel')
  const shown = shownIn(call, person)
  if (!shown.event.item.isOrganizer)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    )
  await cancelEvent(call.world, person, shown, comment ?? undefined)
  return { status: 202 }
}

/** What a path names by immutable or default id. Throws Graph's 400 and 404. */
function shownIn(call: Call, person: Person): ShownEvent {
  const id = param(call, 'event')
  if (!isMessageId(id)) throw new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  const shown = findShown(call.world.events, person.id, id)
  if (shown === undefined) throw itemNotFound()
  return shown
}

function one(call: Call, person: Person, shown: ShownEvent, select?: string[]): object {
  const context = `${call.baseUrl}/$metadata#users('${person.id}')/events/$entity`
  return { '@odata.context': context, ...pick(eventResource(shown, call.prefer), select) }
}
