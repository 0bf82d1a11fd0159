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
import type { DepartureResource } from '../../../shared/departure.ts'
import { inWords } from '../ui/people-words.ts'

interface DepartureUnenrollDialogProps {
  /** Null: the dialog is closed. */
  departure: DepartureResource | null
  onUnenroll: (departure: DepartureResource) => void
  onCancel: () => void
}

export function DepartureUnenrollDialog(props: DepartureUnenrollDialogProps) {
  const { departure, onUnenroll, onCancel } = props
  return (
    <Dialog
      open={departure !== null}
      onOpenChange={(_event, { open }) => {
        if (!open) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Unenroll {inWords(departure?.openEnrollments ?? 0)}?</DialogTitle>
          <DialogContent>
            They leave all sequences of {departure?.user.name}, and nothing more is sent to them
            from there. Emails already sent, the timeline and the performance figures stay.
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                if (departure) onUnenroll(departure)
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
