/** The mailbox sync: under a lease, keep subscribed, read, judge, finish, send; then say when the mailbox is due next. */

import { taskKinds, type TaskKind } from '../../shared/task.ts'
import { earliest, later, msOf, type Instant } from '../domain/time/instant.ts'
import type { Lease, Mailbox } from '../domain/mailboxes/mailbox.ts'
import { GraphError, isOverload } from '../graph/errors.ts'
import { nextDueIn, nextTaskDueIn } from '../store/enrollments/due.ts'
import { nextPauseEndIn } from '../store/enrollments/paused.ts'
import { endSync, leaseDue } from '../store/mailboxes/mailbox-leases.ts'
import { namedMessages } from '../store/mailboxes/subscriptions.ts'
import type { Context } from '../services/context.ts'
import { reconcileEmails } from '../services/outbound/reconcile-emails.ts'
import {
  disconnect,
  isDisconnection,
  mayCall,
  resumeMailbox,
  maySend,
} from '../services/mailboxes/pause-mailbox.ts'
import { keepSubscribed } from '../services/mailboxes/renew-subscriptions.ts'
import { checkManualDrafts } from '../services/tasks/check-manual-drafts.ts'
import { syncSettings } from '../services/mailboxes/sync-settings.ts'
import { openTasks } from '../services/tasks/open-due-tasks.ts'
import { nextSweep, syncAllMessages, syncMessages } from '../services/inbound/sync-messages.ts'
import { readMeetings } from '../services/meetings/sync-calendar.ts'
import { resumeDue } from '../services/enrollments/resume-due.ts'
import { sendDueEmails } from '../services/outbound/send-due-emails.ts'
import { noteTooSlow } from '../services/outbound/send-email.ts'
import { tenantDomains } from '../services/tenant-domains.ts'
import {
  LeaseLostError,
  leaseMs,
  openMailboxSync,
  type MailboxSync,
} from '../services/mailboxes/mailbox-sync.ts'
import { errorText } from '../services/error-text.ts'

/** Tasks that are no mail. */
const callKinds: readonly TaskKind[] = ['call', 'to-do']

/** Leases the mailbox that is due longest; null when none is. `owner` names this very sync. */
export function leaseNext(context: Context, owner: string): Promise<Lease | null> {
  const real = context.clock.real()
  return leaseDue(context.db, { owner, now: context.clock.now(), real, untilReal: real + leaseMs })
}

/**
 * Works the leased mailbox and gives the lease back. Graph's failures park the mailbox and are stored with it; any other
 * error does the same and is thrown on, for it is a fault of ours.
 */
export async function workMailbox(context: Context, lease: Lease): Promise<void> {
  const sync = openMailboxSync(context, lease)
  let isEntering = false
  try {
    sync.ownDomains = await tenantDomains(context)
    isEntering = true
    const complaints = [await keepSubscribed(sync), await syncSettings(sync)]
    if (await isReadDue(sync)) await syncAllMessages(sync)
    // What is refused from here on says nothing about the mailbox as a whole.
    isEntering = false
    if (sync.mailbox.pauseKind === 'mailbox-disconnected') await resumeMailbox(sync)
    // These wait for no calendar.
    await resumeDue(sync)
    await reconcileEmails(sync)
    await checkManualDrafts(sync)
    await readMeetings(sync)
    if (await maySend(sync)) {
      await openTasks(sync, taskKinds)
      await sendDueEmails(sync, syncMessages)
    } else if (await mayCall(sync)) await openTasks(sync, callKinds)
    await end(sync, { error: complaints.find((one) => one !== null) ?? null, parkMs: 0 })
  } catch (error) {
    if (error instanceof LeaseLostError) return
    if (isEntering && isDisconnection(error)) await disconnect(sync)
    if (isOverload(error)) await noteTooSlow(sync)
    context.report({ event: 'sync-failed', mailbox: lease.mailbox.id, error: errorText(error) })
    await end(sync, { error: errorText(error), parkMs: parkMs(sync, error) })
    if (!(error instanceof GraphError)) throw error
  } finally {
    sync.close()
  }
}

async function isReadDue(sync: MailboxSync): Promise<boolean> {
  const { mailbox, context } = sync
  if (mailbox.syncRequests > mailbox.syncsDone) return true
  // Only a read proves that we are let in, or in again.
  if (mailbox.pauseKind === 'mailbox-disconnected' || mailbox.attempts > 0) return true
  if (nextSweep(mailbox.readAt, context.clock.now()) <= context.clock.now()) return true
  // A mail that a notification named and that could not be found has its next try.
  const named = await namedMessages(context.db, mailbox.id, context.clock.real(), 1)
  return named.length > 0
}

async function end(
  sync: MailboxSync,
  { error, parkMs }: { error: string | null; parkMs: number },
): Promise<void> {
  const { context, lease } = sync
  const now = context.clock.now()
  const failed = parkMs > 0
  const rest = restMs(lease.mailbox)
  await endSync(context.db, lease, {
    // A sync that failed has not worked off what it was requested for.
    syncsDone: failed ? lease.mailbox.syncsDone : lease.mailbox.syncRequests,
    dueAt: failed ? now : await nextDue(sync, now),
    now,
    notBeforeReal: failed || rest > 0 ? context.clock.real() + (failed ? parkMs : rest) : 0,
    restMs: rest,
    failed,
    error,
  })
}

const floodRequests = 3
const shortestRestMs = 250
const longestRestMs = 1_000

/**
 * How long the mailbox rests before its next sync: not at all in ordinary times, and twice as long after each sync in which
 * notifications flooded in. A flood is thus worked off in few reads, and no mail waits longer than a second.
 */
function restMs(mailbox: Mailbox): number {
  if (mailbox.syncRequests - mailbox.syncsDone < floodRequests) return 0
  return Math.min(longestRestMs, Math.max(shortestRestMs, mailbox.restMs * 2))
}

async function nextDue(sync: MailboxSync, now: Instant): Promise<Instant> {
  const { mailbox, context } = sync
  // A mailbox that may not send has no email due; it is looked at when its pause ends, and every 15 minutes.
  const emails = (await maySend(sync))
    ? await nextDueIn(context.db, mailbox.id)
    : (await mayCall(sync))
      ? await nextTaskDueIn(context.db, mailbox.id, callKinds)
      : null
  const look = sync.recheckMs === null ? null : later(now, sync.recheckMs)
  // An email that is due and waits for a limit has said when to look again; it does not keep the mailbox spinning.
  const email = emails !== null && emails <= now ? (look ?? later(now, 1000)) : emails
  return (
    earliest(
      email,
      look,
      await nextPauseEndIn(context.db, mailbox.id),
      mailbox.pauseKind === 'rep-away' && mailbox.settingsDueAt > now
        ? mailbox.settingsDueAt
        : null,
      nextSweep(mailbox.readAt, now),
      mailbox.subscriptionDueAt,
    ) ?? later(now, 1000)
  )
}

const shortestParkMs = 1_000
const longestParkMs = 5 * 60_000

/** Graph's own Retry-After outweighs ours; otherwise twice as long after each failure in a row. */
function parkMs(sync: MailboxSync, error: unknown): number {
  const asked = error instanceof GraphError ? error.retryAfterMs : null
  const own = Math.min(longestParkMs, shortestParkMs * 2 ** Math.min(sync.mailbox.attempts, 12))
  return Math.max(1, asked ?? own)
}

/** How many real milliseconds from now the product's moment `at` comes, the product's clock going at real pace. */
export function realWait(at: Instant | null, now: Instant): number {
  return at === null ? Infinity : Math.max(0, msOf(at) - msOf(now))
}
