/** Asks before a sequence is deleted, and says how many enrollments that ends. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { inWords } from '../ui/people-words.ts'

interface DeleteDialogProps {
  /** Null: the dialog is closed. */
  sequence: SequenceResource | null
  busy: boolean
  onDelete: (sequence: SequenceResource) => void
  onCancel: () => void
}

export function DeleteDialog({ sequence, busy, onDelete, onCancel }: DeleteDialogProps) {
  const open = sequence ? sequence.performance.active + sequence.performance.paused : 0
  return (
    <Dialog
      open={sequence !== null}
      onOpenChange={(_event, { open: isOpen }) => {
        if (!isOpen && !busy) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Delete “{sequence?.name}”?</DialogTitle>
          <DialogContent>
            {open === 0
              ? 'Nobody is enrolled in it now.'
              : `${inWords(open)} ${open === 1 ? 'is' : 'are'} enrolled in it now and will be unenrolled.`}{' '}
            Emails already sent, the timeline and the performance figures stay. It can be restored
            for 30 days.
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabledFocusable={busy}
              onClick={() => {
                if (sequence) onDelete(sequence)
              }}
            >
              Delete
            </Button>
            <Button disabledFocusable={busy} onClick={onCancel}>
              Cancel
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
