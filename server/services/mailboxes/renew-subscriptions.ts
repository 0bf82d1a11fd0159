/** Keeps the mailbox's Graph subscriptions alive, mail and calendar. Notifications only make things quick: the sweep finds what they miss. */

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
import { requestCalendarSync } from '../../store/meetings/calendars.ts'
import { setSubscriptionDue, wantDeepRead } from '../../store/mailboxes/mailboxes.ts'
import {
  dropSubscription,
  putSubscription,
  subscriptionOfMailbox,
} from '../../store/mailboxes/subscriptions.ts'
import { newSecret } from '../context.ts'
import type { MailboxSync } from './mailbox-sync.ts'

/** Looked at daily: a subscription may vanish without a word (a reset password, an administrator). */
const checkMs = dayMs
const tryAgainMs = 60_000
/** An app without the right to subscribe gets it from an administrator, if ever; the sweep does meanwhile. */
const forbiddenMs = 60 * 60_000

/**
 * Renews, or subscribes anew, when that is due. A failure is not the sync's end, for reading and sending go on without
 * notifications; it is answered as text, to be stored with the mailbox, reported, and tried again later.
 */
export async function keepSubscribed(sync: MailboxSync): Promise<string | null> {
  const { context, mailbox } = sync
  const now = context.clock.now()
  if (mailbox.subscriptionDueAt > now) return null
  let complaint: string | null = null
  let due: Instant | null = null
  for (const about of abouts) {
    try {
      due = earliest(due, await keep(sync, about, now))
    } catch (error) {
      if (
        !(error instanceof GraphError) ||
        error.kind === 'throttled' ||
        error.kind === 'signed-out'
      )
        throw error
      complaint ??= `subscription: ${error.message}`
      context.report({
        event: 'no-mailbox-notifications',
        mailbox: mailbox.id,
        error: error.message,
      })
      due = earliest(due, later(now, error.status === 403 ? forbiddenMs : tryAgainMs))
    }
  }
  await setDue(sync, due ?? later(now, checkMs))
  return complaint
}

/** Answers when this one is to be looked at next. */
async function keep(sync: MailboxSync, about: About, now: Instant): Promise<Instant> {
  const known = await subscriptionOfMailbox(sync.context.db, sync.mailbox.id, about)
  if (known && known.checkAt > now) return known.checkAt
  return (known && (await prolong(sync, known, now))) ?? (await start(sync, about, now))
}

function nextCheck(expiresAt: Instant, now: Instant): Instant {
  const beforeEnd = instant(Math.max(msOf(expiresAt) - dayMs, msOf(now) + 10 * 60_000))
  return earliest(later(now, checkMs), beforeEnd) ?? beforeEnd
}

async function prolong(
  sync: MailboxSync,
  known: Subscription,
  now: Instant,
): Promise<Instant | null> {
  const { context, mailbox } = sync
  const renewed = known.expiresAt > now ? await renew(sync.ask, mailbox.id, known.id, now) : null
  if (renewed) {
    const checkAt = nextCheck(renewed.expiresAt, now)
    await putSubscription(context.db, { ...known, expiresAt: renewed.expiresAt, checkAt }, now)
    return checkAt
  }
  await dropSubscription(context.db, known.id)
  await coverGap(sync, known.about)
  return null
}

/** While it was gone nobody told us anything. */
async function coverGap(sync: MailboxSync, about: About): Promise<void> {
  const { context, mailbox } = sync
  if (about === 'calendar') {
    await requestCalendarSync(context.db, mailbox.id)
    return
  }
  await wantDeepRead(context.db, mailbox.id, instant(0))
  sync.mailbox = { ...mailbox, deepReadAt: instant(0) }
}

async function start(sync: MailboxSync, about: About, now: Instant): Promise<Instant> {
  const { context, mailbox } = sync
  const clientState = newSecret()
  const { id, expiresAt } = await subscribeAlone(sync, about, clientState, now)
  const checkAt = nextCheck(expiresAt, now)
  await putSubscription(
    context.db,
    { id, mailboxId: mailbox.id, about, clientState, expiresAt, checkAt },
    now,
  )
  return checkAt
}

/** Graph allows one of a kind (409): one of an earlier life, whose secret nobody knows any more, has to go first. */
async function subscribeAlone(
  sync: MailboxSync,
  about: About,
  clientState: string,
  now: Instant,
): Promise<SubscriptionInGraph> {
  const { context, mailbox } = sync
  const ask = () =>
    subscribe(sync.ask, mailbox.id, about, context.notificationUrl, clientState, now)
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof GraphError) || error.status !== 409) throw error
    for (const stranger of await subscriptionsFor(sync.ask, mailbox.id, about))
      await unsubscribe(sync.ask, mailbox.id, stranger)
    return ask()
  }
}

async function setDue(sync: MailboxSync, at: Instant): Promise<void> {
  await setSubscriptionDue(sync.context.db, sync.mailbox.id, at)
  sync.mailbox = { ...sync.mailbox, subscriptionDueAt: at }
}
