/** What may be done with a trigger or workflow that is being written: saved, tried in a dry run, or left. */

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { AutomationKind } from '../../../shared/automation.ts'
import { inWords } from '../ui/people-words.ts'

const useStyles = makeStyles({
  end: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface AutomationActionsProps {
  kind: AutomationKind
  /** How many contacts saving unenrolls at once. */
  hits: number
  isSaving: boolean
  /** A dry run is under way. */
  isLooking: boolean
  onLook: () => void
  onCancel: () => void
}

export function AutomationActions(props: AutomationActionsProps) {
  const { kind, hits, isSaving, isLooking, onLook, onCancel } = props
  const styles = useStyles()
  return (
    <div className={styles.end}>
      <Button
        type="submit"
        appearance="primary"
        disabledFocusable={isSaving || isLooking}
        icon={isSaving ? <Spinner size="tiny" aria-hidden /> : null}
      >
        {hits === 0 ? `Save ${kind}` : `Save and unenroll ${inWords(hits)}`}
      </Button>
      <Button
        disabledFocusable={isLooking}
        icon={isLooking ? <Spinner size="tiny" aria-hidden /> : null}
        onClick={onLook}
      >
        Who would be unenrolled now?
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  )
}
