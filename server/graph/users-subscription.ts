/** The one subscription to all users of the tenant. */

import { z } from 'zod'
import { instant, msOf, toInstant, type Instant } from '../domain/time/instant.ts'
import { formOf, linkParts, orNull, type AskGraph } from './client.ts'

// Microsoft's limit for directory objects is 41,760 minutes; a quarter of an hour is left for clocks that differ.
const longestMs = (41_760 - 15) * 60_000

const made = z.object({ id: z.string(), expirationDateTime: z.string() })

export interface UsersSubscription {
  id: string
  /** As Graph answered it, which need not be what was asked for. */
  expiresAt: Instant
}

/** Subscribes to all users of the tenant: one for all, since a tenant has few of them to give. */
export async function subscribeToUsers(
  ask: AskGraph,
  notificationUrl: string,
  clientState: string,
  now: Instant,
): Promise<UsersSubscription> {
  const answer = await ask(null, {
    method: 'POST',
    path: '/subscriptions',
    json: {
      // A soft deletion comes as "updated".
      changeType: 'updated,deleted',
      notificationUrl: notificationUrl,
      lifecycleNotificationUrl: notificationUrl,
      resource: 'users',
      expirationDateTime: instant(msOf(now) + longestMs),
      clientState,
    },
  })
  const { id, expirationDateTime } = formOf(made, answer)
  return { id, expiresAt: toInstant(expirationDateTime) }
}

/** Prolongs it; null when Graph does not have it any more. */
export async function renewUsers(
  ask: AskGraph,
  id: string,
  now: Instant,
): Promise<UsersSubscription | null> {
  const answer = await orNull(
    ask(null, {
      method: 'PATCH',
      path: `/subscriptions/${id}`,
      json: { expirationDateTime: instant(msOf(now) + longestMs) },
    }),
  )
  if (!answer) return null
  const { expirationDateTime } = formOf(made, answer)
  return { id, expiresAt: toInstant(expirationDateTime) }
}

const list = z.object({
  value: z.array(z.object({ id: z.string(), resource: z.string() })),
  '@odata.nextLink': z.string().optional(),
})

/** Takes away every subscription to the users that an earlier life of this app has left. */
export async function unsubscribeFromUsers(ask: AskGraph): Promise<void> {
  let next: string | undefined = '/subscriptions'
  while (next) {
    const found: z.infer<typeof list> = formOf(
      list,
      await ask(null, { method: 'GET', ...linkParts(next) }),
    )
    for (const one of found.value)
      if (one.resource.toLowerCase().replace(/^\//, '') === 'users')
        await orNull(ask(null, { method: 'DELETE', path: `/subscriptions/${one.id}` }))
    next = found['@odata.nextLink']
  }
}
