/** One sync of one mailbox: the lease that every Graph call asks for, what was asked of Graph, and what was heard meanwhile. */

import type { DeliveryReport } from '../../domain/mail/delivery/delivery-report.ts'
import type { CompleteRead } from '../../domain/mailboxes/complete-read.ts'
import { objectionTo, type Named, type Objection } from '../../domain/mailboxes/last-word.ts'
import type { Lease, Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { ageOf, type ClockReadings } from '../../domain/time/clock.ts'
import type { ReadMessage } from '../../domain/unenrollment/subject.ts'
import type { AskGraph } from '../../graph/client.ts'
import { ownsLease, renewLease } from '../../store/mailboxes/mailbox-leases.ts'
import type { Context } from '../context.ts'

/** How long a lease lasts when it is not renewed, in real milliseconds; a Graph call ends after 20 seconds. */
export const leaseMs = 60_000
/** One so old is renewed before the next Graph call: renewing is a write, asking whether it is still ours is not. */
const renewMs = 15_000

/** Thrown when another process has taken the mailbox over: whatever the sync was about to do is no longer its business. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError'
}

export type FetchedReport = DeliveryReport | 'gone' | 'unreadable'

export interface MailboxSync {
  context: Context
  lease: Lease
  mailbox: Mailbox
  /**
   * The company's own mail domains, asked for once when the sync begins, null until then: no other request may come between
   * the last read and an email.
   */
  ownDomains: readonly string[] | null
  /** Asks Graph when the lease has proven to be ours. Throws LeaseLostError. */
  ask: AskGraph
  /** How far the sync is at this moment, for a read that is asked for now. */
  mark(): Pick<CompleteRead, 'asked' | 'requests' | 'news'>
  /** What speaks now against sending on what the read has seen; null when nothing does. Takes no time and asks nobody. */
  objectionTo(read: CompleteRead): Objection | null
  /** Graph's ids of the drafts and sent emails that this sync has made or asked to be sent. */
  ownMessages: Set<string>
  /** When something of this mailbox wants another look although nothing is due: product milliseconds from now. */
  recheckMs: number | null
  /** Drafts that bear the name of an email but are not it: left by a request whose answer was lost. */
  strayDrafts: string[]
  /** Delivery reports met in this sync, by mail id: reading again must not mean asking again. */
  reports: Map<string, FetchedReport>
  /** The same of answers that the list had cut off. */
  wholes: Map<string, ReadMessage>
  /** Ends the hearing of news. */
  close(): void
}

export function openMailboxSync(context: Context, lease: Lease): MailboxSync {
  const { clock, db } = context
  const news: Named[] = []
  let requests = 0
  let leasedAt: ClockReadings | null = null
  const stopHearing = context.watch((changes) => {
    for (const change of changes)
      if (change.kind === 'mail-news' && change.id === lease.mailbox.id) news.push(change.named)
  })
  const keepLease = async (): Promise<boolean> => {
    const now = clock.readings()
    if (leasedAt !== null && ageOf(leasedAt, now) < renewMs) return ownsLease(db, lease)
    const isOurs = await renewLease(db, lease, now.wall + leaseMs)
    if (isOurs) leasedAt = now
    return isOurs
  }
  const sync: MailboxSync = {
    context,
    lease,
    mailbox: lease.mailbox,
    ownDomains: null,
    ownMessages: new Set(),
    recheckMs: null,
    strayDrafts: [],
    reports: new Map(),
    wholes: new Map(),
    ask: async (mailboxId, request) => {
      if (!(await keepLease()))
        throw new LeaseLostError('Another process has taken over this mailbox.')
      if (request.rank !== 'send') requests += 1
      return context.ask(mailboxId, { rank: 'sync', ...request })
    },
    // The request that follows is counted already: it is the last one that a read asked for now has made.
    mark: () => ({ asked: clock.readings(), requests: requests + 1, news: news.length }),
    objectionTo: (read) =>
      objectionTo({
        read,
        now: clock.readings(),
        mailboxId: lease.mailbox.id,
        requests,
        news,
        own: sync.ownMessages,
        leased: leasedAt && { at: leasedAt, forMs: leaseMs },
      }),
    close: stopHearing,
  }
  return sync
}

/** Asks for another look at the mailbox in so many milliseconds, or sooner if somebody asked for sooner. */
export function recheckIn(sync: MailboxSync, ms: number): void {
  sync.recheckMs = Math.min(sync.recheckMs ?? ms, ms)
}
