/** Under the steps and always in sight: save, cancel and preview, and why saving was refused. */

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { Message } from '../ui/Message.tsx'
import { PreviewButton } from './PreviewHead.tsx'
import type { UsedPreview } from './use-preview.ts'

const useStyles = makeStyles({
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

interface StepsEditorActionsProps {
  /** A refusal that belongs to no single step, in a sentence; null when there is none. */
  problem: string | null
  saveLabel: string
  busy: boolean
  /** A question stands before the saving: nothing is being worked on. */
  isAsking: boolean
  previewing: UsedPreview
  onCancel: () => void
}

export function StepsEditorActions(props: StepsEditorActionsProps) {
  const { problem, saveLabel, busy, isAsking, previewing, onCancel } = props
  const styles = useStyles()
  return (
    <div className={styles.end}>
      {problem === null ? null : (
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
  )
}
