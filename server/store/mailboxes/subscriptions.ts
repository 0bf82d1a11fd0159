/** Graph subscriptions, and the mails that their notifications named and no read has met yet. */

import sql, { join } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { About, Subscription } from '../../domain/mailboxes/subscription.ts'
import type { Db } from '../db/db.ts'

interface Row {
  id: string
  mailbox_id: string
  about: About
  client_state: string
  expires_at: string
  check_at: string
}

const columns = sql`id, mailbox_id, about, client_state, expires_at, check_at`

export async function subscriptionsById(db: Db, ids: string[]): Promise<Map<string, Subscription>> {
  const found = new Map<string, Subscription>()
  for (let from = 0; from < ids.length; from += 200) {
    const rows = await db.all<Row>(sql`
      select ${columns}
      from subscriptions
      where id in (${join(ids.slice(from, from + 200))})`)
    for (const row of rows) found.set(row.id, toSubscription(row))
  }
  return found
}

export async function subscriptionOfMailbox(
  db: Db,
  mailboxId: string,
  about: About,
): Promise<Subscription | null> {
  const row = await db.one<Row>(sql`
    select ${columns}
    from subscriptions
    where mailbox_id = ${mailboxId}
    and about = ${about}
    order by expires_at desc
    limit 1`)
  return row ? toSubscription(row) : null
}

export async function putSubscription(
  db: Db,
  subscription: Subscription,
  now: Instant,
): Promise<void> {
  await db.all(sql`
    insert into subscriptions (${columns}, created_at)
    values (${subscription.id}, ${subscription.mailboxId}, ${subscription.about}, ${subscription.clientState},
      ${subscription.expiresAt}, ${subscription.checkAt}, ${now})
    on conflict (id) do update set
      expires_at = excluded.expires_at,
      check_at = excluded.check_at`)
}

export async function checkSubscription(db: Db, id: string, at: Instant): Promise<void> {
  await db.all(sql`update subscriptions set check_at = ${at} where id = ${id}`)
}

export async function dropSubscription(db: Db, id: string): Promise<void> {
  await db.all(sql`delete from subscriptions where id = ${id}`)
}

/** Remembers ids that notifications named; one that is known already is left alone. */
export async function nameMessages(
  db: Db,
  mailboxId: string,
  messageGraphIds: string[],
): Promise<void> {
  for (const messageGraphId of messageGraphIds)
    await db.all(sql`
      insert into named_messages (mailbox_id, graph_id)
      values (${mailboxId}, ${messageGraphId})
      on conflict (mailbox_id, graph_id) do nothing`)
}

export interface NamedMessage {
  messageGraphId: string
  tries: number
}

/** Those whose next try is due, oldest tries first. */
export async function namedMessages(
  db: Db,
  mailboxId: string,
  real: number,
  limit: number,
): Promise<NamedMessage[]> {
  const rows = await db.all<{ graph_id: string; tries: number }>(sql`
    select graph_id, tries
    from named_messages
    where mailbox_id = ${mailboxId}
    and next_try_real <= ${real}
    order by next_try_real, graph_id
    limit ${limit}`)
  return rows.map((row) => ({ messageGraphId: row.graph_id, tries: row.tries }))
}

/** When the next of those that were tried in vain wants its next try, in real milliseconds; null when none waits. */
export async function nextNamedTry(db: Db, mailboxId: string): Promise<number | null> {
  const row = await db.one<{ at: number | string | null }>(sql`
    select min(next_try_real) as at
    from named_messages
    where mailbox_id = ${mailboxId}
    and tries > 0`)
  return row?.at === null || row?.at === undefined ? null : Number(row.at)
}

export async function forgetNamedMessages(
  db: Db,
  mailboxId: string,
  messageGraphIds: string[],
): Promise<void> {
  for (let from = 0; from < messageGraphIds.length; from += 100)
    await db.all(sql`
      delete from named_messages
      where mailbox_id = ${mailboxId}
      and graph_id in (${join(messageGraphIds.slice(from, from + 100))})`)
}

export async function retryNamedMessage(
  db: Db,
  mailboxId: string,
  messageGraphId: string,
  nextTryReal: number,
): Promise<void> {
  await db.all(sql`
    update named_messages
    set tries = tries + 1,
      next_try_real = ${nextTryReal}
    where mailbox_id = ${mailboxId}
    and graph_id = ${messageGraphId}`)
}

function toSubscription(row: Row): Subscription {
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    about: row.about,
    clientState: row.client_state,
    expiresAt: row.expires_at,
    checkAt: row.check_at,
  }
}
