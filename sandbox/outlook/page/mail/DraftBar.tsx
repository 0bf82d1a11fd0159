/** A draft that lies in the mailbox: looked over and sent. */

import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { SendRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ShownMessage } from '../control.ts'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'end', marginBottom: '16px' },
  subject: { flex: 1, minWidth: '160px' },
})

interface DraftBarProps {
  draft: ShownMessage
  onSend: (id: string, subject: string) => Promise<void>
}

export function DraftBar({ draft, onSend }: DraftBarProps) {
  const styles = useStyles()
  const [subject, setSubject] = useState(draft.subject)
  const [busy, setBusy] = useState(false)
  async function send(): Promise<void> {
    setBusy(true)
    await onSend(draft.id, subject)
    setBusy(false)
  }
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <Field label="Subject" className={styles.subject}>
        <Input value={subject} onChange={(_event, { value }) => setSubject(value)} />
      </Field>
      <Button type="submit" appearance="primary" icon={<SendRegular />} disabledFocusable={busy}>
        Send draft
      </Button>
    </form>
  )
}
