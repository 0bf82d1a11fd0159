/** A contact's free properties while they are being written, each with its name and its value. */

import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { Panel } from '../ui/Panel.tsx'

const useStyles = makeStyles({
  input: { minWidth: 0 },
  property: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalS,
    maxWidth: '640px',
  },
  add: { alignSelf: 'start' },
})

export interface PropertyLine {
  key: number
  name: string
  value: string
}

interface ContactPropertyFieldsProps {
  lines: PropertyLine[]
  onChange: (line: PropertyLine) => void
  onAdd: () => void
}

export function ContactPropertyFields({ lines, onChange, onAdd }: ContactPropertyFieldsProps) {
  const styles = useStyles()
  return (
    <Panel title="Properties">
      {lines.map((line, index) => (
        <div
          key={line.key}
          className={styles.property}
          role="group"
          aria-label={`Property ${String(index + 1)}`}
        >
          <Field label="Name">
            <Input
              className={styles.input}
              placeholder="job title"
              maxLength={50}
              value={line.name}
              onChange={(_event, { value }) => onChange({ ...line, name: value })}
            />
          </Field>
          <Field label="Value">
            <Input
              className={styles.input}
              maxLength={200}
              value={line.value}
              onChange={(_event, { value }) => onChange({ ...line, value })}
            />
          </Field>
        </div>
      ))}
      <Button className={styles.add} icon={<AddRegular />} onClick={onAdd}>
        Add property
      </Button>
    </Panel>
  )
}
