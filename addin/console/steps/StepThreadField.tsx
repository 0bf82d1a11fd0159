/** In which thread an email goes out: as an answer to the one before, or in a new one. */

import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { EditedStep } from './drafts.ts'

interface StepThreadFieldProps {
  thread: EditedStep['thread']
  onChange: (thread: EditedStep['thread']) => void
}

export function StepThreadField({ thread, onChange }: StepThreadFieldProps) {
  return (
    <Field label="Thread">
      <RadioGroup
        layout="horizontal"
        value={thread}
        onChange={(_event, { value }) => onChange(value === 'same' ? 'same' : 'new')}
      >
        <Radio value="same" label="Answer in the same thread" />
        <Radio value="new" label="New thread" />
      </RadioGroup>
    </Field>
  )
}
