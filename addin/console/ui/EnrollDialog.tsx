/** Asks in which sequence many contacts are enrolled, says what happens, and shows how far it is. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  ProgressBar,
  Select,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { stepsSentence } from '../../contact-card/words.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from './LiveGate.tsx'
import { inWords } from './people-words.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  narrow: { minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

const sequences: Question<SequenceResource[]> = {
  ask: ({ api }) => api.sequences(),
  concerns: ({ kind }) => kind === 'sequence',
}

interface EnrollDialogProps {
  count: number
  /** How many are done; null: not begun. */
  done: number | null
  onEnroll: (sequenceId: string) => void
  onCancel: () => void
}

export function EnrollDialog({ count, done, onEnroll, onCancel }: EnrollDialogProps) {
  const styles = useStyles()
  const live = useLive(sequences)
  const [chosen, setChosen] = useState('')
  // Many emails to many people are a choice to make, not to overlook: only where there is none it is made.
  const only = live.value?.length === 1 ? live.value[0] : undefined
  const sequence = live.value?.find(({ id }) => id === chosen) ?? only
  return (
    <Dialog
      open
      modalType={done === null ? 'modal' : 'alert'}
      onOpenChange={(_event, { open }) => {
        if (!open && done === null) onCancel()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Enroll {inWords(count)}?</DialogTitle>
          <DialogContent className={styles.content}>
            {done === null ? (
              <LiveGate live={live} what="the sequences">
                {(all) =>
                  all.length === 0 ? (
                    <Text>There is no sequence yet. Make one first.</Text>
                  ) : (
                    <>
                      <Field label="Sequence">
                        <Select
                          className={styles.narrow}
                          value={sequence?.id ?? ''}
                          onChange={(_event, { value }) => setChosen(value)}
                        >
                          {sequence ? null : <option value="">Choose a sequence</option>}
                          {all.map(({ id, name }) => (
                            <option key={id} value={id}>
                              {name}
                            </option>
                          ))}
                        </Select>
                      </Field>
                      {sequence ? (
                        <Text size={200} className={styles.quiet}>
                          {stepsSentence(sequence)}
                        </Text>
                      ) : null}
                      <Text>
                        The emails go out from your own mailbox, one after another at its pace. Who
                        cannot be enrolled is left out, and you are told why.
                      </Text>
                    </>
                  )
                }
              </LiveGate>
            ) : (
              <Field
                validationState="none"
                validationMessage={`${done.toLocaleString('en')} of ${count.toLocaleString('en')} done. Keep this page open.`}
              >
                <ProgressBar value={done} max={count} aria-label="Enrolling" />
              </Field>
            )}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabledFocusable={done !== null || !sequence}
              onClick={() => {
                if (sequence) onEnroll(sequence.id)
              }}
            >
              Enroll
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
