/** What a person says about a contact: address, name, company and free properties. */

import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ContactResource, ContactRequest } from '../../../shared/contact.ts'
import type { Answer } from '../../api/request.ts'
import { CompanyField } from './CompanyField.tsx'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { useSaving } from '../ui/use-saving.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '480px' },
  input: { minWidth: 0 },
  property: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalS,
    maxWidth: '640px',
  },
  add: { alignSelf: 'start' },
  end: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface ContactFormProps {
  /** Null: a new one. */
  contact: ContactResource | null
  /** The company that a new one begins with. */
  company?: string
  onSave: (request: Required<ContactRequest>) => Promise<Answer<ContactResource>>
  onSaved: (contact: ContactResource) => void
  onCancel: () => void
}

interface PropertyLine {
  key: number
  name: string
  value: string
}

export function ContactForm(props: ContactFormProps) {
  const { contact, onSave, onSaved, onCancel } = props
  const styles = useStyles()
  const [email, setEmail] = useState(contact?.email ?? '')
  const [name, setName] = useState(contact?.name ?? '')
  const [company, setCompany] = useState(contact?.company ?? props.company ?? '')
  const [lines, setLines] = useState(() => linesOf(contact?.properties ?? {}))
  const [isTouched, setTouched] = useState(false)
  const saving = useSaving(onSaved)
  const write = <T,>(set: (value: T) => void, value: T): void => {
    set(value)
    setTouched(true)
  }
  const writeLine = (line: PropertyLine): void =>
    write(
      setLines,
      lines.map((one) => (one.key === line.key ? line : one)),
    )
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const properties = propertiesOf(lines, contact?.properties ?? {})
        if (!saving.busy) void saving.run(() => onSave({ email, name, company, properties }))
      }}
    >
      <LeaveDialog unsaved={isTouched && !saving.isSaved} />
      <Panel>
        <Field label="Address" required className={styles.narrow}>
          <Input
            className={styles.input}
            type="email"
            maxLength={320}
            value={email}
            onChange={(_event, { value }) => write(setEmail, value)}
          />
        </Field>
        <Field
          label="Name"
          hint="Left empty, it is made from the address."
          className={styles.narrow}
        >
          <Input
            className={styles.input}
            maxLength={200}
            value={name}
            onChange={(_event, { value }) => write(setName, value)}
          />
        </Field>
        <CompanyField
          value={company}
          onChange={(value) => write(setCompany, value)}
          className={styles.narrow}
          inputClassName={styles.input}
        />
      </Panel>
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
                onChange={(_event, { value }) => writeLine({ ...line, name: value })}
              />
            </Field>
            <Field label="Value">
              <Input
                className={styles.input}
                maxLength={200}
                value={line.value}
                onChange={(_event, { value }) => writeLine({ ...line, value })}
              />
            </Field>
          </div>
        ))}
        <Button
          className={styles.add}
          icon={<AddRegular />}
          onClick={() => setLines([...lines, { key: lines.length, name: '', value: '' }])}
        >
          Add property
        </Button>
      </Panel>
      {saving.problem === null ? null : <Message tone="error">{saving.problem}</Message>}
      <div className={styles.end}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={saving.busy}
          icon={saving.busy ? <Spinner size="tiny" aria-hidden /> : null}
        >
          Save contact
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}

function linesOf(properties: Record<string, string>): PropertyLine[] {
  return Object.entries(properties).map(([name, value], key) => ({ key, name, value }))
}

/** What was there and is named no more is sent empty, which takes it away. */
function propertiesOf(
  lines: PropertyLine[],
  before: Record<string, string>,
): Record<string, string> {
  const named = lines.flatMap(({ name, value }): [string, string][] =>
    name.trim() === '' ? [] : [[name.trim(), value.trim()]],
  )
  const gone = Object.keys(before).map((name): [string, string] => [name, ''])
  return Object.fromEntries([...gone, ...named])
}
