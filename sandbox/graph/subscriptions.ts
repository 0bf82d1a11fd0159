/** Subscriptions: the handshake with the subscriber, renewal, and everything Graph refuses here. */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sandboxWorld } from '../../shared/sandbox-world.ts'
import type { Subscription } from '../state/subscriptions.ts'
import { param } from './call.ts'
import type { Answer, Call, Route } from './call.ts'
import { shakeHands } from './handshake.ts'
import { read, readJson } from './message-request.ts'
import { GraphRefusal } from './refusal.ts'
import { readResource } from './subscribed-resource.ts'

const minute = 60_000
/** An expiry sooner than this is silently raised to it. */
const shortestMs = 45 * minute
/** Outlook items without resource data; users. */
const longestMs = 10_080 * minute
const longestDirectoryMs = 41_760 * minute
const mostPerMailbox = 1_000

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

export const subscriptionRoutes: Route[] = [
  { method: 'POST', template: 'subscriptions', handle: create },
  { method: 'GET', template: 'subscriptions', handle: list },
  { method: 'GET', template: 'subscriptions/{subscription}', handle: get },
  { method: 'PATCH', template: 'subscriptions/{subscription}', handle: renew },
  { method: 'DELETE', template: 'subscriptions/{subscription}', handle: remove },
  { method: 'POST', template: 'subscriptions/{subscription}/reauthorize', handle: reauthorize },
]

async function create(call: Call): Promise<Answer> {
  const { world } = call
  const wish = read(createSchema, readJson(call.body), 'microsoft.graph.subscription')
  const changeTypes = readChangeTypes(wish.changeType)
  const target = readResource(wish.resource, world.people)
  checkUrl(wish.notificationUrl, 'notificationUrl')
  if (wish.lifecycleNotificationUrl != null)
    checkUrl(wish.lifecycleNotificationUrl, 'lifecycleNotificationUrl')
  if ((wish.clientState?.length ?? 0) > 128)
    throw invalid('Client state cannot be longer than 128 characters.')
  const longest = target.mailbox === null ? longestDirectoryMs : longestMs
  const expiresMs = expiry(wish.expirationDateTime, world.clock.now(), longest)
  world.subscriptions.removeExpired(world.clock.now())

  checkDuplicate(call, wish.resource, changeTypes)
  if (
    target.mailbox !== null &&
    world.subscriptions.ofMailbox(target.mailbox).length >= mostPerMailbox
  )
    throw new GraphRefusal(
      403,
      'ExtensionError',
      `Subscription limit of ${mostPerMailbox} per mailbox reached.`,
    )
  await shakeHands(world, wish.notificationUrl)
  if (wish.lifecycleNotificationUrl != null) await shakeHands(world, wish.lifecycleNotificationUrl)
  // Another request may have made the same one during the handshake.
  checkDuplicate(call, wish.resource, changeTypes)

  const subscription: Subscription = {
    id: randomUUID(),
    ...target,
    resource: wish.resource,
    changeTypes,
    notificationUrl: wish.notificationUrl,
    lifecycleNotificationUrl: wish.lifecycleNotificationUrl ?? null,
    clientState: wish.clientState ?? null,
    expiresMs,
    immutableIds: call.prefer.immutableIds,
    applicationId: call.appId,
    latestSupportedTlsVersion: wish.latestSupportedTlsVersion ?? 'v1_2',
    warnedMs: 0,
  }
  world.subscriptions.save(subscription)
  return { status: 201, body: { ...context(call, '/$entity'), ...resourceOf(subscription) } }
}

function list(call: Call): Answer {
  call.world.subscriptions.removeExpired(call.world.clock.now())
  const value = call.world.subscriptions.list().map(resourceOf)
  return { status: 200, body: { ...context(call, ''), value } }
}

function get(call: Call): Answer {
  return {
    status: 200,
    body: { ...context(call, '/$entity'), ...resourceOf(subscriptionIn(call)) },
  }
}

