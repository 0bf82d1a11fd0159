/** How far the directory was read, who was met in it, and the one subscription to its users. */

import sql, { join } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface DirectorySubscription {
  id: string
  clientState: string
  expiresAt: Instant
  /** When it is to be looked at next. */
  dueAt: Instant
}

interface Row {
  id: string
  client_state: string
  expires_at: string
  due_at: string
}

export async function directorySubscription(db: Db): Promise<DirectorySubscription | null> {
  const row = await db.one<Row>(sql`
    select id, client_state, expires_at, due_at
    from directory_subscriptions
    order by expires_at desc
    limit 1`)
  return row ? toSubscription(row) : null
}

export async function directorySubscriptionsById(
  db: Db,
  ids: string[],
): Promise<Map<string, DirectorySubscription>> {
  const found = new Map<string, DirectorySubscription>()
  for (let from = 0; from < ids.length; from += 200) {
    const rows = await db.all<Row>(sql`
      select id, client_state, expires_at, due_at
      from directory_subscriptions
      where id in (${join(ids.slice(from, from + 200))})`)
    for (const row of rows) found.set(row.id, toSubscription(row))
  }
  return found
}

export async function putDirectorySubscription(db: Db, one: DirectorySubscription): Promise<void> {
  await db.all(sql`
    insert into directory_subscriptions (id, client_state, expires_at, due_at)
    values (${one.id}, ${one.clientState}, ${one.expiresAt}, ${one.dueAt})
    on conflict (id) do update set
      expires_at = excluded.expires_at,
      due_at = excluded.due_at`)
}

export async function setDirectorySubscriptionDue(db: Db, id: string, at: Instant): Promise<void> {
  await db.all(sql`update directory_subscriptions set due_at = ${at} where id = ${id}`)
}

export async function dropDirectorySubscription(db: Db, id: string): Promise<void> {
  await db.all(sql`delete from directory_subscriptions where id = ${id}`)
}

/** Notes that these users were met in the complete look that began at `roundAt`. */
export async function markSeen(db: Db, userIds: string[], roundAt: Instant): Promise<void> {
  if (userIds.length === 0) return
  await db.all(sql`update users set seen_at = ${roundAt} where id in (${join(userIds)})`)
}

/** Users with a seat or sequences whom a complete look did not meet, and about whom nothing is known yet. */
export async function unseenUsers(db: Db, roundAt: Instant): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select u.id
    from users u
    where (u.seen_at is null or u.seen_at < ${roundAt})
    and u.created_at < ${roundAt}
    and (u.seat <> 'none' or exists (select 1 from sequences s where s.owner_id = u.id))
    and not exists (select 1 from departures r where r.user_id = u.id)
    order by u.id`)
  return rows.map((row) => row.id)
}

/** Users whose mailbox has been out of reach since `before`, and about whom nothing is known yet. */
export async function usersWithoutMailbox(db: Db, before: Instant): Promise<string[]> {
  const rows = await db.all<{ user_id: string }>(sql`
    select m.user_id
    from mailboxes m
    where m.pause_kind = 'mailbox-disconnected'
    and m.paused_since <= ${before}
    and not exists (select 1 from departures r where r.user_id = m.user_id)
    order by m.paused_since, m.user_id`)
  return rows.map((row) => row.user_id)
}

function toSubscription(row: Row): DirectorySubscription {
  return {
    id: row.id,
    clientState: row.client_state,
    expiresAt: row.expires_at,
    dueAt: row.due_at,
  }
}
