/** The bars that an add-in shows above an item, with Outlook's rules for them. */

import type { HostItem, Notification } from './item.ts'
import { failed, succeeded, textOf } from './protocol.ts'
import type { Fields, MethodAnswer } from './protocol.ts'

const notificationTypes = [
  'informationalMessage',
  'progressIndicator',
  'errorMessage',
  'insightMessage',
]

/** Null when `id` is none of the methods for notification messages. */
export function notificationMethod(
  id: number,
  params: Fields,
  item: HostItem,
  door: { itemTouched(): void },
): MethodAnswer | null {
  const key = textOf(params['key'])
  const at = item.notifications.findIndex((one) => one.key === key)
  const write = (list: Notification[]): MethodAnswer => {
    item.notifications = list
    door.itemTouched()
    return succeeded()
  }
  const posted: Notification = {
    ...params,
    key,
    type: Number(params['type']),
    message: textOf(params['message']),
  }
  switch (id) {
    case 33:
      // DuplicateNotificationKey, NumberOfNotificationsExceeded
      if (at >= 0) return failed(9023)
      return item.notifications.length >= 5 ? failed(9025) : write([...item.notifications, posted])
    case 34:
      return succeeded(
        item.notifications.map((one) => ({ ...one, type: notificationTypes[one.type] })),
      )
    case 35:
      return at < 0 ? failed(9024) : write(item.notifications.with(at, posted))
    case 36:
      return at < 0 ? failed(9024) : write(item.notifications.toSpliced(at, 1))
    default:
      return null
  }
}