async function renew(call: Call): Promise<Answer> {
  const subscription = subscriptionIn(call)
  const patch = read(patchSchema, readJson(call.body), 'microsoft.graph.subscription')
  const longest = subscription.mailbox === null ? longestDirectoryMs : longestMs
  const expiresMs =
    patch.expirationDateTime === undefined
      ? subscription.expiresMs
      : expiry(patch.expirationDateTime, call.world.clock.now(), longest)
  const notificationUrl = patch.notificationUrl ?? subscription.notificationUrl
  if (notificationUrl !== subscription.notificationUrl) {
    checkUrl(notificationUrl, 'notificationUrl')
    await shakeHands(call.world, notificationUrl)
  }
  const renewed = { ...subscriptionIn(call), expiresMs, notificationUrl, warnedMs: 0 }
  call.world.subscriptions.save(renewed)
  return { status: 200, body: { ...context(call, '/$entity'), ...resourceOf(renewed) } }
}

function remove(call: Call): Answer {
  call.world.subscriptions.remove(subscriptionIn(call).id)
  return { status: 204 }
}

/** Renews the authorisation only; the expiry stays. */
function reauthorize(call: Call): Answer {
  subscriptionIn(call)
  return { status: 204 }
}

function subscriptionIn(call: Call): Subscription {
  const id = param(call, 'subscription').toLowerCase()
  call.world.subscriptions.removeExpired(call.world.clock.now())
  const subscription = call.world.subscriptions.find(id)
  if (subscription === undefined)
    throw new GraphRefusal(404, 'ResourceNotFound', 'The object was not found.')
  return subscription
}

function readChangeTypes(text: string): Subscription['changeTypes'] {
  return text.split(',').map((part) => {
    const wanted = part.trim().toLowerCase()
    if (wanted === 'created' || wanted === 'updated' || wanted === 'deleted') return wanted
    throw invalid(`Subscription changeType is invalid: '${part.trim()}'.`)
  })
}

function checkUrl(url: string, name: string): void {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw invalid(`The ${name} must be a valid https address.`)
}

function expiry(text: string, nowMs: number, longest: number): number {
  const wanted = Date.parse(text)
  if (wanted <= nowMs) throw invalid('Subscription expiration must be in the future.')
  if (wanted > nowMs + longest)
    throw invalid(`Subscription expiration can only be ${longest / minute} minutes in the future.`)
  return Math.max(wanted, nowMs + shortestMs)
}

function checkDuplicate(call: Call, resource: string, changeTypes: string[]): void {
  const key = (path: string, types: string[]): string =>
    `${path.replace(/^\//, '').toLowerCase()} ${[...types].sort().join()}`
  const same = call.world.subscriptions
    .list()
    .find((one) => key(one.resource, one.changeTypes) === key(resource, changeTypes))
  if (same !== undefined) {
    throw new GraphRefusal(
      409,
      'ExtensionError',
      `Subscription Id ${same.id} already exists for the requested combination`,
    )
  }
}

function resourceOf(one: Subscription): Record<string, unknown> {
  return {
    id: one.id,
    resource: one.resource,
    applicationId: one.applicationId,
    changeType: one.changeTypes.join(','),
    clientState: one.clientState,
    notificationUrl: one.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: one.lifecycleNotificationUrl,
    expirationDateTime: new Date(one.expiresMs).toISOString(),
    creatorId: sandboxWorld.clientId,
    includeResourceData: null,
    latestSupportedTlsVersion: one.latestSupportedTlsVersion,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
    notificationContentType: null,
  }
}

function context(call: Call, tail: string): { '@odata.context': string } {
  return { '@odata.context': `${call.baseUrl}/$metadata#subscriptions${tail}` }
}

function invalid(message: string): GraphRefusal {
  return new GraphRefusal(400, 'InvalidRequest', message)
}
