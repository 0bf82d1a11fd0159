/** Writing a sequence's steps: add, order, remove, and save all of them as one new version. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { StepRequest } from '../../../shared/sequence.ts'
import { useLive } from '../../api/queries/use-live-query.ts'
import { requestsOf, withOneMore, type EditedStep } from './drafts.ts'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { PreviewHead } from './PreviewHead.tsx'
import { StepRow } from './StepRow.tsx'
import { StepsEditorActions } from './StepsEditorActions.tsx'
import { tokenQuestion } from './StepTokens.tsx'
import { usePreview } from './use-preview.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  add: { alignSelf: 'start' },
})

export type SaveOutcome = { refused: string } | 'saved' | 'not-now'

interface StepsEditorProps {
  /** Null: not saved yet. */
  sequenceId: string | null
  start: () => EditedStep[]
  /** Fields above the steps. */
  children?: ReactNode
  /** Whether those have been changed. */
  changed?: boolean
  saveLabel: string
  /** A question stands before the saving: nothing is being worked on. */
  isAsking?: boolean
  /** `not-now`: the person was asked something, and thought better of saving. */
  onSave: (steps: StepRequest[], drafts: EditedStep[]) => Promise<SaveOutcome>
  onSaved: () => void
  onCancel: () => void
}

export function StepsEditor(props: StepsEditorProps) {
  const {
    sequenceId,
    isAsking = false,
    start,
    children,
    changed = false,
    saveLabel,
    onSave,
    onSaved,
    onCancel,
  } = props
  const styles = useStyles()
  const [drafts, setDrafts] = useState(start)
  const [isTouched, setTouched] = useState(false)
  const [busy, setBusy] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const write = (after: EditedStep[]): void => {
    setDrafts(after)
    setProblem(null)
    setTouched(true)
  }
  // Only once it is drawn as saved does nothing hold the page back any more.
  const leave = useEffectEvent(onSaved)
  useEffect(() => {
    if (isSaved) leave()
  }, [isSaved])
  const previewing = usePreview(sequenceId, () => requestsOf(drafts))
  const emailTokens = useLive(tokenQuestion).value
  const faulty = stepNamed(problem, drafts.length)
  async function save(): Promise<void> {
    setBusy(true)
    const outcome = await onSave(requestsOf(drafts), drafts)
    setBusy(false)
    setProblem(typeof outcome === 'object' ? outcome.refused : null)
    setSaved(outcome === 'saved')
  }
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void save()
      }}
    >
      <LeaveDialog unsaved={(isTouched || changed) && !isSaved} />
      {children}
      <PreviewHead using={previewing} />
      {drafts.map((draft, index) => (
        <StepRow
          key={draft.key}
          {...{ drafts, draft, index, emailTokens, previewing }}
          problem={index === faulty ? problem : null}
          onChange={write}
        />
      ))}
      <Button
        className={styles.add}
        icon={<AddRegular />}
        onClick={() => write(withOneMore(drafts))}
      >
        Add step
      </Button>
      <StepsEditorActions
        {...{ saveLabel, busy, isAsking, previewing, onCancel }}
        problem={faulty === null ? problem : null}
      />
    </form>
  )
}

/** The index of the step that the server's sentence begins with, to say it there; null when it names none. */
function stepNamed(problem: string | null, count: number): number | null {
  const [, number] = /^Step (\d+) /.exec(problem ?? '') ?? []
  const index = Number(number ?? 0) - 1
  return index >= 0 && index < count ? index : null
}
