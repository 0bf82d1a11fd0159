/** Says that a contact writes from a further address: mail from there counts from then on. */

import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useCardTools } from '../../contact-card/card-context.ts'
import type { UsedChange } from '../../contact-card/use-change.ts'
import { Panel } from '../ui/Panel.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  address: { flexGrow: 1, minWidth: '160px' },
  input: { minWidth: 0 },
})

export function LinkAddress({ contactId, change }: { contactId: string; change: UsedChange }) {
  const styles = useStyles()
  const { api } = useCardTools()
  const [address, setAddress] = useState('')
  async function link(): Promise<void> {
    if (await change.run('Link address', () => api.link(contactId, address.trim()))) setAddress('')
  }
  return (
    <Panel title="Add an address">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (change.busy === null && address.trim() !== '') void link()
        }}
      >
        <Field label="The contact also writes from" className={styles.address}>
          <Input
            className={styles.input}
            type="email"
            maxLength={320}
            value={address}
            onChange={(_event, { value }) => setAddress(value)}
          />
        </Field>
        <Button type="submit" disabledFocusable={change.busy !== null || address.trim() === ''}>
          Link address
        </Button>
      </form>
    </Panel>
  )
}
