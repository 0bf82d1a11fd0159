/** What a workflow does: unenroll from all sequences, or from these. */

import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { Panel } from '../ui/Panel.tsx'
import { SequenceChoices } from './AccountChoices.tsx'

/** The ids of sequences, or all there are and will be. */
export type From = 'all' | string[]

interface FromFieldProps {
  from: From
  onChange: (from: From) => void
}

export function FromField({ from, onChange }: FromFieldProps) {
  // What was ticked comes back when one looks at "all" for a moment.
  const [ticked, setTicked] = useState<string[]>(from === 'all' ? [] : from)
  return (
    <Panel title="What it does">
      <Field label="Unenroll the contact from">
        <RadioGroup
          value={from === 'all' ? 'all' : 'these'}
          onChange={(_event, { value }) => onChange(value === 'all' ? 'all' : ticked)}
        >
          <Radio value="all" label="All sequences" />
          <Radio value="these" label="These sequences" />
        </RadioGroup>
      </Field>
      {from === 'all' ? null : (
        <SequenceChoices
          by="id"
          label="Sequences to unenroll from"
          chosen={from}
          onChange={(chosen) => {
            setTicked(chosen)
            onChange(chosen)
          }}
        />
      )}
    </Panel>
  )
}
