/** One line of the list: a mail, or one that was begun. */

import { Avatar, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import type { Go } from '../address.ts'
import type { ShownMessage } from '../control.ts'
import { shortTime } from '../times.ts'
import type { Draft } from './drafts.ts'

const useStyles = makeStyles({
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
  /** For screen readers: what the bold type says to the eye. */
  heardOnly: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
  words: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  line: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  fill: { flex: 1, minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface MessageRowProps {
  message: ShownMessage
  now: string
  current: boolean
  open: () => void
}

export function MessageRow({ message, now, current, open }: MessageRowProps) {
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
            {!isRead && <span className={styles.heardOnly}>Unread: </span>}
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

export function DraftRow({ draft, go }: { draft: Draft['item']; go: Go }) {
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
function nameFor(message: ShownMessage): string {
  const own = message.folder === 'sentitems' || message.folder === 'drafts'
  const people = own ? message.to : message.from === null ? [] : [message.from]
  const names = people.map((one) => (one.name === '' ? one.address : one.name))
  return names.length === 0 ? '(nobody)' : names.join(', ')
}
