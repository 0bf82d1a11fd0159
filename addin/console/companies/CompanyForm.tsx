/** What a person says about a company: its name and its domains. */

import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CompanyRecord, CompanyRequest } from '../../../shared/company.ts'
import type { Answer } from '../../api/request.ts'
import { useSaving } from '../ui/use-saving.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { DomainFields, domainsIn, type Domains } from './DomainFields.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '480px' },
  input: { minWidth: 0 },
  end: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface CompanyFormProps {
  /** What the form begins with. */
  name: string
  domains: string[]
  /** What another name does, in a sentence. */
  hint?: string
  onSave: (request: Required<CompanyRequest>) => Promise<Answer<CompanyRecord>>
  onSaved: (company: CompanyRecord) => void
  onCancel: () => void
}

export function CompanyForm(props: CompanyFormProps) {
  const { hint, onSave, onSaved, onCancel } = props
  const styles = useStyles()
  const [name, setName] = useState(props.name)
  const [domains, setDomains] = useState<Domains>({ listed: props.domains, draft: '' })
  const [isTouched, setTouched] = useState(false)
  const saving = useSaving(onSaved)
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving.busy) void saving.run(() => onSave({ name, domains: domainsIn(domains) }))
      }}
    >
      <LeaveDialog unsaved={isTouched && !saving.isSaved} />
      <Panel>
        <Field
          label="Name"
          required
          className={styles.narrow}
          {...(hint === undefined ? {} : { hint })}
        >
          <Input
            className={styles.input}
            maxLength={200}
            value={name}
            onChange={(_event, { value }) => {
              setName(value)
              setTouched(true)
            }}
          />
        </Field>
      </Panel>
      <Panel title="Domains">
        <DomainFields
          domains={domains}
          onChange={(changed) => {
            setDomains(changed)
            setTouched(true)
          }}
        />
      </Panel>
      {saving.problem === null ? null : <Message tone="error">{saving.problem}</Message>}
      <div className={styles.end}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={saving.busy}
          icon={saving.busy ? <Spinner size="tiny" aria-hidden /> : null}
        >
          Save company
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}
