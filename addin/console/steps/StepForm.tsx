/** One step while it is being written: when it comes, in which thread, its subject and its text. */

import { makeStyles, tokens } from '@fluentui/react-components'
import { useRef } from 'react'
import type { TokenList } from '../../../shared/preview.ts'
import { Panel } from '../ui/Panel.tsx'
import { isEmailStep, stepTitles } from '../ui/step-kinds.ts'
import type { EditedStep } from './drafts.ts'
import { StepButtons } from './StepButtons.tsx'
import { StepDelayFields } from './StepDelayFields.tsx'
import { StepKindField } from './StepKindField.tsx'
import { StepTextFields } from './StepTextFields.tsx'
import { StepThreadField } from './StepThreadField.tsx'
import { StepTokens } from './StepTokens.tsx'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface StepFormProps {
  draft: EditedStep
  index: number
  count: number
  /** The first email has none before it that it could answer. */
  opensThread: boolean
  /** What it may name; null: not known yet. */
  emailTokens: TokenList | null
  onChange: (draft: EditedStep) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

export function StepForm(props: StepFormProps) {
  const { draft, index, count, opensThread, emailTokens, onChange, onMove, onRemove } = props
  const email = isEmailStep(draft)
  const hasSubject = draft.thread === 'new' || !email
  const styles = useStyles()
  /** Where one wrote last: a token goes to where the cursor stood. */
  const writing = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const body = useRef<HTMLTextAreaElement>(null)
  /** Where one goes on writing behind a token. */
  const goOnAt = useRef(0)
  const change = (some: Partial<EditedStep>): void => onChange({ ...draft, ...some })
  const insert = (token: string): void => {
    const field = writing.current
    const where = field?.name === 'subject' && hasSubject ? 'subject' : 'body'
    const text = draft[where]
    const from = field?.selectionStart ?? text.length
    const to = field?.selectionEnd ?? text.length
    const before = `${text.slice(0, from)}{{ ${token} }}`
    goOnAt.current = before.length
    change({ [where]: `${before}${text.slice(to)}` })
  }
  const goOn = (): void => {
    const field = writing.current ?? body.current
    field?.focus()
    field?.setSelectionRange(goOnAt.current, goOnAt.current)
  }
  return (
    <Panel title={`Step ${index + 1}: ${stepTitles[draft.kind]}`}>
      <StepKindField kind={draft.kind} onChange={(kind) => change({ kind })} />
      <div className={styles.row}>
        <StepDelayFields
          delay={draft.delay}
          isFirst={index === 0}
          onChange={(delay) => change({ delay })}
        />
        {opensThread || !email ? null : (
          <StepThreadField thread={draft.thread} onChange={(thread) => change({ thread })} />
        )}
      </div>
      <StepTextFields
        {...{ draft, hasSubject }}
        bodyRef={(found) => {
          body.current = found
        }}
        onChange={change}
        onFocus={(field) => (writing.current = field)}
      />
      <div className={styles.buttons}>
        <StepTokens tokens={emailTokens} onInsert={insert} onInserted={goOn} />
        <StepButtons {...{ index, count, onMove, onRemove }} />
      </div>
    </Panel>
  )
}
