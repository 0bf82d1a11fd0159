/** Takes in what Graph posts: each notice is checked, counted as a poke and stored before Graph gets its answer. */

import { timingSafeEqual } from 'node:crypto'
import { instant } from '../../domain/time/instant.ts'
import type { Subscription } from '../../domain/mailboxes/subscription.ts'
import type { Notice } from '../../graph/change-notifications.ts'
import { nameEvents, pokeCalendar } from '../../store/meetings/calendars.ts'
import { askForChore } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import {
  directorySubscriptionsById,
  dropDirectorySubscription,
  setDirectorySubscriptionDue,
} from '../../store/directory/directory.ts'
import { poke, setSubscriptionDue, wantDeepRead } from '../../store/mailboxes/mailboxes.ts'
import {
  dropSubscription,
  lookAtSubscription,
  nameMails,
  subscriptionsById,
} from '../../store/mailboxes/subscriptions.ts'
import { usersByOids } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'

export interface NoticeBox {
  /** Resolves once these notices are stored for good. */
  accept(notices: Notice[]): Promise<void>
}

interface Waiting {
  notices: Notice[]
  stored: () => void
  failed: (error: unknown) => void
}

/**
 * One commit for everything that arrived in one turn of the event loop: a durable commit costs a disk sync, and a thousand
 * notices at once need not cost a thousand.
 */
export function openNoticeBox(context: Context): NoticeBox {
  let waiting: Waiting[] = []
  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      const poked = await context.db.transaction((tx) =>
        store(
          tx,
          context,
          batch.flatMap((one) => one.notices),
        ),
      )
      for (const one of batch) one.stored()
      if (poked) context.wake()
    } catch (error) {
      for (const one of batch) one.failed(error)
    }
  }
  return {
    accept: (notices) =>
      new Promise((stored, failed) => {
        waiting.push({ notices, stored, failed })
        if (waiting.length === 1) setImmediate(() => void flush())
      }),
  }
}

/** Answers whether anything is to be done now. Notices that prove nothing are passed over: an answer would help a stranger. */
async function store(tx: Db, context: Context, notices: Notice[]): Promise<boolean> {
  const known = await subscriptionsById(tx, [
    ...new Set(notices.map((notice) => notice.subscriptionId)),
  ])
  const byMailbox = new Map<string, Told>()
  for (const notice of notices) {
    const subscription = known.get(notice.subscriptionId)
    if (!subscription || !sameSecret(notice.clientState, subscription.clientState)) continue
    const told = byMailbox.get(subscription.mailboxId) ?? nothingTold()
    told.pokes += 1
    told.calendar ||= subscription.about === 'calendar'
    if (notice.itemId)
      (subscription.about === 'calendar' ? told.eventIds : told.mailIds).add(notice.itemId)
    byMailbox.set(subscription.mailboxId, told)
    if (notice.lifecycle) await mindLifecycle(tx, context, subscription, notice.lifecycle)
  }
  const now = context.clock.now()
  for (const [mailboxId, { pokes, calendar, mailIds, eventIds }] of byMailbox) {
    await poke(tx, mailboxId, pokes, now)
    if (calendar) await pokeCalendar(tx, mailboxId)
    await nameMails(tx, mailboxId, [...mailIds])
    await nameEvents(tx, mailboxId, [...eventIds])
  }
  const others = notices.filter((notice) => !known.has(notice.subscriptionId))
  return (await tellDirectory(tx, context, others)) || byMailbox.size > 0
}

/**
 * Notices about people of the tenant: only those about people whom the product knows ask for a look. A large directory
 * changes all day long.
 */
async function tellDirectory(tx: Db, context: Context, notices: Notice[]): Promise<boolean> {
  if (notices.length === 0) return false
  const ids = [...new Set(notices.map((notice) => notice.subscriptionId))]
  const known = await directorySubscriptionsById(tx, ids)
  const proven = notices.filter((notice) => {
    const subscription = known.get(notice.subscriptionId)
    return subscription !== undefined && sameSecret(notice.clientState, subscription.clientState)
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
  if (concerns) await askForChore(tx, 'directory', now)
  return concerns
}

/** What one batch of notices says of one mailbox. */
interface Told {
  pokes: number
  /** Whether anything of it was about the calendar. */
  calendar: boolean
  mailIds: Set<string>
  eventIds: Set<string>
}

function nothingTold(): Told {
  return { pokes: 0, calendar: false, mailIds: new Set(), eventIds: new Set() }
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
  event: NonNullable<Notice['lifecycle']>,
): Promise<void> {
  if (event === 'subscriptionRemoved') await dropSubscription(tx, subscription.id)
  if (event === 'reauthorizationRequired') await lookAtSubscription(tx, subscription.id, instant(0))
  if (event !== 'missed') await setSubscriptionDue(tx, subscription.mailboxId, context.clock.now())
  // A calendar's link to its changes misses nothing, and it is poked by the notice itself.
  if (event !== 'reauthorizationRequired' && subscription.about === 'mail')
    await wantDeepRead(tx, subscription.mailboxId, instant(0))
}
