/** What was done with a row of what comes next, with Undo while that can be done. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Message } from '../ui/Message.tsx'
import type { ScheduledActions } from './use-scheduled-actions.ts'

const useStyles = makeStyles({
  // Below the rows and always in sight: above them it would push the next button under the pointer that pressed the last.
  outcome: { position: 'sticky', bottom: tokens.spacingVerticalM, zIndex: 2 },
})

export function ScheduledMessage({ actions }: { actions: ScheduledActions }) {
  const { busy, outcome, landing, dismiss } = actions
  const styles = useStyles()
  if (outcome === null) return null
  return (
    <div ref={landing} className={styles.outcome}>
      <Message
        tone={outcome.tone}
        onDismiss={dismiss}
        action={
          outcome.undo === null ? null : (
            <Button disabledFocusable={busy} onClick={outcome.undo}>
              Undo
            </Button>
          )
        }
      >
        {outcome.sentence}
      </Message>
    </div>
  )
}
