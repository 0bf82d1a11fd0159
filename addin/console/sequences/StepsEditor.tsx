/** Writing a sequence's steps: add, order, remove, and save all of them as one new edition. */

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { StepRequest } from '../../../shared/sequence.ts'
import { Message } from '../pieces/Message.tsx'
import { moved, newDraft, requestsOf, without, type StepDraft } from './drafts.ts'
import { LeaveDialog } from './LeaveDialog.tsx'
import { StepForm } from './StepForm.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  add: { alignSelf: 'start' },
  end: {
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
})

interface StepsEditorProps {
  start: () => StepDraft[]
  /** Fields above the steps. */
  children?: ReactNode
  /** Whether those have been changed. */
  changed?: boolean
  saveLabel: string
  /** Why it could not be saved, in a sentence; null when it was. */
  onSave: (steps: StepRequest[]) => Promise<string | null>
  onSaved: () => void
  onCancel: () => void
}

export function StepsEditor(props: StepsEditorProps) {
  const { start, children, changed = false, saveLabel, onSave, onSaved, onCancel } = props
  const styles = useStyles()
  const [drafts, setDrafts] = useState(start)
  const [isTouched, setTouched] = useState(false)
  const [busy, setBusy] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const write = (after: StepDraft[]): void => {
    setDrafts(after)
    setProblem(null)
    setTouched(true)
  }
  // Only once it is drawn as saved does nothing hold the page back any more.
  const leave = useEffectEvent(onSaved)
  useEffect(() => {
    if (isSaved) leave()
  }, [isSaved])
  async function save(): Promise<void> {
    setBusy(true)
    const refused = await onSave(requestsOf(drafts))
    setBusy(false)
    setProblem(refused)
    setSaved(refused === null)
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
      {drafts.map((draft, index) => (
        <StepForm
          key={draft.key}
          {...{ draft, index }}
          count={drafts.length}
          onChange={(after) => write(drafts.map((one) => (one.key === after.key ? after : one)))}
          onMove={(by) => write(moved(drafts, index, by))}
          onRemove={() => write(without(drafts, draft.key))}
        />
      ))}
      <Button
        className={styles.add}
        icon={<AddRegular />}
        onClick={() => write([...drafts, newDraft(drafts.length === 0)])}
      >
        Add step
      </Button>
      {problem === null ? null : <Message tone="error">{problem}</Message>}
      <div className={styles.end}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={busy}
          icon={busy ? <Spinner size="tiny" aria-hidden /> : null}
        >
          {saveLabel}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}
