/** The mails of one folder, newest first, and the mail that was begun and not sent. */

import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import type { Address, Go } from '../address.ts'
import type { Draft } from './drafts.ts'
import { DraftRow, MessageRow } from './MessageRow.tsx'
import { folderNames } from './FolderList.tsx'
import type { Mailbox } from './use-mailbox.ts'

const useStyles = makeStyles({
  head: {
    padding: '12px 16px',
    margin: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { listStyle: 'none', margin: 0, padding: '4px', overflowY: 'auto', flex: 1 },
  empty: {
    padding: '48px 24px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
    display: 'block',
  },
  waiting: { display: 'flex', flexDirection: 'column', gap: '20px', padding: '20px 16px' },
})

interface MessageListProps {
  mailbox: Mailbox
  address: Address
  go: Go
  now: string
  drafts: Draft[]
}

export function MessageList({ mailbox, address, go, now, drafts }: MessageListProps) {
  const styles = useStyles()
  const folder = address.view === 'compose' || address.view === 'outside' ? 'inbox' : address.view
  const { messages, shown, error } = mailbox
  const begun = folder === 'inbox' || folder === 'drafts' ? drafts : []
  return (
    <>
      <Subtitle2 as="h2" className={styles.head}>
        {folderNames[folder]}
      </Subtitle2>
      {error !== null && (
        <MessageBar intent="error">
          <MessageBarBody>{error}</MessageBarBody>
        </MessageBar>
      )}
      {messages === null && error === null && (
        <Skeleton aria-label="Mails are being fetched" className={styles.waiting}>
          <SkeletonItem size={32} />
          <SkeletonItem size={32} />
          <SkeletonItem size={32} />
        </Skeleton>
      )}
      {messages !== null && shown.length + begun.length === 0 && (
        <Text className={styles.empty}>
          {folder === 'inbox'
            ? 'Nothing has arrived yet. Answers of people in the outside world come here.'
            : 'There is nothing in this folder.'}
        </Text>
      )}
      <ul className={styles.list}>
        {begun.map(({ item }) => (
          <DraftRow key={item.conversationId} draft={item} go={go} />
        ))}
        {shown.map((message) => (
          <li key={message.id}>
            <MessageRow
              message={message}
              now={now}
              current={message.id === address.mail}
              open={() => {
                go({ view: folder, mail: message.id })
                if (!message.isRead) void mailbox.change(message.id, { isRead: true })
              }}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
