/** Who a contact is, as one writes it: address, name and company. */

import { Field, Input, makeStyles } from '@fluentui/react-components'
import { Panel } from '../ui/Panel.tsx'
import { CompanyField } from './CompanyField.tsx'

const useStyles = makeStyles({
  narrow: { maxWidth: '480px' },
  input: { minWidth: 0 },
})

interface ContactFieldsProps {
  email: string
  name: string
  company: string
  onEmailChange: (email: string) => void
  onNameChange: (name: string) => void
  onCompanyChange: (company: string) => void
}

export function ContactFields(props: ContactFieldsProps) {
  const { email, name, company, onEmailChange, onNameChange, onCompanyChange } = props
  const styles = useStyles()
  return (
    <Panel>
      <Field label="Address" required className={styles.narrow}>
        <Input
          className={styles.input}
          type="email"
          maxLength={320}
          value={email}
          onChange={(_event, { value }) => onEmailChange(value)}
        />
      </Field>
      <Field label="Name" hint="Left empty, it is made from the address." className={styles.narrow}>
        <Input
          className={styles.input}
          maxLength={200}
          value={name}
          onChange={(_event, { value }) => onNameChange(value)}
        />
      </Field>
      <CompanyField
        value={company}
        onChange={onCompanyChange}
        className={styles.narrow}
        inputClassName={styles.input}
      />
    </Panel>
  )
}
