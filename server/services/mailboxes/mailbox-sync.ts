/** One sync of one mailbox: the lease that every Graph call renews, and what the last call was. */

import type { DeliveryReport } from '../../domain/mail/delivery/delivery-report.ts'
import type { Lease, Mailbox } from '../../domain/mailboxes/mailbox.ts'
import type { AskGraph } from '../../graph/client.ts'
import { renewLease } from '../../store/mailboxes/mailbox-leases.ts'
import type { Context } from '../context.ts'

/** How long a lease lasts without a Graph call, in real milliseconds; a call itself ends after 20 seconds. */
export const leaseMs = 60_000

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
  /** Asks Graph after renewing the lease. Throws LeaseLostError. */
  ask: AskGraph
  /** Real milliseconds when the last complete read ended, while no other request has followed it; else null. */
  freshRead: number | null
  /** When something of this mailbox wants another look although nothing is due: product milliseconds from now. */
  recheckMs: number | null
  /** Drafts that bear the name of an email but are not it: left by a request whose answer was lost. */
  strayDrafts: string[]
  /** Delivery reports met in this sync, by mail id: reading again must not mean asking again. */
  reports: Map<string, FetchedReport>
}

export function openMailboxSync(context: Context, lease: Lease): MailboxSync {
  const sync: MailboxSync = {
    context,
    lease,
    mailbox: lease.mailbox,
    ownDomains: null,
    freshRead: null,
    recheckMs: null,
    strayDrafts: [],
    reports: new Map(),
    ask: async (mailboxId, request) => {
      if (!(await renewLease(context.db, lease, context.clock.real() + leaseMs)))
        throw new LeaseLostError('Another process has taken over this mailbox.')
      sync.freshRead = null
      return context.ask(mailboxId, request)
    },
  }
  return sync
}

/** Asks for another look at the mailbox in so many milliseconds, or sooner if somebody asked for sooner. */
export function recheckIn(sync: MailboxSync, ms: number): void {
  sync.recheckMs = Math.min(sync.recheckMs ?? ms, ms)
}
