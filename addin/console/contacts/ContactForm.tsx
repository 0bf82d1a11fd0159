/** What a person says about a contact: address, name, company and free properties. */

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ContactResource, ContactRequest } from '../../../shared/contact.ts'
import type { Answer } from '../../api/request.ts'
import { ContactFields } from './ContactFields.tsx'
import { ContactPropertyFields, type PropertyLine } from './ContactPropertyFields.tsx'
import { Message } from '../ui/Message.tsx'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { useSaving } from '../ui/use-saving.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
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
      <ContactFields
        {...{ email, name, company }}
        onEmailChange={(value) => write(setEmail, value)}
        onNameChange={(value) => write(setName, value)}
        onCompanyChange={(value) => write(setCompany, value)}
      />
      <ContactPropertyFields
        lines={lines}
        onChange={writeLine}
        onAdd={() => setLines([...lines, { key: lines.length, name: '', value: '' }])}
      />
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
