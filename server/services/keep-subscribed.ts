/** Keeps one Graph subscription alive for the mailbox. Notices only make things quick: the sweep finds what they miss. */

import { dayMs, earliest, instant, later, msOf, type Instant } from '../domain/instant.ts'
import { GraphError } from '../graph/client.ts'
import {
  renew,
  subscribe,
  subscriptionsFor,
  unsubscribe,
  type SubscriptionInGraph,
} from '../graph/subscriptions.ts'
import { setSubscriptionDue, wantDeepRead } from '../store/mailboxes.ts'
import { dropSubscription, putSubscription, subscriptionOfMailbox } from '../store/subscriptions.ts'
import { newSecret } from './context.ts'
import type { Turn } from './turn.ts'

/** Looked at daily: a subscription may vanish without a word (a reset password, an administrator). */
const lookMs = dayMs
const tryAgainMs = 60_000

/**
 * Renews, or subscribes anew, when that is due. A failure is not the turn's end, for reading and sending go on without
 * notices; it is answered as text, to be stored with the mailbox, and tried again a minute later.
 */
export async function keepSubscribed(turn: Turn): Promise<string | null> {
  const { context, mailbox } = turn
  const now = context.clock.now()
  if (mailbox.subscriptionDueAt > now) return null
  try {
    const expiresAt = (await prolong(turn, now)) ?? (await start(turn, now))
    await setDue(turn, nextLook(expiresAt, now))
    return null
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'throttled' || error.kind === 'signed-out')
      throw error
    await setDue(turn, later(now, tryAgainMs))
    return `subscription: ${error.message}`
  }
}

function nextLook(expiresAt: Instant, now: Instant): Instant {
  const beforeEnd = instant(Math.max(msOf(expiresAt) - dayMs, msOf(now) + 10 * 60_000))
  return earliest(later(now, lookMs), beforeEnd) ?? beforeEnd
}

async function prolong(turn: Turn, now: Instant): Promise<Instant | null> {
  const { context, mailbox } = turn
  const known = await subscriptionOfMailbox(context.db, mailbox.id)
  if (!known) return null
  const renewed = known.expiresAt > now ? await renew(turn.ask, mailbox.id, known.id, now) : null
  if (renewed) {
    await putSubscription(context.db, { ...known, expiresAt: renewed.expiresAt }, now)
    return renewed.expiresAt
  }
  await dropSubscription(context.db, known.id)
  // While it was gone nobody told us anything.
  await wantDeepRead(context.db, mailbox.id, instant(0))
  turn.mailbox = { ...mailbox, deepReadAt: instant(0) }
  return null
}

async function start(turn: Turn, now: Instant): Promise<Instant> {
  const { context, mailbox } = turn
  const clientState = newSecret()
  const made = await subscribeAlone(turn, clientState, now)
  await putSubscription(
    context.db,
    { id: made.id, mailboxId: mailbox.id, clientState, expiresAt: made.expiresAt },
    now,
  )
  return made.expiresAt
}

/** Graph allows one of a kind (409): one of an earlier life, whose secret nobody knows any more, has to go first. */
async function subscribeAlone(
  turn: Turn,
  clientState: string,
  now: Instant,
): Promise<SubscriptionInGraph> {
  const { context, mailbox } = turn
  const ask = () => subscribe(turn.ask, mailbox.id, context.noticeUrl, clientState, now)
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof GraphError) || error.status !== 409) throw error
    for (const stranger of await subscriptionsFor(turn.ask, mailbox.id))
      await unsubscribe(turn.ask, mailbox.id, stranger)
    return ask()
  }
}

async function setDue(turn: Turn, at: Instant): Promise<void> {
  await setSubscriptionDue(turn.context.db, turn.mailbox.id, at)
  turn.mailbox = { ...turn.mailbox, subscriptionDueAt: at }
}
