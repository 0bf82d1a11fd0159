/** The mailbox turn: under a lease, keep subscribed, read, judge, finish, send; then say when the mailbox is due next. */

import { earliest, later, msOf, type Instant } from '../domain/time/instant.ts'
import type { Lease, Mailbox } from '../domain/mailboxes/mailbox.ts'
import { GraphError } from '../graph/errors.ts'
import { nextDueIn } from '../store/enrollments/due.ts'
import { nextReleaseIn } from '../store/enrollments/paused.ts'
import { endTurn, leaseDue } from '../store/mailboxes/mailbox-leases.ts'
import { namedMails } from '../store/mailboxes/subscriptions.ts'
import type { Context } from '../services/context.ts'
import { finishLetters } from '../services/outbound/reconcile-emails.ts'
import {
  disconnect,
  isDisconnection,
  letMailboxGo,
  maySend,
} from '../services/mailboxes/pause-mailbox.ts'
import { keepSubscribed } from '../services/mailboxes/renew-subscriptions.ts'
import { lookAtDrafts } from '../services/tasks/check-manual-drafts.ts'
import { lookAtSettings } from '../services/mailboxes/sync-settings.ts'
import { openTasks } from '../services/tasks/open-due-tasks.ts'
import { nextSweep, readAll, readMail } from '../services/inbound/sync-messages.ts'
import { readMeetings } from '../services/meetings/sync-calendar.ts'
import { releaseHolds } from '../services/enrollments/resume-due.ts'
import { sendLetters } from '../services/outbound/send-due-emails.ts'
import { tenantDomains } from '../services/tenant-domains.ts'
import { LeaseLostError, leaseMs, openTurn, type Turn } from '../services/mailboxes/mailbox-sync.ts'
import { wordsOf } from '../services/error-text.ts'

/** Leases the mailbox that is due longest; null when none is. `owner` names this very turn. */
export function leaseNext(context: Context, owner: string): Promise<Lease | null> {
  const real = context.clock.real()
  return leaseDue(context.db, { owner, now: context.clock.now(), real, untilReal: real + leaseMs })
}

/**
 * Works the leased mailbox and gives the lease back. Graph's failures park the mailbox and are stored with it; any other
 * error does the same and is thrown on, for it is a fault of ours.
 */
export async function workMailbox(context: Context, lease: Lease): Promise<void> {
  const turn = openTurn(context, lease)
  let isEntering = false
  try {
    turn.ownDomains = await tenantDomains(context)
    isEntering = true
    const complaints = [await keepSubscribed(turn), await lookAtSettings(turn)]
    if (await isReadDue(turn)) await readAll(turn)
    // What is refused from here on says nothing about the mailbox as a whole.
    isEntering = false
    if (turn.mailbox.holdReason === 'mailbox-disconnected') await letMailboxGo(turn)
    // These wait for no calendar.
    await releaseHolds(turn)
    await finishLetters(turn)
    await lookAtDrafts(turn)
    await readMeetings(turn)
    if (await maySend(turn)) {
      await openTasks(turn)
      await sendLetters(turn, readMail)
    }
    await end(turn, { error: complaints.find((one) => one !== null) ?? null, parkMs: 0 })
  } catch (error) {
    if (error instanceof LeaseLostError) return
    if (isEntering && isDisconnection(error)) await disconnect(turn)
    context.report({ event: 'turn-failed', mailbox: lease.mailbox.id, error: wordsOf(error) })
    await end(turn, { error: wordsOf(error), parkMs: parkMs(turn, error) })
    if (!(error instanceof GraphError)) throw error
  }
}

async function isReadDue(turn: Turn): Promise<boolean> {
  const { mailbox, context } = turn
  if (mailbox.pokes > mailbox.pokesWorked) return true
  // Only a read proves that we are let in, or in again.
  if (mailbox.holdReason === 'mailbox-disconnected' || mailbox.attempts > 0) return true
  if (nextSweep(mailbox.readAt, context.clock.now()) <= context.clock.now()) return true
  // A mail that a notice named and that could not be found has its next try.
  const named = await namedMails(context.db, mailbox.id, context.clock.real(), 1)
  return named.length > 0
}

async function end(
  turn: Turn,
  { error, parkMs }: { error: string | null; parkMs: number },
): Promise<void> {
  const { context, lease } = turn
  const now = context.clock.now()
  const failed = parkMs > 0
  const rest = restMs(lease.mailbox)
  await endTurn(context.db, lease, {
    // A turn that failed has not worked off what it was poked for.
    pokesWorked: failed ? lease.mailbox.pokesWorked : lease.mailbox.pokes,
    dueAt: failed ? now : await nextDue(turn, now),
    now,
    notBeforeReal: failed || rest > 0 ? context.clock.real() + (failed ? parkMs : rest) : 0,
    restMs: rest,
    failed,
    error,
  })
}

const floodPokes = 3
const shortestRestMs = 250
const longestRestMs = 1_000

/**
 * How long the mailbox rests before its next turn: not at all in ordinary times, and twice as long after each turn in which
 * notices flooded in. A flood is thus worked off in few reads, and no mail waits longer than a second.
 */
function restMs(mailbox: Mailbox): number {
  if (mailbox.pokes - mailbox.pokesWorked < floodPokes) return 0
  return Math.min(longestRestMs, Math.max(shortestRestMs, mailbox.restMs * 2))
}

async function nextDue(turn: Turn, now: Instant): Promise<Instant> {
  const { mailbox, context } = turn
  // A mailbox that may not send has nothing due; it is looked at when its hold ends, and every 15 minutes.
  const letters = (await maySend(turn)) ? await nextDueIn(context.db, mailbox.id) : null
  const look = turn.lookAgainMs === null ? null : later(now, turn.lookAgainMs)
  // A letter that is due and waits for a limit has said when to look again; it does not keep the mailbox spinning.
  const letter = letters !== null && letters <= now ? (look ?? later(now, 1000)) : letters
  return (
    earliest(
      letter,
      look,
      await nextReleaseIn(context.db, mailbox.id),
      mailbox.holdReason === 'rep-away' && mailbox.settingsDueAt > now
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
function parkMs(turn: Turn, error: unknown): number {
  const asked = error instanceof GraphError ? error.retryAfterMs : null
  const own = Math.min(longestParkMs, shortestParkMs * 2 ** Math.min(turn.mailbox.attempts, 12))
  return Math.max(1, asked ?? own)
}

/** How many real milliseconds from now the product's moment `at` comes, the product's clock going at real pace. */
export function realWait(at: Instant | null, now: Instant): number {
  return at === null ? Infinity : Math.max(0, msOf(at) - msOf(now))
}
