/** Graph's change notifications: asking for them, keeping them alive, and reading what is posted to us. */

import { z } from 'zod'
import { instant, msOf, toInstant, type Instant } from '../domain/time/instant.ts'
import type { About } from '../domain/mailboxes/subscription.ts'
import {
  formOf,
  immutableIds,
  linkParts,
  orNull,
  type AskGraph,
  type GraphAnswer,
} from './client.ts'

// Microsoft's limit for Outlook messages and events is 10,080 minutes; a quarter of an hour is left for clocks that differ.
const longestMs = (10_080 - 15) * 60_000

const subscription = z.object({ id: z.string(), expirationDateTime: z.string() })

export interface SubscriptionInGraph {
  id: string
  /** As Graph answered it, which need not be what was asked for. */
  expiresAt: Instant
}

/** A mail that arrives says all; of a meeting it matters as well that it changes or goes. */
const changeTypes: Record<About, string> = { mail: 'created', calendar: 'created,updated,deleted' }

function resourceOf(mailboxId: string, about: About): string {
  return `users/${mailboxId}/${about === 'mail' ? 'messages' : 'events'}`
}

/** Subscribes to every new message of all folders, or to the calendar. `notificationUrl` must already be answering. */
export async function subscribe(
  ask: AskGraph,
  mailboxId: string,
  about: About,
  notificationUrl: string,
  clientState: string,
  now: Instant,
): Promise<SubscriptionInGraph> {
  const answer = await ask(mailboxId, {
    method: 'POST',
    path: '/subscriptions',
    json: {
      changeType: changeTypes[about],
      notificationUrl: notificationUrl,
      lifecycleNotificationUrl: notificationUrl,
      resource: resourceOf(mailboxId, about),
      expirationDateTime: instant(msOf(now) + longestMs),
      clientState,
    },
    prefer: [immutableIds],
  })
  return read(answer)
}

/** Prolongs it; null when Graph does not have it any more. */
export async function renew(
  ask: AskGraph,
  mailboxId: string,
  id: string,
  now: Instant,
): Promise<SubscriptionInGraph | null> {
  const answer = await orNull(
    ask(mailboxId, {
      method: 'PATCH',
      path: `/subscriptions/${id}`,
      json: { expirationDateTime: instant(msOf(now) + longestMs) },
    }),
  )
  return answer && read(answer)
}

const subscriptionList = z.object({
  value: z.array(z.object({ id: z.string(), resource: z.string() })),
  '@odata.nextLink': z.string().optional(),
})

/** Ids of what this app has subscribed to for the mailbox: by an earlier server, or with an answer that was lost. */
export async function subscriptionsFor(
  ask: AskGraph,
  mailboxId: string,
  about: About,
): Promise<string[]> {
  const wanted = resourceOf(mailboxId, about).toLowerCase()
  const ids: string[] = []
  let next: string | undefined = '/subscriptions'
  while (next) {
    const answer = await ask(mailboxId, { method: 'GET', ...linkParts(next) })
    const found = formOf(subscriptionList, answer)
    for (const one of found.value)
      if (one.resource.toLowerCase().replace(/^\//, '') === wanted) ids.push(one.id)
    next = found['@odata.nextLink']
  }
  return ids
}

export async function unsubscribe(ask: AskGraph, mailboxId: string, id: string): Promise<void> {
  await orNull(ask(mailboxId, { method: 'DELETE', path: `/subscriptions/${id}` }))
}

function read(answer: GraphAnswer): SubscriptionInGraph {
  const { id, expirationDateTime } = formOf(subscription, answer)
  return { id, expiresAt: toInstant(expirationDateTime) }
}
