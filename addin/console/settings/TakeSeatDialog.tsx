/** Asks before a seat is taken away, since that stops what runs in the person's sequences. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'

interface TakeSeatDialogProps {
  /** Null: the dialog is closed. */
  name: string | null
  onTake: () => void
  onCancel: () => void
}

export function TakeSeatDialog({ name, onTake, onCancel }: TakeSeatDialogProps) {
  return (
    <Dialog
      open={name !== null}
      onOpenChange={(_event, { open }) => {
        if (!open) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Take the seat from {name}?</DialogTitle>
          <DialogContent>
            Nothing is sent from this person’s mailbox any more. The contacts in this person’s
            sequences are unenrolled or paused, as each sequence’s settings say.
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onTake}>
              Take the seat
            </Button>
            <Button onClick={onCancel}>Cancel</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
