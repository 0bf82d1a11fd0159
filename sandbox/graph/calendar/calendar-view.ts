/** /users/{id}/calendarView and its delta: what stands in a window of time, and what has changed there. */

import { z } from 'zod'
import {
  asStored,
  occurrencesOf,
  seriesStarts,
  shownBetween,
  touches,
} from '../../calendar/occurrences.ts'
import type { Person } from '../../person.ts'
import { occurrenceId } from '../../state/event.ts'
import type { CalendarEvent } from '../../state/event.ts'
import { mailboxIn } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { checkTimeZone, windowOf } from './calendar-window.ts'
import type { Window } from './calendar-window.ts'
import { readToken, tokenLink } from '../delta-token.ts'
import { eventProperties, eventResource, idOf, occurrenceResource } from './event-resource.ts'
import { page } from './events.ts'
import { pageSize, selected, wholeNumber } from '../options.ts'
import { badRequest, GraphRefusal } from '../refusal.ts'

const notInDelta = [
  '$select',
  '$expand',
  '$filter',
  '$orderby',
  '$search',
  '$top',
  '$skip',
] as const

export const calendarViewRoutes: Route[] = [
  {
    method: 'GET',
    template: 'users/{user}/calendarView',
    options: ['$select', '$top', '$skip', '$orderby', '$count'],
    handle: view,
  },
  {
    method: 'GET',
    template: 'users/{user}/calendarView/delta',
    options: ['$skiptoken', '$deltatoken', ...notInDelta],
    handle: delta,
  },
]

function view(call: Call): GraphReply {
  const person = mailboxIn(call)
  checkTimeZone(call)
  const { fromMs, toMs } = windowOf(call)
  const order = call.query.get('$orderby')
  if (order !== null && !/^\s*start\/dateTime(\s+asc)?\s*$/.test(order))
    throw badRequest(`The sandbox cannot sort a calendar view by '${order}'.`)
  const select = selected(call, eventProperties, 'microsoft.graph.event')
  const found = shownBetween(call.world.events, person.id, fromMs, toMs)
  const top = pageSize(call, 10, 1000)
  return page(call, person, found, { select, top, skip: wholeNumber(call, '$skip', 0) })
}

/** A round tells what changed after `since` up to `upTo`; `change` and `part` say how far it has come. */
const stateSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  since: z.number(),
  upTo: z.number().nullable(),
  change: z.number(),
  part: z.number(),
})
type State = z.infer<typeof stateSchema>

/** Outlook keeps no promise here; the oldest are forgotten first. */
const tokenLivesMs = 30 * 24 * 3_600_000

function delta(call: Call): GraphReply {
  const person = mailboxIn(call)
  checkTimeZone(call)
  const refused = notInDelta.filter((name) => call.query.has(name))
  if (refused.length > 0)
    throw new GraphRefusal(
      400,
      'ErrorInvalidUrlQuery',
      `The following parameters are not supported with change tracking over the 'CalendarView' resource: '${refused.join(', ')}'.`,
    )
  const { events } = call.world
  const known = call.query.get('$deltatoken') === '' ? undefined : stateIn(call, person)
  const state = known ?? { ...windowOf(call), since: 0, upTo: null, change: 0, part: 0 }
  const upTo = state.upTo ?? events.latestChange()

  const size = Math.max(1, Math.min(call.prefer.maxPageSize ?? 50, 1000))
  const value: object[] = []
  let next: State | undefined
  for (const event of events.changes(person.id, Math.max(state.since, state.change - 1), upTo)) {
    const told = tell(call, event, state)
    const from = event.changed === state.change ? state.part : 0
    const taken = told.slice(from, from + size - value.length)
    value.push(...taken)
    if (from + taken.length < told.length) {
      next = { ...state, upTo, change: event.changed, part: from + taken.length }
      break
    }
  }
  const link =
    next === undefined
      ? {
          '@odata.deltaLink': tokenLink(call, person.id, '$deltatoken', {
            ...state,
            since: upTo,
            upTo: null,
            change: 0,
            part: 0,
          }),
        }
      : { '@odata.nextLink': tokenLink(call, person.id, '$skiptoken', next) }
  const context = `${call.baseUrl}/$metadata#Collection(event)`
  return { status: 200, body: { '@odata.context': context, ...link, value } }
}

function stateIn(call: Call, person: Person): State | undefined {
  return readToken(call, person.id, stateSchema, tokenLivesMs)
}

/** Everything that one changed event means for the window; of a first round, only what is there. */
function tell(call: Call, event: CalendarEvent & { removed: boolean }, state: State): object[] {
  const { events } = call.world
  const { fromMs, toMs } = state
  const first = state.since === 0
  const type = { '@odata.type': '#microsoft.graph.event' }
  const full = { ...type, ...eventResource(asStored(event), call.prefer) }
  if (event.kind !== 'seriesMaster') {
    if (!event.removed && touches(event.item, fromMs, toMs)) return [full]
    const reached = touches(
      { startMs: event.item.reachFromMs, endMs: event.item.reachToMs },
      fromMs,
      toMs,
    )
    return first || !reached ? [] : [removed(idOf(event, call.prefer))]
  }
  const shown = event.removed ? [] : occurrencesOf(events, event, fromMs, toMs)
  const present = shown.map((one) => occurrenceResource(one, call.prefer))
  const gone = first ? [] : emptyPlaces(event, state).map((ms) => removed(idAt(call, event, ms)))
  if (event.removed)
    return first || gone.length === 0 ? [] : [removed(idOf(event, call.prefer)), ...gone]
  return present.length + gone.length === 0 ? [] : [full, ...present, ...gone]
}

function emptyPlaces(event: CalendarEvent & { removed: boolean }, window: Window): number[] {
  const { cancelledStarts, formerStarts, startMs, endMs } = event.item
  const starts = event.removed
    ? seriesStarts(event, window.toMs)
    : [...cancelledStarts, ...formerStarts]
  const length = endMs - startMs
  return starts.filter((ms) =>
    touches({ startMs: ms, endMs: ms + length }, window.fromMs, window.toMs),
  )
}

function idAt(call: Call, event: CalendarEvent, startMs: number): string {
  return occurrenceId(idOf(event, call.prefer), startMs)
}

function removed(id: string): object {
  return { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } }
}
