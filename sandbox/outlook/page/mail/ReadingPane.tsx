/** A mail opened for reading. */

import { Avatar, makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components'
import { MailOpenPersonRegular } from '@fluentui/react-icons'
import type { ShownAddress, ShownMessage } from '../control.ts'
import { fullTime } from '../times.ts'
import { DraftBar } from './DraftBar.tsx'
import { MailBody } from './MailBody.tsx'

const useStyles = makeStyles({
  scroll: { overflowY: 'auto', flex: 1, padding: '20px 24px' },
  subject: { margin: '0 0 16px', overflowWrap: 'anywhere', display: 'block' },
  head: { display: 'flex', gap: '12px', alignItems: 'flex-start', marginBottom: '16px' },
  words: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  soft: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  empty: {
    margin: 'auto',
    padding: '24px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '8px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '56px', color: tokens.colorNeutralForeground3 },
})

interface ReadingPaneProps {
  message: ShownMessage | null
  /** The URL names a mail that is not here. */
  missing: boolean
  dark: boolean
  onSend: (id: string, subject: string) => Promise<void>
}

export function ReadingPane({ message, missing, dark, onSend }: ReadingPaneProps) {
  const styles = useStyles()
  if (message === null)
    return (
      <div className={styles.empty}>
        <MailOpenPersonRegular className={styles.icon} aria-hidden />
        <Text weight="semibold">
          {missing ? 'This mail is not here any more' : 'Select a mail to read'}
        </Text>
        <Text>
          {missing ? 'It was moved or thrown away. Choose another one.' : 'Or begin with New mail.'}
        </Text>
      </div>
    )
  return (
    <article className={styles.scroll} aria-label={message.subject}>
      <Subtitle1 as="h2" className={styles.subject}>
        {message.subject === '' ? '(no subject)' : message.subject}
      </Subtitle1>
      <div className={styles.head}>
        <Avatar name={nameOf(message.from)} color="colorful" size={40} aria-hidden />
        <div className={styles.words}>
          <Text weight="semibold">
            {nameOf(message.from)}{' '}
            <Text className={styles.soft} weight="regular">
              {message.from === null ? '' : `<${message.from.address}>`}
            </Text>
          </Text>
          <Text size={200} className={styles.soft}>
            To: {message.to.map(nameOf).join('; ')}
          </Text>
          {message.cc.length > 0 && (
            <Text size={200} className={styles.soft}>
              Cc: {message.cc.map(nameOf).join('; ')}
            </Text>
          )}
        </div>
        <Text size={200} className={styles.soft}>
          {fullTime(message.receivedDateTime)}
        </Text>
      </div>
      {message.isDraft ? <DraftBar key={message.id} draft={message} onSend={onSend} /> : null}
      <MailBody html={message.bodyHtml} subject={message.subject} dark={dark} />
    </article>
  )
}

function nameOf(person: ShownAddress | null): string {
  if (person === null) return '(nobody)'
  return person.name === '' ? person.address : person.name
}
