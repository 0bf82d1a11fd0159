/** The bars above an item that an add-in asked Outlook to show. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarGroup,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { OutlookHost } from '../host/outlook-host.ts'
import { fieldsOf, listOf, textOf } from '../host/protocol.ts'

export function NotificationBars({ host }: { host: OutlookHost }) {
  const notifications = host.item?.notifications ?? []
  if (notifications.length === 0) return null
  return (
    <MessageBarGroup>
      {notifications.map((one) => (
        <MessageBar key={one.key} intent={one.type === 2 ? 'error' : 'info'}>
          <MessageBarBody>{one.message}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                aria-label="Dismiss"
                icon={<DismissRegular />}
                onClick={() => {
                  host.dismissNotification(one.key)
                }}
              />
            }
          >
            {listOf(one['actions']).map((action, index) => (
              <Button
                key={index}
                onClick={() => {
                  host.clickNotification(one)
                }}
              >
                {textOf(fieldsOf(action)['actionText'])}
              </Button>
            ))}
          </MessageBarActions>
        </MessageBar>
      ))}
    </MessageBarGroup>
  )
}
