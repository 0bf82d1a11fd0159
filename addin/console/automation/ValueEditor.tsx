/** What a property is compared with, by what the property can be. */

import { Caption1, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { SenderChoices, SequenceChoices } from './AccountChoices.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import type { SingleDraft } from './condition-draft.ts'
import { DayEditor } from './DayEditor.tsx'
import type { ConditionProperty } from './properties.ts'

const useStyles = makeStyles({
  lines: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    minWidth: 0,
    width: '100%',
  },
  input: { minWidth: 0, width: '100%' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface ValueEditorProps {
  /** As in "Value of condition 1". */
  label: string
  draft: SingleDraft
  property: ConditionProperty
  onChange: (draft: SingleDraft) => void
}

export function ValueEditor({ label, draft, property, onChange }: ValueEditorProps) {
  const { operator, values } = draft
  const write = (after: string[]): void => onChange({ ...draft, values: after })
  switch (operator) {
    case 'known':
    case 'unknown':
    case 'changed':
      return null
    case 'before':
    case 'after':
      return (
        <DayEditor
          {...{ label }}
          draft={draft.day}
          onChange={(day) => onChange({ ...draft, day })}
        />
      )
    case 'contains':
      return <Lines {...{ label, values }} onChange={write} />
    case 'equals':
      return <Equal {...{ label, values, property }} onChange={write} />
    default: {
      const never: never = operator
      return never
    }
  }
}

interface ValuesProps {
  label: string
  values: string[]
  onChange: (values: string[]) => void
}

function Equal({ property, ...rest }: ValuesProps & { property: ConditionProperty }) {
  const styles = useStyles()
  const { label, values, onChange } = rest
  const { among, sort } = property
  if (among === 'sequences')
    return (
      <div className={styles.lines}>
        <SequenceChoices by="name" label={label} chosen={values} onChange={onChange} />
        <Caption1 className={styles.quiet}>
          Goes by the name: choose anew when a sequence is renamed.
        </Caption1>
      </div>
    )
  if (among === 'senders')
    return <SenderChoices label={label} chosen={values} onChange={onChange} />
  if (among !== undefined)
    return <ChoiceList label={label} choices={among} chosen={values} onChange={onChange} />
  if (sort === 'date' && values.length < 2)
    return (
      <Input
        className={styles.input}
        type="date"
        aria-label={label}
        value={values[0] ?? ''}
        onChange={(_event, { value }) => onChange(value === '' ? [] : [value])}
      />
    )
  return <Lines {...rest} />
}

/** One value on each line: quick to write, and a copied column goes in as it is. */
function Lines({ label, values, onChange }: ValuesProps) {
  const styles = useStyles()
  return (
    <div className={styles.lines}>
      <Textarea
        className={styles.input}
        aria-label={label}
        rows={Math.min(8, Math.max(1, values.length))}
        resize="vertical"
        value={values.join('\n')}
        onChange={(_event, { value }) => onChange(value === '' ? [] : value.split('\n'))}
      />
      <Caption1 className={styles.quiet}>
        {values.length > 1
          ? 'One of these lines has to fit.'
          : 'Several values: one on each line, one of them has to fit.'}
      </Caption1>
    </div>
  )
}
