/** Writing a sequence's steps: add, order, remove, and save all of them as one new version. */

import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { StepRequest } from '../../../shared/sequence.ts'
import { useLive } from '../../api/queries/use-live-query.ts'
import { Message } from '../ui/Message.tsx'
import {
  moved,
  opensThread,
  replaced,
  requestsOf,
  withOneMore,
  without,
  type EditedStep,
} from './drafts.ts'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { PreviewButton, PreviewHead, PreviewOf } from './PreviewHead.tsx'
import { StepForm } from './StepForm.tsx'
import { tokenQuestion } from './StepTokens.tsx'
import { usePreview } from './use-preview.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  step: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  // Beside each other where there is room for two.
  previewed: {
    '@media (min-width: 1200px)': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      columnGap: tokens.spacingHorizontalL,
      alignItems: 'start',
    },
  },
  add: { alignSelf: 'start' },
  // Beside the buttons, which are always in sight.
  problem: { flexBasis: '100%' },
  end: {
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
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
  onSave: (steps: StepRequest[]) => Promise<SaveOutcome>
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
    const outcome = await onSave(requestsOf(drafts))
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
        <div
          key={draft.key}
          className={mergeClasses(styles.step, previewing.isOpen && styles.previewed)}
        >
          <StepForm
            {...{ draft, index, emailTokens }}
            count={drafts.length}
            opensThread={opensThread(drafts, index)}
            onChange={(after) => write(replaced(drafts, after))}
            onMove={(by) => write(moved(drafts, index, by))}
            onRemove={() => write(without(drafts, draft.key))}
          />
          <div className={styles.step}>
            {index === faulty && problem !== null ? (
              <div ref={showIt}>
                <Message tone="error">{problem}</Message>
              </div>
            ) : null}
            <PreviewOf using={previewing} number={index + 1} />
          </div>
        </div>
      ))}
      <Button
        className={styles.add}
        icon={<AddRegular />}
        onClick={() => write(withOneMore(drafts))}
      >
        Add step
      </Button>
      <div className={styles.end}>
        {problem === null || faulty !== null ? null : (
          <div className={styles.problem}>
            <Message tone="error">{problem}</Message>
          </div>
        )}
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={busy}
          icon={busy && !isAsking ? <Spinner size="tiny" aria-hidden /> : null}
        >
          {saveLabel}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        <PreviewButton using={previewing} />
      </div>
    </form>
  )
}

/** The index of the step that the server's sentence begins with, to say it there; null when it names none. */
function stepNamed(problem: string | null, count: number): number | null {
  const [, number] = /^Step (\d+) /.exec(problem ?? '') ?? []
  const index = Number(number ?? 0) - 1
  return index >= 0 && index < count ? index : null
}

function showIt(found: HTMLElement | null): void {
  found?.scrollIntoView({ block: 'center' })
}
