/** One step while it is being written: when it comes, in which thread, its subject and its text. */

import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular, DeleteRegular } from '@fluentui/react-icons'
import { useRef } from 'react'
import type { TokenList } from '../../../shared/preview.ts'
import { Panel } from '../ui/Panel.tsx'
import { delayUnits } from './delay.ts'
import { isEmailStep, stepTitles } from '../ui/step-kinds.ts'
import type { EditedStep } from './drafts.ts'
import { StepKindField } from './StepKindField.tsx'
import { StepTokens } from './StepTokens.tsx'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  count: { width: '96px' },
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
  const styles = useStyles()
  /** Where one wrote last: a token goes to where the cursor stood. */
  const writing = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const body = useRef<HTMLTextAreaElement>(null)
  /** Where one goes on writing behind a token. */
  const goOnAt = useRef(0)
  const number = index + 1
  const change = (some: Partial<EditedStep>): void => onChange({ ...draft, ...some })
  const insert = (token: string): void => {
    const field = writing.current
    const where =
      field?.name === 'subject' && (draft.thread === 'new' || !email) ? 'subject' : 'body'
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
    <Panel title={`Step ${number}: ${stepTitles[draft.kind]}`}>
      <StepKindField kind={draft.kind} onChange={(kind) => change({ kind })} />
      <div className={styles.row}>
        <Field label={index === 0 ? 'Wait after enrolling' : 'Wait after the step before'}>
          <Input
            className={styles.count}
            type="number"
            min={0}
            max={366}
            value={String(draft.delay.count)}
            onChange={(_event, { value }) => {
              const wait = Math.max(0, Math.floor(Number(value)))
              change({ delay: { ...draft.delay, count: wait } })
            }}
          />
        </Field>
        <Field label="Unit">
          <Select
            value={draft.delay.unit}
            onChange={(_event, { value }) => {
              const unit = delayUnits.find((one) => one === value) ?? 'days'
              change({ delay: { ...draft.delay, unit } })
            }}
          >
            {delayUnits.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </Select>
        </Field>
        {opensThread || !email ? null : (
          <Field label="Thread">
            <RadioGroup
              layout="horizontal"
              value={draft.thread}
              onChange={(_event, { value }) =>
                change({ thread: value === 'same' ? 'same' : 'new' })
              }
            >
              <Radio value="same" label="Answer in the same thread" />
              <Radio value="new" label="New thread" />
            </RadioGroup>
          </Field>
        )}
      </div>
      {draft.thread === 'new' || !email ? (
        <Field label={email ? 'Subject' : 'Title'} required>
          <Input
            name="subject"
            value={draft.subject}
            maxLength={500}
            onFocus={({ currentTarget }) => (writing.current = currentTarget)}
            onChange={(_event, { value }) => change({ subject: value })}
          />
        </Field>
      ) : null}
      <Field
        label={email ? 'Text' : 'Note'}
        required={email}
        hint={email ? 'A blank line begins a new paragraph.' : 'What helps whoever does it.'}
      >
        <Textarea
          ref={(found: HTMLTextAreaElement | null) => {
            body.current = found
          }}
          name="body"
          rows={email ? 8 : 3}
          resize="vertical"
          value={draft.body}
          onFocus={({ currentTarget }) => (writing.current = currentTarget)}
          onChange={(_event, { value }) => change({ body: value })}
        />
      </Field>
      <div className={styles.buttons}>
        <StepTokens tokens={emailTokens} onInsert={insert} onInserted={goOn} />
        <Button
          icon={<ArrowUpRegular />}
          disabledFocusable={index === 0}
          aria-label={`Move step ${number} up`}
          onClick={() => onMove(-1)}
        />
        <Button
          icon={<ArrowDownRegular />}
          disabledFocusable={index === count - 1}
          aria-label={`Move step ${number} down`}
          onClick={() => onMove(1)}
        />
        <Button
          icon={<DeleteRegular />}
          disabledFocusable={count === 1}
          aria-label={`Remove step ${number}`}
          onClick={onRemove}
        />
      </div>
    </Panel>
  )
}
