/** Takes in what Graph posts: each notification is checked, counted as a sync request and stored before Graph gets its answer. */

import { timingSafeEqual } from 'node:crypto'
import { instant } from '../../domain/time/instant.ts'
import type { Subscription } from '../../domain/mailboxes/subscription.ts'
import type { Notification } from '../../graph/change-notifications.ts'
import { nameEvents, requestCalendarSync } from '../../store/meetings/calendars.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import {
  directorySubscriptionsById,
  dropDirectorySubscription,
  setDirectorySubscriptionDue,
} from '../../store/directory/directory.ts'
import {
  publishMailNews,
  requestSync,
  setSubscriptionDue,
  wantDeepRead,
} from '../../store/mailboxes/mailboxes.ts'
import {
  dropSubscription,
  checkSubscription,
  nameMessages,
  subscriptionsById,
} from '../../store/mailboxes/subscriptions.ts'
import { usersByOids } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'

export interface NotificationInbox {
  /** Resolves once these notifications are stored for good. */
  accept(notifications: Notification[]): Promise<void>
}

interface Waiting {
  notifications: Notification[]
  stored: () => void
  failed: (error: unknown) => void
}

/**
 * One commit for everything that arrived in one turn of the event loop: a durable commit costs a disk sync, and a thousand
 * notifications at once need not cost a thousand.
 */
export function openNotificationInbox(context: Context): NotificationInbox {
  let waiting: Waiting[] = []
  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      const isSyncDue = await context.db.transaction((tx) =>
        store(
          tx,
          context,
          batch.flatMap((one) => one.notifications),
        ),
      )
      for (const one of batch) one.stored()
      if (isSyncDue) context.wake()
    } catch (error) {
      for (const one of batch) one.failed(error)
    }
  }
  return {
    accept: (notifications) =>
      new Promise((stored, failed) => {
        waiting.push({ notifications, stored, failed })
        if (waiting.length === 1) setImmediate(() => void flush())
      }),
  }
}

/** Answers whether anything is to be done now. Notifications that prove nothing are passed over: an answer would help a stranger. */
async function store(tx: Db, context: Context, notifications: Notification[]): Promise<boolean> {
  const known = await subscriptionsById(tx, [
    ...new Set(notifications.map((notification) => notification.subscriptionId)),
  ])
  const byMailbox = new Map<string, Named>()
  for (const notification of notifications) {
    const subscription = known.get(notification.subscriptionId)
    if (!subscription || !sameSecret(notification.clientState, subscription.clientState)) continue
    const named = byMailbox.get(subscription.mailboxId) ?? nothingNamed()
    named.syncRequests += 1
    named.calendar ||= subscription.about === 'calendar'
    if (subscription.about === 'mail') {
      named.mail = true
      named.isUnnamed ||= notification.itemId === null
    }
    if (notification.itemId)
      (subscription.about === 'calendar' ? named.eventIds : named.messageGraphIds).add(
        notification.itemId,
      )
    byMailbox.set(subscription.mailboxId, named)
    if (notification.lifecycle)
      await mindLifecycle(tx, context, subscription, notification.lifecycle)
  }
  const now = context.clock.now()
  for (const [mailboxId, named] of byMailbox) {
    const { syncRequests, mail, calendar, isUnnamed, messageGraphIds, eventIds } = named
    await requestSync(tx, mailboxId, syncRequests, now)
    if (calendar) await requestCalendarSync(tx, mailboxId)
    await nameMessages(tx, mailboxId, [...messageGraphIds])
    if (mail) publishMailNews(tx, mailboxId, isUnnamed ? null : [...messageGraphIds])
    await nameEvents(tx, mailboxId, [...eventIds])
  }
  const others = notifications.filter((notification) => !known.has(notification.subscriptionId))
  return (await describeDirectory(tx, context, others)) || byMailbox.size > 0
}

/**
 * Notifications about people of the tenant: only those about people whom the product knows ask for a look. A large directory
 * changes all day long.
 */
async function describeDirectory(
  tx: Db,
  context: Context,
  notifications: Notification[],
): Promise<boolean> {
  if (notifications.length === 0) return false
  const ids = [...new Set(notifications.map((notification) => notification.subscriptionId))]
  const known = await directorySubscriptionsById(tx, ids)
  const proven = notifications.filter((notification) => {
    const subscription = known.get(notification.subscriptionId)
    return (
      subscription !== undefined && sameSecret(notification.clientState, subscription.clientState)
    )
  })
  const now = context.clock.now()
  let concerns = false
  for (const { subscriptionId, lifecycle, itemId } of proven) {
    if (lifecycle === 'subscriptionRemoved') await dropDirectorySubscription(tx, subscriptionId)
    if (lifecycle === 'reauthorizationRequired')
      await setDirectorySubscriptionDue(tx, subscriptionId, now)
    concerns ||= lifecycle !== null || itemId === null
  }
  const oids = [...new Set(proven.flatMap(({ itemId }) => itemId ?? []))]
  concerns ||= (await usersByOids(tx, oids)).length > 0
  if (concerns) await requestJob(tx, 'directory', now)
  return concerns
}

/** What one batch of notifications says of one mailbox. */
interface Named {
  syncRequests: number
  /** Whether anything of it was about mail, and whether any of that named no message. */
  mail: boolean
  isUnnamed: boolean
  /** Whether anything of it was about the calendar. */
  calendar: boolean
  messageGraphIds: Set<string>
  eventIds: Set<string>
}

function nothingNamed(): Named {
  return {
    syncRequests: 0,
    mail: false,
    isUnnamed: false,
    calendar: false,
    messageGraphIds: new Set(),
    eventIds: new Set(),
  }
}

function sameSecret(given: string, kept: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(kept)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Graph's three lifecycle words (change-notifications-lifecycle-events): the subscription ails, is gone, or missed some. */
async function mindLifecycle(
  tx: Db,
  context: Context,
  subscription: Subscription,
  event: NonNullable<Notification['lifecycle']>,
): Promise<void> {
  if (event === 'subscriptionRemoved') await dropSubscription(tx, subscription.id)
  if (event === 'reauthorizationRequired') await checkSubscription(tx, subscription.id, instant(0))
  if (event !== 'missed') await setSubscriptionDue(tx, subscription.mailboxId, context.clock.now())
  // A calendar's link to its changes misses nothing, and it is asked to sync by the notification itself.
  if (event !== 'reauthorizationRequired' && subscription.about === 'mail')
    await wantDeepRead(tx, subscription.mailboxId, instant(0))
}
