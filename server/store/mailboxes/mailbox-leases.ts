/** Leases of mailboxes: who is due, who holds the lease, and how long the loop may rest. */

import sql from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Lease } from '../../domain/mailboxes/mailbox.ts'
import type { Db } from '../db/db.ts'
import { mailboxColumns, toMailbox, type MailboxRow } from './mailboxes.ts'

/**
 * Takes the lease on the mailbox that has been due longest, or null when none is. `now` is product time; `real` and the
 * lease are real milliseconds.
 */
export async function leaseDue(
  db: Db,
  lease: { owner: string; now: Instant; real: number; untilReal: number },
): Promise<Lease | null> {
  const row = await db.one<MailboxRow>(sql`
    update mailboxes
    set lease_owner = ${lease.owner},
      lease_until_real = ${lease.untilReal}
    where id = (
      select id
      from mailboxes
      where due_at <= ${lease.now}
      and lease_until_real <= ${lease.real}
      and not_before_real <= ${lease.real}
      order by due_at
      limit 1
      ${db.skipLocked})
    returning ${mailboxColumns}`)
  return row ? { mailbox: toMailbox(row), owner: lease.owner } : null
}

/** Prolongs the lease; false when it was lost, and the sync must stop. */
export async function renewLease(db: Db, lease: Lease, untilReal: number): Promise<boolean> {
  const row = await db.one(sql`
    update mailboxes
    set lease_until_real = ${untilReal}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}
    returning id`)
  return row !== undefined
}

/** Whether the lease is still ours. */
export async function ownsLease(db: Db, lease: Lease): Promise<boolean> {
  const row = await db.one(sql`
    select id
    from mailboxes
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}`)
  return row !== undefined
}

/** Ends a sync: gives the lease back, and says when the mailbox is due next. A sync request that came meanwhile keeps it due. */
export async function endSync(
  db: Db,
  lease: Lease,
  end: {
    syncsDone: number
    dueAt: Instant
    now: Instant
    notBeforeReal: number
    restMs: number
    failed: boolean
    error: string | null
  },
): Promise<void> {
  await db.all(sql`
    update mailboxes
    set lease_owner = null,
      lease_until_real = 0,
      syncs_done = ${end.syncsDone},
      due_at = case when sync_requests > ${end.syncsDone} then ${end.now} else ${end.dueAt} end,
      not_before_real = ${end.notBeforeReal},
      rest_ms = ${end.restMs},
      attempts = case when ${end.failed ? 1 : 0} = 1 then attempts + 1 else 0 end,
      last_error = ${end.error}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}`)
}

/** Gives back what a process of this name still held when it died. Call only when no other process bears the name. */
export async function releaseLeases(db: Db, processName: string): Promise<void> {
  await db.all(sql`
    update mailboxes
    set lease_owner = null,
      lease_until_real = 0
    where substr(lease_owner, 1, ${processName.length + 1}) = ${`${processName}#`}`)
}

export interface NextWakeUp {
  /** Product time when the next mailbox that is free falls due; null when none is. */
  dueAt: Instant | null
  /** Real milliseconds when the first due mailbox that rests or is parked may be worked; null when none is. */
  freeReal: number | null
  /** Whether a mailbox is due that is kept back by a rest or a lease only, not by a failure. */
  isBusy: boolean
}

/** What lies ahead, mailboxes and jobs alike: how long the loop may rest. */
export async function nextWakeUp(db: Db, now: Instant, real: number): Promise<NextWakeUp> {
  const free = await db.one<{ due_at: string | null }>(sql`
    select min(due_at) as due_at
    from (
      select due_at
      from (
        select due_at
        from mailboxes
        where not_before_real <= ${real}
        and lease_until_real <= ${real}
        order by due_at
        limit 1) as mailbox
      union all
      select min(due_at) as due_at
      from jobs
      where not_before_real <= ${real}
      and lease_until_real <= ${real}) as free`)
  const kept = await db.one<{ at: number | string | null; busy: number | string | null }>(sql`
    select min(not_before_real) as at, sum(case when attempts = 0 then 1 else 0 end) as busy
    from (
      select not_before_real, lease_until_real, attempts
      from mailboxes
      where due_at <= ${now}
      union all
      select not_before_real, lease_until_real, attempts
      from jobs
      where due_at <= ${now}) as due
    where not_before_real > ${real}
    or lease_until_real > ${real}`)
  const at = kept?.at ?? null
  return {
    dueAt: free?.due_at ?? null,
    freeReal: at === null || Number(at) <= real ? null : Number(at),
    isBusy: Number(kept?.busy ?? 0) > 0,
  }
}
