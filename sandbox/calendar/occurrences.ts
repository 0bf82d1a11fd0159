/** Events as they stand in the calendar day by day: series unrolled, exceptions in their places. */

import { occurrenceId, readOccurrenceId } from '../state/event.ts'
import type { CalendarEvent, EventKind } from '../state/event.ts'
import type { EventStore } from '../state/events.ts'
import { startsOf } from './recurrence.ts'

/** What a calendar shows at one place: a stored event, or one occurrence of a stored series. */
export interface ShownEvent {
  id: string
  mutableId: string
  kind: EventKind | 'occurrence'
  startMs: number
  endMs: number
  /** The stored event; of an occurrence, its series. */
  event: CalendarEvent
}

/** The stored event itself, a series as a whole. */
export function asStored(event: CalendarEvent): ShownEvent {
  const { id, mutableId, kind, item } = event
  return { id, mutableId, kind, startMs: item.startMs, endMs: item.endMs, event }
}

/** What stands between two moments, by start. */
export function shownBetween(
  store: EventStore,
  mailbox: string,
  fromMs: number,
  toMs: number,
): ShownEvent[] {
  return store
    .touching(mailbox, fromMs, toMs)
    .flatMap((event) =>
      event.kind === 'seriesMaster'
        ? occurrencesOf(store, event, fromMs, toMs)
        : touches(event.item, fromMs, toMs)
          ? [asStored(event)]
          : [],
    )
    .sort((a, b) => a.startMs - b.startMs || a.event.seq - b.event.seq)
}

/** The occurrences of a series that touch these moments, without exceptions and those taken out. */
export function occurrencesOf(
  store: EventStore,
  master: CalendarEvent,
  fromMs: number,
  toMs: number,
): ShownEvent[] {
  const length = master.item.endMs - master.item.startMs
  const replaced = new Set([
    ...master.item.cancelledStarts,
    ...store.exceptionsOf(master.mailbox, master.id).map((one) => one.item.originalStartMs),
  ])
  return seriesStarts(master, toMs)
    .filter((startMs) => !replaced.has(startMs))
    .map((startMs) => occurrence(master, startMs, startMs + length))
    .filter((one) => touches(one, fromMs, toMs))
}

/** The event, series, exception or occurrence with this immutable or default id. */
export function findShown(store: EventStore, mailbox: string, id: string): ShownEvent | undefined {
  const stored = store.find(mailbox, id)
  if (stored !== undefined) return asStored(stored)
  const named = readOccurrenceId(id)
  if (named === undefined) return undefined
  const master = store.find(mailbox, named.masterId)
  if (master === undefined) return undefined
  return occurrencesOf(store, master, named.startMs, named.startMs + 1).find(
    (one) => one.startMs === named.startMs,
  )
}

/** Starts of the whole series before a moment, taken-out ones included. */
export function seriesStarts(master: CalendarEvent, untilMs: number): number[] {
  const { recurrence, startMs, timeZone } = master.item
  return recurrence === null ? [] : startsOf({ recurrence, startMs, timeZone }, untilMs)
}

function occurrence(master: CalendarEvent, startMs: number, endMs: number): ShownEvent {
  return {
    id: occurrenceId(master.id, startMs),
    mutableId: occurrenceId(master.mutableId, startMs),
    kind: 'occurrence',
    startMs,
    endMs,
    event: master,
  }
}

/** An event without length still touches the moment at which it lies. */
export function touches(
  one: { startMs: number; endMs: number },
  fromMs: number,
  toMs: number,
): boolean {
  return one.startMs < toMs && (one.endMs > fromMs || one.startMs >= fromMs)
}
