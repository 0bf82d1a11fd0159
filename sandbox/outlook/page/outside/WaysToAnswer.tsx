/** What a person outside may do with an email: the usual ways as buttons, the rarer ones in a menu. */

import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import {
  ArrowReplyRegular,
  CalendarCancelRegular,
  MailDismissRegular,
  MoreHorizontalRegular,
  PersonSwapRegular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import type { OfferedAnswer } from '../control.ts'

export type Way = OfferedAnswer | 'invitation'

const usual: { kind: Way; label: string; icon: ReactElement }[] = [
  { kind: 'reply', label: 'Reply', icon: <ArrowReplyRegular /> },
  { kind: 'reply-from-other', label: 'Reply from another address', icon: <PersonSwapRegular /> },
  { kind: 'out-of-office', label: 'Out of office', icon: <CalendarCancelRegular /> },
  { kind: 'bounce', label: 'Bounce', icon: <MailDismissRegular /> },
]

const rarer: { kind: Way; label: string }[] = [
  { kind: 'left-company', label: 'Has left the company' },
  { kind: 'auto-reply-ticket', label: 'Ticket of a help desk' },
  { kind: 'read-receipt', label: 'Read receipt' },
  { kind: 'delayed', label: 'Delivery is delayed' },
  { kind: 'unsubscribe-mail', label: 'Unsubscribe by mail' },
  { kind: 'invitation', label: 'Invite to a meeting' },
]

const useStyles = makeStyles({
  ways: { display: 'flex', gap: '6px', flexWrap: 'wrap', marginTop: '14px' },
})

interface WaysToAnswerProps {
  chosen: Way | null
  choose: (way: Way | null) => void
  /** The page of free times that the email offers, or null. */
  meetingsLink: string | null
}

export function WaysToAnswer({ chosen, choose, meetingsLink }: WaysToAnswerProps) {
  const styles = useStyles()
  return (
    <div className={styles.ways}>
      {usual.map((way) => (
        <Button
          key={way.kind}
          size="small"
          icon={way.icon}
          appearance={chosen === way.kind ? 'primary' : 'secondary'}
          aria-expanded={chosen === way.kind}
          onClick={() => {
            choose(chosen === way.kind ? null : way.kind)
          }}
        >
          {way.label}
        </Button>
      ))}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<MoreHorizontalRegular />}>
            More
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {rarer.map((way) => (
              <MenuItem
                key={way.kind}
                onClick={() => {
                  choose(way.kind)
                }}
              >
                {way.label}
              </MenuItem>
            ))}
            {meetingsLink !== null && (
              <MenuItemLink href={meetingsLink} target="_blank" rel="noreferrer">
                Book a meeting
              </MenuItemLink>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  )
}
