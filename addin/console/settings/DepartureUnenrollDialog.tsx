/** Asks before everybody in the sequences of an owner who is gone is unenrolled. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { Removal } from '../../../shared/removal.ts'
import { inWords } from '../ui/people-words.ts'

interface RemovalUnenrollDialogProps {
  /** Null: the dialog is closed. */
  removal: Removal | null
  onUnenroll: (removal: Removal) => void
  onCancel: () => void
}

export function RemovalUnenrollDialog(props: RemovalUnenrollDialogProps) {
  const { removal, onUnenroll, onCancel } = props
  return (
    <Dialog
      open={removal !== null}
      onOpenChange={(_event, { open }) => {
        if (!open) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Unenroll {inWords(removal?.openEnrollments ?? 0)}?</DialogTitle>
          <DialogContent>
            They leave all sequences of {removal?.user.name}, and nothing more is sent to them from
            there. Letters already sent, the timeline and the figures stay.
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                if (removal) onUnenroll(removal)
              }}
            >
              Unenroll
            </Button>
            <Button onClick={onCancel}>Cancel</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
