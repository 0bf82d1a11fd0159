/** What Graph accepts as a subscription, and how long it may last. */

import { z } from 'zod'
import type { Subscription } from '../../state/subscriptions.ts'
import { read, readJson } from '../read-json.ts'
import { GraphRefusal } from '../refusal.ts'

const minute = 60_000
/** An expiry sooner than this is silently raised to it. */
const shortestMs = 45 * minute
/** Outlook items without resource data; users. */
const longestMs = 10_080 * minute
const longestDirectoryMs = 41_760 * minute

const dateTime = z.iso.datetime({ offset: true })
const createSchema = z.strictObject({
  '@odata.type': z.string().optional(),
  changeType: z.string().min(1),
  notificationUrl: z.string().min(1),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string().min(1),
  expirationDateTime: dateTime,
  clientState: z.string().nullish(),
  latestSupportedTlsVersion: z.enum(['v1_0', 'v1_1', 'v1_2', 'v1_3']).nullish(),
  includeResourceData: z.literal(false).nullish(),
})
const patchSchema = z.strictObject({
  expirationDateTime: dateTime.optional(),
  notificationUrl: z.string().optional(),
})

export function readSubscription(body: Buffer): z.infer<typeof createSchema> {
  const wish = read(createSchema, readJson(body), 'microsoft.graph.subscription')
  checkUrl(wish.notificationUrl, 'notificationUrl')
  if (wish.lifecycleNotificationUrl != null)
    checkUrl(wish.lifecycleNotificationUrl, 'lifecycleNotificationUrl')
  if ((wish.clientState?.length ?? 0) > 128)
    throw invalid('Client state cannot be longer than 128 characters.')
  return wish
}

export function readRenewal(body: Buffer): z.infer<typeof patchSchema> {
  return read(patchSchema, readJson(body), 'microsoft.graph.subscription')
}

export function readChangeTypes(text: string): Subscription['changeTypes'] {
  return text.split(',').map((part) => {
    const wanted = part.trim().toLowerCase()
    if (wanted === 'created' || wanted === 'updated' || wanted === 'deleted') return wanted
    throw invalid(`Subscription changeType is invalid: '${part.trim()}'.`)
  })
}

export function checkUrl(url: string, name: string): void {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw invalid(`The ${name} must be a valid https address.`)
}

/** The granted expiry: at least 45 minutes from now, product time. Throws when it is past or too far. */
export function expiry(text: string, nowMs: number, watched: { mailbox: string | null }): number {
  const longest = watched.mailbox === null ? longestDirectoryMs : longestMs
  const wanted = Date.parse(text)
  if (wanted <= nowMs) throw invalid('Subscription expiration must be in the future.')
  if (wanted > nowMs + longest)
    throw invalid(`Subscription expiration can only be ${longest / minute} minutes in the future.`)
  return Math.max(wanted, nowMs + shortestMs)
}

function invalid(message: string): GraphRefusal {
  return new GraphRefusal(400, 'InvalidRequest', message)
}
