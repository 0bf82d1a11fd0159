/** The mails of one folder, newest first, and the mail that was begun and not sent. */

import {
  Avatar,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import type { Address, Go } from '../address.ts'
import type { Message } from '../control.ts'
import type { Draft } from './use-open-item.ts'
import { shortTime } from '../times.ts'
import { folderNames } from './FolderList.tsx'
import type { Mailbox } from './use-mailbox.ts'

const useStyles = makeStyles({
  head: {
    padding: '12px 16px',
    margin: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { listStyle: 'none', margin: 0, padding: '4px', overflowY: 'auto', flex: 1 },
  row: {
    display: 'flex',
    gap: '10px',
    width: '100%',
    padding: '10px 12px 10px 9px',
    border: 0,
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  current: { backgroundColor: tokens.colorBrandBackground2 },
  unread: { boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}` },
  bold: { fontWeight: tokens.fontWeightSemibold },
  subjectUnread: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  words: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  line: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  fill: { flex: 1, minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
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
            <Row
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

interface RowProps {
  message: Message
  now: string
  current: boolean
  open: () => void
}

function Row({ message, now, current, open }: RowProps) {
  const styles = useStyles()
  const { isRead } = message
  const who = nameFor(message)
  return (
    <button
      type="button"
      className={mergeClasses(styles.row, current && styles.current, !isRead && styles.unread)}
      aria-current={current ? 'true' : undefined}
      onClick={open}
    >
      <Avatar name={who} color="colorful" size={32} aria-hidden />
      <span className={styles.words}>
        <span className={styles.line}>
          <Text truncate wrap={false} className={mergeClasses(styles.fill, !isRead && styles.bold)}>
            {!isRead && <span hidden>Unread: </span>}
            {who}
          </Text>
          <Text size={200} className={styles.soft}>
            {now === '' ? '' : shortTime(message.receivedDateTime, now)}
          </Text>
        </span>
        <Text
          truncate
          wrap={false}
          size={200}
          className={isRead ? undefined : styles.subjectUnread}
        >
          {message.subject === '' ? '(no subject)' : message.subject}
        </Text>
        <Text truncate wrap={false} size={200} className={styles.soft}>
          {message.bodyPreview}
        </Text>
      </span>
    </button>
  )
}

function DraftRow({ draft, go }: { draft: Draft['item']; go: Go }) {
  const styles = useStyles()
  const to = draft.recipients.to.map((one) => one.name).join(', ')
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        onClick={() => {
          go({ view: 'compose', draft: draft.conversationId })
        }}
      >
        <Avatar name={to} color="neutral" size={32} aria-hidden />
        <span className={styles.words}>
          <Text truncate wrap={false}>
            <b>[Draft]</b> {to === '' ? 'to nobody yet' : to}
          </Text>
          <Text truncate wrap={false} size={200} className={styles.soft}>
            {draft.subject === '' ? '(no subject)' : draft.subject}
          </Text>
        </span>
      </button>
    </li>
  )
}

/** In folders of one's own mail the other side is whom it goes to. */
function nameFor(message: Message): string {
  const own = message.folder === 'sentitems' || message.folder === 'drafts'
  const people = own ? message.to : message.from === null ? [] : [message.from]
  const names = people.map((one) => (one.name === '' ? one.address : one.name))
  return names.length === 0 ? '(nobody)' : names.join(', ')
}
