/** Asks before many are unenrolled, says what happens, and shows how far it is. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  ProgressBar,
  Text,
} from '@fluentui/react-components'
import { inWords } from './people-words.ts'

interface UnenrollDialogProps {
  /** How many; null: the dialog is closed. */
  count: number | null
  sequenceName: string
  /** How many are done; null: not begun. */
  done: number | null
  onUnenroll: () => void
  onCancel: () => void
}

export function UnenrollDialog(props: UnenrollDialogProps) {
  const { count, sequenceName, done, onUnenroll, onCancel } = props
  const number = count ?? 0
  return (
    <Dialog
      open={count !== null}
      modalType={done === null ? 'modal' : 'alert'}
      onOpenChange={(_event, { open }) => {
        if (!open && done === null) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Unenroll {inWords(number)}?</DialogTitle>
          <DialogContent>
            {done === null ? (
              <Text>
                {number === 1 ? 'The contact gets' : 'They get'} no further letters of “
                {sequenceName}”. Letters already sent, the timeline and the figures stay as they
                are. You can undo this afterwards.
              </Text>
            ) : (
              <Field
                validationState="none"
                validationMessage={`${done.toLocaleString('en')} of ${number.toLocaleString('en')} done`}
              >
                <ProgressBar value={done} max={number} aria-label="Unenrolling" />
              </Field>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={done !== null} onClick={onUnenroll}>
              Unenroll
            </Button>
            <Button disabledFocusable={done !== null} onClick={onCancel}>
              Cancel
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
