/** Takes in what Graph posts: each notice is checked, counted as a poke and stored before Graph gets its answer. */

import { timingSafeEqual } from 'node:crypto'
import { instant } from '../domain/instant.ts'
import type { Notice } from '../graph/notices.ts'
import type { Db } from '../store/db.ts'
import { poke, setSubscriptionDue, wantDeepRead } from '../store/mailboxes.ts'
import {
  dropSubscription,
  nameMails,
  subscriptionsById,
  type Subscription,
} from '../store/subscriptions.ts'
import type { Context } from './context.ts'

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

/** Answers whether any mailbox was poked. Notices that prove nothing are passed over: an answer would help a stranger. */
async function store(tx: Db, context: Context, notices: Notice[]): Promise<boolean> {
  const known = await subscriptionsById(tx, [
    ...new Set(notices.map((notice) => notice.subscriptionId)),
  ])
  const byMailbox = new Map<string, { pokes: number; mailIds: Set<string> }>()
  for (const notice of notices) {
    const subscription = known.get(notice.subscriptionId)
    if (!subscription || !sameSecret(notice.clientState, subscription.clientState)) continue
    const mailbox = byMailbox.get(subscription.mailboxId) ?? { pokes: 0, mailIds: new Set() }
    mailbox.pokes += 1
    if (notice.mailId) mailbox.mailIds.add(notice.mailId)
    byMailbox.set(subscription.mailboxId, mailbox)
    if (notice.lifecycle) await mindLifecycle(tx, context, subscription, notice.lifecycle)
  }
  const now = context.clock.now()
  for (const [mailboxId, { pokes, mailIds }] of byMailbox) {
    await poke(tx, mailboxId, pokes, now)
    await nameMails(tx, mailboxId, [...mailIds])
  }
  return byMailbox.size > 0
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
  if (event !== 'missed') await setSubscriptionDue(tx, subscription.mailboxId, context.clock.now())
  if (event !== 'reauthorizationRequired')
    await wantDeepRead(tx, subscription.mailboxId, instant(0))
}
