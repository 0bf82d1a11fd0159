/** What came of unenrolling many or taking it back, with Undo while that can be done. */

import { Button } from '@fluentui/react-components'
import { Message } from '../ui/Message.tsx'
import type { Bulk } from './use-bulk.ts'

interface BulkMessageProps {
  bulk: Bulk
  onUndo: (ids: string[]) => void
}

export function BulkMessage({ bulk, onUndo }: BulkMessageProps) {
  const { outcome, underWay } = bulk
  if (outcome === null) return null
  return (
    <Message
      tone={outcome.tone}
      onDismiss={bulk.dismiss}
      action={
        outcome.undoable.length > 0 ? (
          <Button disabledFocusable={underWay !== null} onClick={() => onUndo(outcome.undoable)}>
            Undo
          </Button>
        ) : null
      }
    >
      {outcome.sentence}
    </Message>
  )
}
