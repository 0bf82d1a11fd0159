/** Everything that can happen to an event in a calendar; each change is stored and announced together. */

import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Changes } from '../delivery/changes.ts'
import type { Db } from '../state/database.ts'
import { newImmutableId, newMutableId } from '../state/message.ts'
import type { CalendarEvent, EventItem, EventKind } from '../state/event.ts'
import type { EventStore } from '../state/events.ts'

export interface Calendars {
  add: (mailbox: string, uid: string, item: EventItem, ids?: EventIds) => CalendarEvent
  /** Stores the item as given; a series takes its exceptions' past with it. */
  change: (event: CalendarEvent, item: EventItem) => CalendarEvent
  /** A series goes with its exceptions. */
  remove: (event: CalendarEvent) => void
}

/** An exception has the ids of the occurrence it was. */
export interface EventIds {
  id: string
  mutableId: string
}

export function openCalendars(
  db: Db,
  store: EventStore,
  changes: Changes,
  clock: Clock,
): Calendars {
  const add = (mailbox: string, uid: string, item: EventItem, ids?: EventIds): CalendarEvent => {
    const given = ids ?? { id: newImmutableId(), mutableId: newMutableId() }
    const event = store.insert({ ...given, mailbox, uid, kind: kindOf(item), item })
    changes.announceEvent(event, 'created')
    return event
  }

  const change = (event: CalendarEvent, item: EventItem): CalendarEvent => {
    const changed = store.update({
      ...event,
      kind: kindOf(item),
      item: {
        ...item,
        modifiedMs: clock.now(),
        reachFromMs: Math.min(event.item.reachFromMs, item.startMs),
        reachToMs: Math.max(event.item.reachToMs, item.endMs),
      },
    })
    changes.announceEvent(changed, 'updated')
    return changed
  }

  const remove = (event: CalendarEvent): void => {
    for (const one of store.exceptionsOf(event.mailbox, event.id)) store.remove(one)
    store.remove(event)
    changes.announceEvent(event, 'deleted')
  }

  return {
    add: db.transaction(add),
    change: db.transaction(change),
    remove: db.transaction(remove),
  }
}

function kindOf(item: EventItem): EventKind {
  if (item.seriesMasterId !== null) return 'exception'
  return item.recurrence === null ? 'singleInstance' : 'seriesMaster'
}

/** An iCalUId as Exchange mints them: a fixed class id, then the event's own bytes. */
export function newUid(): string {
  return `040000008200E00074C5B7101A82E00800000000${randomBytes(36).toString('hex').toUpperCase()}`
}
