/** Turns what happened to an item into the notifications its subscribers get. */

import { sandboxWorld } from '../constants.ts'
import type { Clock } from '../clock.ts'
import { etagOf, eventEtagOf } from '../graph/etag.ts'
import type { CalendarEvent } from '../state/event.ts'
import type { Message } from '../state/message.ts'
import type { ChangeType, Subscription, SubscriptionStore } from '../state/subscriptions.ts'
import type { Notifications } from './notifications.ts'

export interface Changes {
  /** `message` as it is after the change (for `deleted`: as it was before). */
  announce: (message: Message, changeType: ChangeType) => void
  announceEvent: (event: CalendarEvent, changeType: ChangeType) => void
  /** `sequence` is the number of the change. Microsoft: a new, changed or soft-deleted user is `updated`. */
  announcePerson: (id: string, changeType: 'updated' | 'deleted', sequence: number) => void
}

export function openChanges(
  subscriptions: SubscriptionStore,
  notifications: Notifications,
  clock: Clock,
): Changes {
  const tell = (all: Subscription[], changeType: ChangeType, what: What): void => {
    for (const one of all) {
      if (one.expiresMs <= clock.now() || !one.changeTypes.includes(changeType)) continue
      notifications.tell(
        one.notificationUrl,
        changeNotification(one, changeType, what),
        one.mailbox,
      )
    }
  }
  return {
    announce: (message, changeType) => {
      tell(subscriptions.covering(message.mailbox, message.folder), changeType, {
        type: 'Message',
        pathOf: (one) =>
          `Users/${message.mailbox}/Messages/${one.immutableIds ? message.id : message.mutableId}`,
        rest: { '@odata.etag': etagOf(message) },
      })
    },
    announceEvent: (event, changeType) => {
      tell(subscriptions.ofCalendar(event.mailbox), changeType, {
        type: 'Event',
        pathOf: (one) =>
          `Users/${event.mailbox}/Events/${one.immutableIds ? event.id : event.mutableId}`,
        rest: { '@odata.etag': eventEtagOf(event) },
      })
    },
    announcePerson: (id, changeType, sequence) => {
      tell(subscriptions.ofPerson(id), changeType, {
        type: 'User',
        pathOf: () => `Users/${id}`,
        rest: { organizationId: sandboxWorld.tenantId, sequenceNumber: sequence },
      })
    },
  }
}

interface What {
  type: 'Message' | 'Event' | 'User'
  /** Ends in the id, in the format the subscription asked for. */
  pathOf: (one: Subscription) => string
  rest: object
}

/** Letter case as Graph writes it in notifications without resource data. */
function changeNotification(one: Subscription, changeType: ChangeType, what: What): object {
  const resource = what.pathOf(one)
  return {
    subscriptionId: one.id,
    subscriptionExpirationDateTime: new Date(one.expiresMs).toISOString(),
    changeType,
    resource,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${what.type}`,
      '@odata.id': resource,
      ...what.rest,
      id: resource.slice(resource.lastIndexOf('/') + 1),
    },
    clientState: one.clientState,
    tenantId: sandboxWorld.tenantId,
  }
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed'

/** Queues a lifecycle notification; a subscription without a lifecycle address gets none. Answers whether one was queued. */
export function tellLifecycle(
  notifications: Notifications,
  one: Subscription,
  lifecycleEvent: LifecycleEvent,
): boolean {
  if (one.lifecycleNotificationUrl === null) return false
  const item = {
    subscriptionId: one.id,
    subscriptionExpirationDateTime: new Date(one.expiresMs).toISOString(),
    tenantId: sandboxWorld.tenantId,
    clientState: one.clientState,
    lifecycleEvent,
  }
  notifications.tell(one.lifecycleNotificationUrl, item, one.mailbox)
  return true
}
