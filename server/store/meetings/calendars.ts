/** Calendars: how far each was read, and the events that notifications named. */

import sql, { join } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Lease } from '../../domain/mailboxes/mailbox.ts'
import type { Db } from '../db/db.ts'

export interface Calendar {
  syncRequests: number
  syncsDone: number
  /** Graph's link to what has changed since the last round; null: a whole round is needed. */
  deltaLink: string | null
  /** When the window that the link looks through was laid. */
  windowAt: Instant | null
  readAt: Instant | null
  /** Why it could not be read the last time, or null. */
  lastError: string | null
}

export async function calendarOf(db: Db, mailboxId: string): Promise<Calendar> {
  const row = await db.one<{
    sync_requests: number | string
    syncs_done: number | string
    delta_link: string | null
    window_at: string | null
    read_at: string | null
    last_error: string | null
  }>(sql`
    select sync_requests, syncs_done, delta_link, window_at, read_at, last_error
    from calendars
    where mailbox_id = ${mailboxId}`)
  return {
    syncRequests: Number(row?.sync_requests ?? 0),
    syncsDone: Number(row?.syncs_done ?? 0),
    deltaLink: row?.delta_link ?? null,
    windowAt: row?.window_at ?? null,
    readAt: row?.read_at ?? null,
    lastError: row?.last_error ?? null,
  }
}

/** Something changed in the calendar: a round is due. The mailbox itself is asked to sync besides. */
export async function requestCalendarSync(db: Db, mailboxId: string): Promise<void> {
  await db.all(sql`
    insert into calendars (mailbox_id, sync_requests)
    values (${mailboxId}, 1)
    on conflict (mailbox_id) do update set sync_requests = calendars.sync_requests + 1`)
}

/** What a round leaves behind; guarded by the mailbox's lease. Sync requests that came meanwhile stay. */
export async function putCalendar(db: Db, lease: Lease, read: Calendar): Promise<void> {
  await db.all(sql`
    insert into calendars (mailbox_id, delta_link, window_at, read_at, last_error, sync_requests, syncs_done)
    select id, ${read.deltaLink}, ${read.windowAt}, ${read.readAt}, ${read.lastError}, ${read.syncRequests},
      ${read.syncsDone}
    from mailboxes
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}
    on conflict (mailbox_id) do update set
      delta_link = excluded.delta_link,
      window_at = excluded.window_at,
      read_at = excluded.read_at,
      last_error = excluded.last_error,
      syncs_done = excluded.syncs_done`)
}

/** Whether anybody is enrolled from this mailbox, or a meeting that ended an enrollment starts there after `since`. */
export async function isCalendarWatched(
  db: Db,
  mailboxId: string,
  since: Instant,
): Promise<boolean> {
  const open = await db.one(sql`
    select id
    from enrollments
    where mailbox_id = ${mailboxId}
    and state <> 'ended'
    limit 1`)
  if (open) return true
  const watched = await db.one(sql`
    select enrollment_id
    from meeting_verdicts
    where mailbox_id = ${mailboxId}
    and effect = 'ended'
    and starts_at >= ${since}
    limit 1`)
  return watched !== undefined
}

/** Ids of the mailbox's open enrollments for which the calendar has to be looked through as a whole. */
export async function enrollmentsToFind(db: Db, mailboxId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select id
    from enrollments
    where mailbox_id = ${mailboxId}
    and meetings_known in ('no', 'again')
    and state <> 'ended'`)
  return rows.map((row) => row.id)
}

/** The calendar was looked through from `since` on; whose contact got another address meanwhile is looked for again. */
export async function markMeetingsKnown(
  db: Db,
  enrollmentIds: string[],
  since: Instant,
): Promise<void> {
  for (let from = 0; from < enrollmentIds.length; from += 200)
    await db.all(sql`
      update enrollments
      set meetings_known = 'yes'
      where id in (${join(enrollmentIds.slice(from, from + 200))})
      and not exists (
        select 1
        from aliases a
        where a.contact_id = enrollments.contact_id
        and a.state in ('learned', 'confirmed')
        and a.since > ${since}
      )`)
}

/**
 * The contact goes by another address: nobody has looked for meetings with it, neither for open enrollments nor for ended
 * ones, which may be resumed. Older meetings that the next look finds were there before.
 */
export async function forgetMeetingsKnown(db: Db, contactId: string): Promise<void> {
  await db.all(sql`
    update enrollments
    set meetings_known = 'no'
    where contact_id = ${contactId}
    and meetings_known <> 'no'`)
}

/** Remembers ids that notifications named; one that is known already is left alone. */
export async function nameEvents(db: Db, mailboxId: string, eventIds: string[]): Promise<void> {
  for (const eventId of eventIds)
    await db.all(sql`
      insert into named_events (mailbox_id, event_id)
      values (${mailboxId}, ${eventId})
      on conflict (mailbox_id, event_id) do nothing`)
}

export async function namedEvents(db: Db, mailboxId: string, limit: number): Promise<string[]> {
  const rows = await db.all<{ event_id: string }>(sql`
    select event_id
    from named_events
    where mailbox_id = ${mailboxId}
    order by event_id
    limit ${limit}`)
  return rows.map((row) => row.event_id)
}

/** All of them: nobody enrolled is concerned. */
export async function forgetAllNamedEvents(db: Db, mailboxId: string): Promise<void> {
  await db.all(sql`delete from named_events where mailbox_id = ${mailboxId}`)
}

export async function forgetNamedEvents(
  db: Db,
  mailboxId: string,
  eventIds: string[],
): Promise<void> {
  for (let from = 0; from < eventIds.length; from += 200)
    await db.all(sql`
      delete from named_events
      where mailbox_id = ${mailboxId}
      and event_id in (${join(eventIds.slice(from, from + 200))})`)
}
