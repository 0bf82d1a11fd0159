/** What was done with a sequence, with the step that may follow: undoing, restoring, resuming. */

import { Button } from '@fluentui/react-components'
import { Message } from '../ui/Message.tsx'
import type { Keeping } from './use-keeping.ts'

export function KeepingMessage({ keeping }: { keeping: Keeping }) {
  const { outcome, busy } = keeping
  if (outcome === null) return null
  const { next } = outcome
  return (
    <Message
      tone={outcome.tone}
      onDismiss={keeping.dismiss}
      action={
        next === null ? null : (
          <Button
            disabledFocusable={busy}
            onClick={() => {
              void keeping[next.kind](next.sequence)
            }}
          >
            {next.label}
          </Button>
        )
      }
    >
      {outcome.sentence}
    </Message>
  )
}
