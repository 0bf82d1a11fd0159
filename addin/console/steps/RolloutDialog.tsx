/** Asks, before edited steps are saved, whether those enrolled now get them, too, and says what that means. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { RolloutPreview } from '../../../shared/sequence.ts'
import { inWords } from '../ui/people-words.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
})

export type AppliesTo = 'new' | 'enrolled'

interface RolloutDialogProps {
  /** Null: the dialog is closed. */
  rollout: RolloutPreview | null
  onSave: (appliesTo: AppliesTo) => void
  onCancel: () => void
}

export function RolloutDialog({ rollout, onSave, onCancel }: RolloutDialogProps) {
  const styles = useStyles()
  const [appliesTo, setAppliesTo] = useState<AppliesTo>('new')
  return (
    <Dialog
      open={rollout !== null}
      onOpenChange={(_event, { open }) => {
        if (!open) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Who gets the edited steps?</DialogTitle>
          <DialogContent className={styles.content}>
            <RadioGroup
              aria-label="Who gets the edited steps"
              value={appliesTo}
              onChange={(_event, { value }) => setAppliesTo(value === 'enrolled' ? value : 'new')}
            >
              <Radio value="new" label="New enrollments only" />
              <Radio
                value="enrolled"
                label={`Also the unsent steps of ${inWords(rollout?.changed ?? 0)} enrolled now`}
              />
            </RadioGroup>
            {rollout === null ? null : (
              <ul className={styles.list}>
                {meaningOf(rollout, appliesTo).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => onSave(appliesTo)}>
              Save
            </Button>
            <Button onClick={onCancel}>Cancel</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function meaningOf({ changed, completed, kept }: RolloutPreview, appliesTo: AppliesTo): string[] {
  if (appliesTo === 'new')
    return [
      `${inWords(changed)} ${changed === 1 ? 'goes' : 'go'} on with the steps ${changed === 1 ? 'it' : 'they'} began with.`,
    ]
  return [
    'Emails already sent stay as they are. Nobody gets a step twice.',
    'Each goes on after the last step done, and gets what was moved before it. An email that is written or on its way goes as it is.',
    'The next step keeps its time, unless its wait was changed or another step takes its place: a wait counts from when the step before was done.',
    ...(completed === 0
      ? []
      : [`For ${inWords(completed)} no step is left: the sequence completes.`]),
    ...(kept === 0
      ? []
      : [
          `${inWords(kept)} ${kept === 1 ? 'keeps' : 'keep'} the steps from before: too much was changed to tell what comes next.`,
        ]),
  ]
}
