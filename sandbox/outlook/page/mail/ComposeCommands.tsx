/** Outlook's own commands for a mail being written. */

import { Button, ToolbarButton } from '@fluentui/react-components'
import { DeleteRegular, SendRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Go } from '../address.ts'
import { sendEmail } from '../control.ts'
import { useSay } from '../use-say.tsx'
import type { Draft } from './drafts.ts'
import { textOfBody } from './mail-item.ts'

interface ComposeCommandsProps {
  draft: Draft
  user: string
  forget: () => void
  go: Go
  refresh: () => void
}

export function ComposeCommands({ draft, user, forget, go, refresh }: ComposeCommandsProps) {
  const [sending, setSending] = useState(false)
  const say = useSay()
  const { item, inReplyTo } = draft
  const people = (field: 'to' | 'cc') =>
    item.recipients[field].map(({ address, name }) => ({ address, name }))
  const nobody = people('to').length === 0

  async function send(): Promise<void> {
    setSending(true)
    try {
      await sendEmail(user, {
        to: people('to'),
        cc: people('cc'),
        subject: item.subject,
        body: textOfBody(item.body),
        ...(inReplyTo === null ? {} : { inReplyTo }),
      })
      say.done('Sent', `To ${item.recipients.to.map((one) => one.address).join(', ')}`)
      forget()
      refresh()
      go({ view: 'inbox' }, 'replace')
    } catch (error) {
      say.failed(error)
    } finally {
      setSending(false)
    }
  }

  return (
    <>
      <Button
        appearance="primary"
        icon={<SendRegular />}
        disabledFocusable={nobody || sending}
        title={nobody ? 'Write somebody into To first' : ''}
        onClick={() => void send()}
      >
        Send
      </Button>
      <ToolbarButton
        icon={<DeleteRegular />}
        onClick={() => {
          forget()
          go({ view: 'inbox' }, 'replace')
        }}
      >
        Discard
      </ToolbarButton>
    </>
  )
}
