/** Keeps the mailbox's Graph subscriptions alive, mail and calendar. Notices only make things quick: the sweep finds what they miss. */

import { dayMs, earliest, instant, later, msOf, type Instant } from '../../domain/time/instant.ts'
import { abouts, type About, type Subscription } from '../../domain/mailboxes/subscription.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  renew,
  subscribe,
  subscriptionsFor,
  unsubscribe,
  type SubscriptionInGraph,
} from '../../graph/subscriptions.ts'
import { pokeCalendar } from '../../store/meetings/calendars.ts'
import { setSubscriptionDue, wantDeepRead } from '../../store/mailboxes/mailboxes.ts'
import {
  dropSubscription,
  putSubscription,
  subscriptionOfMailbox,
} from '../../store/mailboxes/subscriptions.ts'
import { newSecret } from '../context.ts'
import type { Turn } from './mailbox-sync.ts'

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
  let complaint: string | null = null
  let due: Instant | null = null
  for (const about of abouts) {
    try {
      due = earliest(due, await keep(turn, about, now))
    } catch (error) {
      if (
        !(error instanceof GraphError) ||
        error.kind === 'throttled' ||
        error.kind === 'signed-out'
      )
        throw error
      complaint ??= `subscription: ${error.message}`
      due = earliest(due, later(now, tryAgainMs))
    }
  }
  await setDue(turn, due ?? later(now, lookMs))
  return complaint
}

/** Answers when this one is to be looked at next. */
async function keep(turn: Turn, about: About, now: Instant): Promise<Instant> {
  const known = await subscriptionOfMailbox(turn.context.db, turn.mailbox.id, about)
  if (known && known.lookAt > now) return known.lookAt
  return (known && (await prolong(turn, known, now))) ?? (await start(turn, about, now))
}

function nextLook(expiresAt: Instant, now: Instant): Instant {
  const beforeEnd = instant(Math.max(msOf(expiresAt) - dayMs, msOf(now) + 10 * 60_000))
  return earliest(later(now, lookMs), beforeEnd) ?? beforeEnd
}

async function prolong(turn: Turn, known: Subscription, now: Instant): Promise<Instant | null> {
  const { context, mailbox } = turn
  const renewed = known.expiresAt > now ? await renew(turn.ask, mailbox.id, known.id, now) : null
  if (renewed) {
    const lookAt = nextLook(renewed.expiresAt, now)
    await putSubscription(context.db, { ...known, expiresAt: renewed.expiresAt, lookAt }, now)
    return lookAt
  }
  await dropSubscription(context.db, known.id)
  await coverGap(turn, known.about)
  return null
}

/** While it was gone nobody told us anything. */
async function coverGap(turn: Turn, about: About): Promise<void> {
  const { context, mailbox } = turn
  if (about === 'calendar') {
    await pokeCalendar(context.db, mailbox.id)
    return
  }
  await wantDeepRead(context.db, mailbox.id, instant(0))
  turn.mailbox = { ...mailbox, deepReadAt: instant(0) }
}

async function start(turn: Turn, about: About, now: Instant): Promise<Instant> {
  const { context, mailbox } = turn
  const clientState = newSecret()
  const { id, expiresAt } = await subscribeAlone(turn, about, clientState, now)
  const lookAt = nextLook(expiresAt, now)
  await putSubscription(
    context.db,
    { id, mailboxId: mailbox.id, about, clientState, expiresAt, lookAt },
    now,
  )
  return lookAt
}

/** Graph allows one of a kind (409): one of an earlier life, whose secret nobody knows any more, has to go first. */
async function subscribeAlone(
  turn: Turn,
  about: About,
  clientState: string,
  now: Instant,
): Promise<SubscriptionInGraph> {
  const { context, mailbox } = turn
  const ask = () => subscribe(turn.ask, mailbox.id, about, context.noticeUrl, clientState, now)
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof GraphError) || error.status !== 409) throw error
    for (const stranger of await subscriptionsFor(turn.ask, mailbox.id, about))
      await unsubscribe(turn.ask, mailbox.id, stranger)
    return ask()
  }
}

async function setDue(turn: Turn, at: Instant): Promise<void> {
  await setSubscriptionDue(turn.context.db, turn.mailbox.id, at)
  turn.mailbox = { ...turn.mailbox, subscriptionDueAt: at }
}
