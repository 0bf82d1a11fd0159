/** Turns what happened to an item into the notices its subscribers get. */

import { sandboxWorld } from '../../shared/sandbox-world.ts'
import type { Clock } from '../clock.ts'
import { etagOf } from '../graph/etag.ts'
import type { Message } from '../state/message.ts'
import type { ChangeType, Subscription, SubscriptionStore } from '../state/subscriptions.ts'
import type { Notices } from './notices.ts'

export interface Changes {
  /** `message` as it is after the change (for `deleted`: as it was before). */
  announce: (message: Message, changeType: ChangeType) => void
}

export function openChanges(
  subscriptions: SubscriptionStore,
  notices: Notices,
  clock: Clock,
): Changes {
  return {
    announce: (message, changeType) => {
      for (const one of subscriptions.covering(message.mailbox, message.folder)) {
        if (one.expiresMs <= clock.now() || !one.changeTypes.includes(changeType)) continue
        notices.tell(one.notificationUrl, changeNotification(one, message, changeType))
      }
    },
  }
}

/** Letter case as Graph writes it in notices without resource data. */
function changeNotification(one: Subscription, message: Message, changeType: ChangeType): object {
  const id = one.immutableIds ? message.id : message.mutableId
  const resource = `Users/${message.mailbox}/Messages/${id}`
  return {
    subscriptionId: one.id,
    subscriptionExpirationDateTime: new Date(one.expiresMs).toISOString(),
    changeType,
    resource,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Message',
      '@odata.id': resource,
      '@odata.etag': etagOf(message),
      id,
    },
    clientState: one.clientState,
    tenantId: sandboxWorld.tenantId,
  }
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed'

/** Queues a lifecycle notice; a subscription without a lifecycle address gets none. Answers whether one was queued. */
export function tellLifecycle(
  notices: Notices,
  one: Subscription,
  lifecycleEvent: LifecycleEvent,
): boolean {
  if (one.lifecycleNotificationUrl === null) return false
  notices.tell(one.lifecycleNotificationUrl, {
    subscriptionId: one.id,
    subscriptionExpirationDateTime: new Date(one.expiresMs).toISOString(),
    tenantId: sandboxWorld.tenantId,
    clientState: one.clientState,
    lifecycleEvent,
  })
  return true
}
