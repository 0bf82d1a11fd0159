/** Mailboxes: whose they are, how far each was read, and what keeps one back. */

import sql from 'sql-template-tag'
import { later, type Instant } from '../../domain/time/instant.ts'
import type { Lease, Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { overlapMs, type UnfinishedRead } from '../../domain/mailboxes/reading.ts'
import type { Db } from '../db/db.ts'

export interface MailboxRow {
  id: string
  user_id: string
  address: string
  connected_at: string
  read_from: string
  read_at: string | null
  read_real: number | string
  deep_read_at: string
  rewinds: number | string
  deep_wants: number | string
  page_size: number
  unfinished_at: string | null
  unfinished_deep: number
  unfinished_deep_wants: number | string
  sync_requests: number | string
  syncs_done: number | string
  due_at: string
  attempts: number
  last_error: string | null
  rest_ms: number
  subscription_due_at: string
  time_zone: string
  pause_kind: Mailbox['pauseKind']
  paused_since: string | null
  paused_until: string | null
  settings_due_at: string
  pace_waits: string | null
  pace_waits_at: string | null
}

export const mailboxColumns = sql`id, user_id, address, connected_at, read_from, read_at, read_real, deep_read_at, rewinds, deep_wants, page_size,
  unfinished_at, unfinished_deep, unfinished_deep_wants, sync_requests, syncs_done, due_at, attempts, last_error, rest_ms, subscription_due_at, time_zone, pause_kind, paused_since, paused_until,
  settings_due_at, pace_waits, pace_waits_at`

export async function mailboxById(db: Db, id: string): Promise<Mailbox | null> {
  const row = await db.one<MailboxRow>(
    sql`select ${mailboxColumns} from mailboxes where id = ${id}`,
  )
  return row ? toMailbox(row) : null
}

export async function mailboxOfUser(db: Db, userId: string): Promise<Mailbox | null> {
  const row = await db.one<MailboxRow>(
    sql`select ${mailboxColumns} from mailboxes where user_id = ${userId}`,
  )
  return row ? toMailbox(row) : null
}

/** Connects a mailbox; one that is connected already is left as it is, but for its address. */
export async function addMailbox(
  db: Db,
  mailbox: { id: string; userId: string; address: string; connectedAt: Instant },
): Promise<void> {
  const at = mailbox.connectedAt
  await db.all(sql`
    insert into mailboxes (id, user_id, address, connected_at, read_from, deep_read_at, due_at, subscription_due_at)
    values (${mailbox.id}, ${mailbox.userId}, ${mailbox.address}, ${at}, ${at}, ${at}, ${at}, ${at})
    on conflict (id) do update set address = excluded.address`)
}

/** One more reason to look into the mailbox; it is due at once. */
export async function requestSync(
  db: Db,
  mailboxId: string,
  times: number,
  now: Instant,
): Promise<void> {
  await db.all(sql`
    update mailboxes
    set sync_requests = sync_requests + ${times},
      due_at = case when due_at > ${now} then ${now} else due_at end
    where id = ${mailboxId}`)
}

/** A person did something that concerns the mailbox: no rest between syncs stands in the way, only a failure does. */
export async function requestSyncNow(db: Db, mailboxId: string, now: Instant): Promise<void> {
  await requestSync(db, mailboxId, 1, now)
  await db.all(sql`
    update mailboxes
    set not_before_real = 0
    where id = ${mailboxId}
    and attempts = 0`)
}

/**
 * What the judged pages of a read leave behind while others are to come; guarded by the lease. False when somebody asked
 * meanwhile for mail to be read again (`rewindCursor`): the read has to begin anew from where the row now says.
 */
export async function keepProgress(
  db: Db,
  lease: Lease,
  asked: Pick<Mailbox, 'rewinds'>,
  read: UnfinishedRead & { pageSize: number },
): Promise<boolean> {
  const row = await db.one(sql`
    update mailboxes
    set unfinished_at = ${read.at},
      unfinished_deep = ${read.deep ? 1 : 0},
      unfinished_deep_wants = ${read.deepWants},
      page_size = ${read.pageSize}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}
    and rewinds = ${asked.rewinds}
    returning id`)
  return row !== undefined
}

/** How many messages the next read is to ask for at once, after one that Graph could not answer. */
export async function keepPageSize(db: Db, lease: Lease, pageSize: number): Promise<void> {
  await db.all(sql`
    update mailboxes
    set page_size = ${pageSize}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}`)
}

/**
 * What a read leaves behind once its last page is judged; guarded by the lease. `rewound`: somebody asked meanwhile for mail
 * to be read again, and it counts for nothing. `deeper-wanted`: it counts, but the wide read was asked for since it began
 * (`wantDeepRead`), so that there is more to read before it can be the last word.
 */
export async function markRead(
  db: Db,
  lease: Lease,
  asked: Pick<Mailbox, 'rewinds' | 'deepWants'>,
  read: { readFrom: Instant; readAt: Instant; readReal: number; deep: boolean; pageSize: number },
): Promise<'complete' | 'deeper-wanted' | 'rewound'> {
  const row = await db.one<{ deep_wants: number | string }>(sql`
    update mailboxes
    set read_from = case when read_from > ${read.readFrom} then read_from else ${read.readFrom} end,
      read_at = ${read.readAt},
      read_real = case when deep_wants = ${asked.deepWants} then ${read.readReal} else 0 end,
      deep_read_at = case when ${read.deep ? 1 : 0} = 1 and deep_wants = ${asked.deepWants} then ${read.readAt}
        else deep_read_at end,
      unfinished_at = null,
      page_size = ${read.pageSize}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}
    and rewinds = ${asked.rewinds}
    returning deep_wants`)
  if (!row) return 'rewound'
  return Number(row.deep_wants) === asked.deepWants ? 'complete' : 'deeper-wanted'
}

/**
 * The next read has to begin no later than `since`, a read that goes on has to go back there, and what was read before opens
 * no gate any more.
 */
export async function rewindCursor(db: Db, mailboxId: string, since: Instant): Promise<void> {
  const at = later(since, -overlapMs)
  await db.all(sql`
    update mailboxes
    set read_from = case when read_from > ${since} then ${since} else read_from end,
      unfinished_at = case when unfinished_at > ${at} then ${at} else unfinished_at end,
      rewinds = rewinds + 1,
      read_real = 0
    where id = ${mailboxId}`)
  publishMailNews(db, mailboxId, null)
}

/** More ids than this are not worth their way to other processes (`pg_notify` takes 8,000 bytes). */
const mostNamed = 20

/** Says to a sync of the mailbox that mail has come, or has to be read again, since whatever it read before. */
export function publishMailNews(db: Db, mailboxId: string, named: readonly string[] | null): void {
  const isNamed = named !== null && named.length <= mostNamed
  db.publish({ kind: 'mail-news', id: mailboxId, named: isNamed ? named : null })
}

/**
 * Asks for the wide read, as after lost notifications: the daily one counts as never done. A read that goes on is let finish,
 * lest a mailbox that is asked again and again is never read to its end; the wide one follows before any email.
 */
export async function wantDeepRead(db: Db, mailboxId: string, since: Instant): Promise<void> {
  await db.all(sql`
    update mailboxes
    set deep_read_at = ${since},
      deep_wants = deep_wants + 1
    where id = ${mailboxId}`)
  publishMailNews(db, mailboxId, null)
}

export async function setSubscriptionDue(db: Db, mailboxId: string, at: Instant): Promise<void> {
  await db.all(sql`update mailboxes set subscription_due_at = ${at} where id = ${mailboxId}`)
}

/** What its settings said; `dueAt`: when they are to be looked at again. */
export async function keepSettings(
  db: Db,
  mailboxId: string,
  settings: { timeZone: string; dueAt: Instant },
): Promise<void> {
  await db.all(sql`
    update mailboxes
    set time_zone = ${settings.timeZone},
      settings_due_at = ${settings.dueAt}
    where id = ${mailboxId}`)
}

/** Pauses every email of the leased mailbox, or with null lets them go. */
export async function setMailboxPause(
  db: Db,
  lease: Lease,
  pause: {
    reason: 'rep-away' | 'mailbox-disconnected'
    since: Instant
    until: Instant | null
  } | null,
): Promise<void> {
  await db.all(sql`
    update mailboxes
    set pause_kind = ${pause?.reason ?? null},
      paused_since = ${pause?.since ?? null},
      paused_until = ${pause?.until ?? null}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}`)
}

export function toMailbox(row: MailboxRow): Mailbox {
  return {
    id: row.id,
    userId: row.user_id,
    address: row.address,
    connectedAt: row.connected_at,
    readFrom: row.read_from,
    readAt: row.read_at,
    readReal: Number(row.read_real),
    deepReadAt: row.deep_read_at,
    rewinds: Number(row.rewinds),
    deepWants: Number(row.deep_wants),
    pageSize: row.page_size,
    unfinishedRead:
      row.unfinished_at === null
        ? null
        : {
            at: row.unfinished_at,
            deep: row.unfinished_deep === 1,
            deepWants: Number(row.unfinished_deep_wants),
          },
    syncRequests: Number(row.sync_requests),
    syncsDone: Number(row.syncs_done),
    dueAt: row.due_at,
    attempts: row.attempts,
    lastError: row.last_error,
    restMs: row.rest_ms,
    subscriptionDueAt: row.subscription_due_at,
    timeZone: row.time_zone,
    pauseKind: row.pause_kind,
    pausedSince: row.paused_since,
    pausedUntil: row.paused_until,
    settingsDueAt: row.settings_due_at,
    paceWaits: row.pace_waits,
    paceWaitsAt: row.pace_waits_at,
  }
}
