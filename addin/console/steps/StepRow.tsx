/** One step of those being written, with what is wrong with it and its preview. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { TokenList } from '../../../shared/preview.ts'
import { Message } from '../ui/Message.tsx'
import { moved, opensThread, replaced, without, type EditedStep } from './drafts.ts'
import { PreviewOf } from './PreviewHead.tsx'
import { StepForm } from './StepForm.tsx'
import type { UsedPreview } from './use-preview.ts'

const useStyles = makeStyles({
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
})

interface StepRowProps {
  /** All of them: what happens to one may reach the others. */
  drafts: EditedStep[]
  draft: EditedStep
  index: number
  /** What it may name; null: not known yet. */
  emailTokens: TokenList | null
  /** Why the server refused this step, in a sentence; null when it did not. */
  problem: string | null
  previewing: UsedPreview
  onChange: (drafts: EditedStep[]) => void
}

export function StepRow(props: StepRowProps) {
  const { drafts, draft, index, emailTokens, problem, previewing, onChange } = props
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.step, previewing.isOpen && styles.previewed)}>
      <StepForm
        {...{ draft, index, emailTokens }}
        count={drafts.length}
        opensThread={opensThread(drafts, index)}
        onChange={(after) => onChange(replaced(drafts, after))}
        onMove={(by) => onChange(moved(drafts, index, by))}
        onRemove={() => onChange(without(drafts, draft.key))}
      />
      <div className={styles.step}>
        {problem === null ? null : (
          <div ref={showIt}>
            <Message tone="error">{problem}</Message>
          </div>
        )}
        <PreviewOf using={previewing} number={index + 1} />
      </div>
    </div>
  )
}

function showIt(found: HTMLElement | null): void {
  found?.scrollIntoView({ block: 'center' })
}
