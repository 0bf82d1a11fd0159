/** Asks before many are unenrolled, says what happens, and shows how far it is. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Text,
} from '@fluentui/react-components'
import { BulkProgress } from './BulkProgress.tsx'
import { inWords } from '../ui/people-words.ts'
import type { UnderWay } from './use-bulk.ts'

interface UnenrollDialogProps {
  /** How many; null: the dialog is closed. */
  count: number | null
  sequenceName: string
  /** Null: not begun. */
  underWay: UnderWay | null
  onUnenroll: () => void
  onStop: () => void
  /** Closes the dialog; what is under way goes on. */
  onCancel: () => void
}

export function UnenrollDialog(props: UnenrollDialogProps) {
  const { count, sequenceName, underWay, onUnenroll, onStop, onCancel } = props
  const number = count ?? 0
  return (
    <Dialog
      open={count !== null}
      onOpenChange={(_event, { open }) => {
        if (!open) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            {underWay === null ? `Unenroll ${inWords(number)}?` : `Unenrolling ${inWords(number)}`}
          </DialogTitle>
          <DialogContent>
            {underWay === null ? (
              <Text>
                {number === 1 ? 'The contact gets' : 'They get'} no further emails of “
                {sequenceName}”. Emails already sent, the timeline and the performance figures stay.
                You can undo this afterwards.
              </Text>
            ) : (
              <>
                <BulkProgress underWay={underWay} />
                <Text>You can close this: it goes on while the browser tab is open.</Text>
              </>
            )}
          </DialogContent>
          <DialogActions>
            {underWay === null ? (
              <>
                <Button appearance="primary" onClick={onUnenroll}>
                  Unenroll
                </Button>
                <Button onClick={onCancel}>Cancel</Button>
              </>
            ) : (
              <>
                <Button appearance="primary" onClick={onCancel}>
                  Close
                </Button>
                <Button onClick={onStop}>Stop</Button>
              </>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
