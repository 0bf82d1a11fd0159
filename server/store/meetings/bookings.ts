/** Meetings booked through a link in an email: asked of Graph under an id of ours, so that asking twice books once. */

import sql, { join } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface Booking {
  /** Goes to Graph as the transaction's id. */
  id: string
  /** The enrollment in whose email the link was. */
  enrollmentId: string
  mailboxId: string
  startsAt: Instant
  /** As the visitor typed them. */
  address: string
  name: string
  /** Null until Graph is known to have made the event. */
  eventId: string | null
  askedAt: Instant
}

interface Row {
  id: string
  enrollment_id: string
  mailbox_id: string
  starts_at: string
  address: string
  name: string
  event_id: string | null
  asked_at: string
}

const columns = sql`id, enrollment_id, mailbox_id, starts_at, address, name, event_id, asked_at`

/** Takes the time for this booking; false when another has it. */
export async function addBooking(db: Db, one: Booking): Promise<boolean> {
  const row = await db.one(sql`
    insert into bookings (${columns})
    values (${one.id}, ${one.enrollmentId}, ${one.mailboxId}, ${one.startsAt}, ${one.address}, ${one.name},
      ${one.eventId}, ${one.askedAt})
    on conflict (mailbox_id, starts_at) do nothing
    returning id`)
  return row !== undefined
}

export async function bookingAt(
  db: Db,
  mailboxId: string,
  startsAt: Instant,
): Promise<Booking | null> {
  const row = await db.one<Row>(sql`
    select ${columns}
    from bookings
    where mailbox_id = ${mailboxId}
    and starts_at = ${startsAt}`)
  return row ? toBooking(row) : null
}

export async function bookingsByIds(db: Db, ids: string[]): Promise<Map<string, Booking>> {
  const found = new Map<string, Booking>()
  for (let from = 0; from < ids.length; from += 200) {
    const rows = await db.all<Row>(sql`
      select ${columns}
      from bookings
      where id in (${join(ids.slice(from, from + 200))})`)
    for (const row of rows) found.set(row.id, toBooking(row))
  }
  return found
}

/** Graph has made the event; false when that was known. */
export async function markBooked(db: Db, id: string, eventId: string): Promise<boolean> {
  const row = await db.one(sql`
    update bookings
    set event_id = ${eventId}
    where id = ${id}
    and event_id is null
    returning id`)
  return row !== undefined
}

export async function dropBooking(db: Db, id: string): Promise<void> {
  await db.all(sql`delete from bookings where id = ${id}`)
}

/** How many were asked for since then: in the mailbox, and of these by this enrollment's link. */
export async function countBookings(
  db: Db,
  mailboxId: string,
  enrollmentId: string,
  since: Instant,
): Promise<{ ofMailbox: number; ofLink: number }> {
  const row = await db.one<{ n: number | string; own: number | string | null }>(sql`
    select count(*) as n, sum(case when enrollment_id = ${enrollmentId} then 1 else 0 end) as own
    from bookings
    where mailbox_id = ${mailboxId}
    and asked_at >= ${since}`)
  return { ofMailbox: Number(row?.n ?? 0), ofLink: Number(row?.own ?? 0) }
}

function toBooking(row: Row): Booking {
  return {
    id: row.id,
    enrollmentId: row.enrollment_id,
    mailboxId: row.mailbox_id,
    startsAt: row.starts_at,
    address: row.address,
    name: row.name,
    eventId: row.event_id,
    askedAt: row.asked_at,
  }
}
