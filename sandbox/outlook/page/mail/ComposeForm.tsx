/** A mail being written: To, Cc, Subject and text. The host's item is the only copy of it. */

import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Outsider } from '../control.ts'
import type { HostItem } from '../host/item.ts'
import type { OutlookHost } from '../host/outlook-host.ts'
import { bodyOfText, textOfBody } from './mail-item.ts'
import { RecipientField } from './RecipientField.tsx'

const useStyles = makeStyles({
  form: {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    padding: '8px 24px 16px',
  },
  subject: {
    border: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: '10px 0',
    font: 'inherit',
    fontSize: tokens.fontSizeBase400,
    background: 'none',
    color: 'inherit',
    outlineStyle: 'none',
    ':focus': { borderBottomColor: tokens.colorCompoundBrandStroke },
    '::placeholder': { color: tokens.colorNeutralForeground3 },
  },
  body: {
    flex: 1,
    minHeight: '120px',
    border: 0,
    padding: '16px 0',
    font: 'inherit',
    lineHeight: tokens.lineHeightBase400,
    background: 'none',
    color: 'inherit',
    resize: 'none',
    outlineStyle: 'none',
    '::placeholder': { color: tokens.colorNeutralForeground3 },
  },
})

interface ComposeFormProps {
  host: OutlookHost
  item: HostItem
  people: Outsider[]
}

export function ComposeForm({ host, item, people }: ComposeFormProps) {
  const styles = useStyles()
  return (
    <div className={styles.form}>
      {(['to', 'cc'] as const).map((field) => (
        <RecipientField
          key={`${field} ${item.conversationId}`}
          label={field === 'to' ? 'To' : 'Cc'}
          people={people}
          list={item.recipients[field]}
          focusFirst={field === 'to' && item.recipients.to.length === 0}
          change={(list) => {
            host.setRecipients(field, list)
          }}
        />
      ))}
      <input
        className={styles.subject}
        aria-label="Subject"
        placeholder="Add a subject"
        value={item.subject}
        onChange={(event) => {
          host.write({ subject: event.target.value })
        }}
      />
      <Body key={item.conversationId} host={host} item={item} className={styles.body} />
    </div>
  )
}

/** Keeps the text as typed; an add-in that writes into the body is seen because the HTML then differs from ours. */
function Body({ host, item, className }: { host: OutlookHost; item: HostItem; className: string }) {
  const [typed, setTyped] = useState(() => textOfBody(item.body))
  const text = bodyOfText(typed) === item.body ? typed : textOfBody(item.body)
  return (
    <textarea
      className={className}
      aria-label="Message"
      placeholder="Write your mail"
      value={text}
      onChange={(event) => {
        setTyped(event.target.value)
        host.write({ body: bodyOfText(event.target.value) })
      }}
    />
  )
}
