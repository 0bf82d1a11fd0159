/** The events of all calendars, in and out of the world's file. Removed ones stay, so that delta can tell of them. */

import type { Db } from './database.ts'
import { eventItemSchema } from './event.ts'
import type { CalendarEvent, EventKind } from './event.ts'

export type NewEvent = Omit<CalendarEvent, 'seq' | 'changed'>

export interface EventStore {
  insert: (event: NewEvent) => CalendarEvent
  /** Answers it with its new change number. */
  update: (event: CalendarEvent) => CalendarEvent
  remove: (event: CalendarEvent) => void
  /** By immutable or default id, whichever it is. */
  find: (mailbox: string, id: string) => CalendarEvent | undefined
  /** The single event or series with this iCalUId. */
  ofUid: (mailbox: string, uid: string) => CalendarEvent | undefined
  ofTransaction: (mailbox: string, transactionId: string) => CalendarEvent | undefined
  exceptionsOf: (mailbox: string, masterId: string) => CalendarEvent[]
  /** Single events and series, newest first. */
  list: (mailbox: string) => CalendarEvent[]
  /** Single events and exceptions that touch these milliseconds, and every series that has begun before their end. */
  touching: (mailbox: string, fromMs: number, toMs: number) => CalendarEvent[]
  /** Whatever changed after `since` up to `upTo`, removed ones included, in the order of the changes. */
  changes: (
    mailbox: string,
    since: number,
    upTo: number,
  ) => (CalendarEvent & { removed: boolean })[]
  latestChange: () => number
}

interface Row {
  seq: number
  id: string
  mutable_id: string
  mailbox: string
  uid: string
  kind: EventKind
  changed: number
  removed: number
  item: string
}

const columns = 'seq, id, mutable_id, mailbox, uid, kind, changed, removed, item'

export function openEvents(db: Db): EventStore {
  const insert = db.prepare<Record<string, string | number | null>>(`
    -- An occurrence that becomes an exception again has its old id again.
    insert or replace into events
      (id, mutable_id, mailbox, uid, kind, transaction_id, series_master_id, start_ms, end_ms, changed, item)
    values
      (@id, @mutable_id, @mailbox, @uid, @kind, @transaction_id, @series_master_id, @start_ms, @end_ms, @changed, @item)`)
  const update = db.prepare<Record<string, string | number | null>>(`
    update events
    set kind = @kind, start_ms = @start_ms, end_ms = @end_ms, changed = @changed, item = @item
    where id = @id`)
  const remove = db.prepare<[number, string]>(
    'update events set removed = 1, changed = ? where id = ?',
  )
  const latest = db.prepare<[], { changed: number | null }>(
    'select max(changed) as changed from events',
  )
  const select = (where: string): string =>
    `select ${columns} from events where mailbox = @mailbox and ${where}`
  const find = db.prepare<Record<string, string>, Row>(
    select('(id = @id or mutable_id = @id) and removed = 0'),
  )
  const ofUid = db.prepare<Record<string, string>, Row>(
    select("uid = @uid and kind <> 'exception' and removed = 0"),
  )
  const ofTransaction = db.prepare<Record<string, string>, Row>(
    select('transaction_id = @id and removed = 0'),
  )
  const exceptionsOf = db.prepare<Record<string, string>, Row>(
    select('series_master_id = @id and removed = 0 order by start_ms'),
  )
  const list = db.prepare<Record<string, string>, Row>(
    select("kind <> 'exception' and removed = 0 order by seq desc"),
  )
  const touching = db.prepare<Record<string, string | number>, Row>(
    select(
      "start_ms < @to and (end_ms > @from or start_ms >= @from or kind = 'seriesMaster') and removed = 0 order by start_ms, seq",
    ),
  )
  const changes = db.prepare<Record<string, string | number>, Row>(
    select('changed > @since and changed <= @upTo order by changed'),
  )
  const latestChange = (): number => latest.get()?.changed ?? 0
  const one = (row: Row | undefined): CalendarEvent | undefined =>
    row === undefined ? undefined : fromRow(row)

  return {
    insert: (event) => {
      const changed = latestChange() + 1
      const { lastInsertRowid } = insert.run(toRow({ ...event, changed }))
      return { ...event, changed, seq: Number(lastInsertRowid) }
    },
    update: (event) => {
      const updated = { ...event, changed: latestChange() + 1 }
      const { id, kind, start_ms, end_ms, changed, item } = toRow(updated)
      update.run({ id, kind, start_ms, end_ms, changed, item })
      return updated
    },
    remove: (event) => {
      remove.run(latestChange() + 1, event.id)
    },
    find: (mailbox, id) => one(find.get({ mailbox, id })),
    ofUid: (mailbox, uid) => one(ofUid.get({ mailbox, uid })),
    ofTransaction: (mailbox, id) => one(ofTransaction.get({ mailbox, id })),
    exceptionsOf: (mailbox, id) => exceptionsOf.all({ mailbox, id }).map(fromRow),
    list: (mailbox) => list.all({ mailbox }).map(fromRow),
    touching: (mailbox, from, to) => touching.all({ mailbox, from, to }).map(fromRow),
    changes: (mailbox, since, upTo) => changes.all({ mailbox, since, upTo }).map(fromRow),
    latestChange,
  }
}

function toRow(event: NewEvent & { changed: number }): {
  [name: string]: string | number | null
  id: string
  kind: string
  start_ms: number
  end_ms: number
  changed: number
  item: string
} {
  return {
    id: event.id,
    mutable_id: event.mutableId,
    mailbox: event.mailbox,
    uid: event.uid,
    kind: event.kind,
    transaction_id: event.item.transactionId,
    series_master_id: event.item.seriesMasterId,
    start_ms: event.item.startMs,
    end_ms: event.item.endMs,
    changed: event.changed,
    item: JSON.stringify(event.item),
  }
}

function fromRow(row: Row): CalendarEvent & { removed: boolean } {
  return {
    seq: row.seq,
    id: row.id,
    mutableId: row.mutable_id,
    mailbox: row.mailbox,
    uid: row.uid,
    kind: row.kind,
    changed: row.changed,
    removed: row.removed === 1,
    item: eventItemSchema.parse(JSON.parse(row.item)),
  }
}
