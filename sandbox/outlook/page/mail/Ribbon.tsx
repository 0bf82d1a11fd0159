/** The ribbon: Outlook's own commands for the item, and the buttons of the product's manifest. */

import {
  Button,
  makeStyles,
  Text,
  tokens,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  Tooltip,
} from '@fluentui/react-components'
import {
  ArrowReplyRegular,
  ComposeRegular,
  DeleteRegular,
  MailProhibitedRegular,
  MailUnreadRegular,
} from '@fluentui/react-icons'
import type { Go } from '../address.ts'
import type { ShownMessage } from '../control.ts'
import type { HostItem } from '../host/item.ts'
import type { RibbonButton } from '../host/read-manifest.ts'
import { ComposeCommands } from './ComposeCommands.tsx'
import type { Mailbox } from './use-mailbox.ts'
import type { OpenItem } from './use-open-item.ts'

const useStyles = makeStyles({
  ribbon: {
    margin: '8px',
    padding: '4px 8px',
    minHeight: '40px',
    gap: '4px',
    flexWrap: 'wrap',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  trouble: { color: tokens.colorNeutralForeground2, marginInlineStart: '8px' },
  icon: { width: '20px', height: '20px' },
})

interface RibbonProps {
  item: HostItem | null
  message: ShownMessage | null
  buttons: RibbonButton[]
  /** Why the product's buttons may be missing. */
  trouble: string | null
  go: Go
  mailbox: Mailbox
  open: OpenItem
  /** Whose mail it is. */
  user: string
  openPane: (button: RibbonButton) => void
}

export function Ribbon(props: RibbonProps) {
  const { item, message, buttons, trouble, go, mailbox, open } = props
  const styles = useStyles()
  return (
    <Toolbar aria-label="Ribbon" className={styles.ribbon}>
      {open.draft !== null ? (
        <ComposeCommands
          draft={open.draft}
          user={props.user}
          forget={open.forget}
          go={go}
          refresh={mailbox.refresh}
        />
      ) : (
        <Button
          appearance="primary"
          icon={<ComposeRegular />}
          onClick={() => {
            go({ view: 'compose' })
          }}
        >
          New mail
        </Button>
      )}
      {message !== null && <ReadCommands message={message} go={go} mailbox={mailbox} />}
      {buttons.length > 0 && <ToolbarDivider />}
      {buttons.map((button) => (
        <Tooltip
          key={button.id}
          content={button.tip}
          relationship="description"
          positioning="below-start"
        >
          <ToolbarButton
            {...(button.icon === null
              ? {}
              : { icon: <img src={button.icon} alt="" className={styles.icon} /> })}
            onClick={() => {
              props.openPane(button)
            }}
          >
            {button.label}
          </ToolbarButton>
        </Tooltip>
      ))}
      {item !== null && trouble !== null && buttons.length === 0 && (
        <Text size={200} className={styles.trouble}>
          {trouble}
        </Text>
      )}
    </Toolbar>
  )
}

function ReadCommands({
  message,
  go,
  mailbox,
}: {
  message: ShownMessage
  go: Go
  mailbox: Mailbox
}) {
  const { id, folder } = message
  const move = async (to: string): Promise<void> => {
    await mailbox.change(id, { folder: to })
    go({}, 'replace')
  }
  return (
    <>
      <ToolbarButton
        icon={<ArrowReplyRegular />}
        onClick={() => {
          go({ view: 'compose', reply: id })
        }}
      >
        Reply
      </ToolbarButton>
      {folder !== 'deleteditems' && (
        <ToolbarButton icon={<DeleteRegular />} onClick={() => void move('deleteditems')}>
          Delete
        </ToolbarButton>
      )}
      {folder === 'inbox' && (
        <ToolbarButton icon={<MailProhibitedRegular />} onClick={() => void move('junkemail')}>
          Junk
        </ToolbarButton>
      )}
      <ToolbarButton
        icon={<MailUnreadRegular />}
        onClick={() => void mailbox.change(id, { isRead: !message.isRead })}
      >
        {message.isRead ? 'Mark unread' : 'Mark read'}
      </ToolbarButton>
    </>
  )
}
