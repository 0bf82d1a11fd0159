/** Subscriptions: the handshake with the subscriber, renewal, and everything Graph refuses here. */

import { randomUUID } from 'node:crypto'
import { sandboxWorld } from '../../constants.ts'
import type { Subscription } from '../../state/subscriptions.ts'
import { param } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { shakeHands } from './handshake.ts'
import { GraphRefusal } from '../refusal.ts'
import { readResource } from './subscribed-resource.ts'
import {
  checkUrl,
  expiry,
  readChangeTypes,
  readRenewal,
  readSubscription,
} from './subscription-request.ts'

const mostPerMailbox = 1_000

export const subscriptionRoutes: Route[] = [
  { method: 'POST', template: 'subscriptions', handle: create },
  { method: 'GET', template: 'subscriptions', handle: list },
  { method: 'GET', template: 'subscriptions/{subscription}', handle: get },
  { method: 'PATCH', template: 'subscriptions/{subscription}', handle: renew },
  { method: 'DELETE', template: 'subscriptions/{subscription}', handle: remove },
  { method: 'POST', template: 'subscriptions/{subscription}/reauthorize', handle: reauthorize },
]

async function create(call: Call): Promise<GraphReply> {
  const { world } = call
  const wish = readSubscription(call.body)
  const changeTypes = readChangeTypes(wish.changeType)
  const target = readResource(wish.resource, world.people)
  // Microsoft, subscription resource: users are told of by updated and deleted only.
  if (target.watches === 'users' && changeTypes.includes('created'))
    throw new GraphRefusal(
      400,
      'InvalidRequest',
      "The change type 'created' is not supported for users; use 'updated' and 'deleted'.",
    )
  const expiresMs = expiry(wish.expirationDateTime, world.clock.now(), target)
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

function list(call: Call): GraphReply {
  call.world.subscriptions.removeExpired(call.world.clock.now())
  const value = call.world.subscriptions.list().map(resourceOf)
  return { status: 200, body: { ...context(call, ''), value } }
}

function get(call: Call): GraphReply {
  return {
    status: 200,
    body: { ...context(call, '/$entity'), ...resourceOf(subscriptionIn(call)) },
  }
}

async function renew(call: Call): Promise<GraphReply> {
  const subscription = subscriptionIn(call)
  const patch = readRenewal(call.body)
  const expiresMs =
    patch.expirationDateTime === undefined
      ? subscription.expiresMs
      : expiry(patch.expirationDateTime, call.world.clock.now(), subscription)
  const notificationUrl = patch.notificationUrl ?? subscription.notificationUrl
  if (notificationUrl !== subscription.notificationUrl) {
    checkUrl(notificationUrl, 'notificationUrl')
    await shakeHands(call.world, notificationUrl)
  }
  const renewed = { ...subscriptionIn(call), expiresMs, notificationUrl, warnedMs: 0 }
  call.world.subscriptions.save(renewed)
  return { status: 200, body: { ...context(call, '/$entity'), ...resourceOf(renewed) } }
}

function remove(call: Call): GraphReply {
  call.world.subscriptions.remove(subscriptionIn(call).id)
  return { status: 204 }
}

/** Renews the authorisation only; the expiry stays. */
function reauthorize(call: Call): GraphReply {
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
