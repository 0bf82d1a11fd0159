/** A sentence about what happened or stands in the way, with sometimes one thing to do. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } })

interface MessageProps {
  tone: 'info' | 'success' | 'warning' | 'error'
  children: ReactNode
  action?: ReactNode
  onDismiss?: () => void
}

export function Message({ tone, children, action, onDismiss }: MessageProps) {
  return (
    <MessageBar
      intent={tone}
      layout="multiline"
      politeness={tone === 'error' ? 'assertive' : 'polite'}
      {...(tone === 'error' ? { role: 'alert' } : {})}
    >
      <MessageBarBody className={useStyles().body}>{children}</MessageBarBody>
      <MessageBarActions
        {...(onDismiss
          ? {
              containerAction: (
                <Button
                  appearance="transparent"
                  aria-label="Dismiss"
                  icon={<DismissRegular />}
                  onClick={onDismiss}
                />
              ),
            }
          : {})}
      >
        {action}
      </MessageBarActions>
    </MessageBar>
  )
}
