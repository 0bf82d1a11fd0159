/** Further contacts that a meeting belongs to: searched for, added, and taken away again. */

import { Button, Field, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { ContactResource } from '../../../shared/contact.ts'
import { useContacts } from '../../api/queries/use-contacts.ts'

const mostOffered = 5

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  one: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  search: { maxWidth: '480px' },
})

interface AssociatedContactsProps {
  /** Whose meeting it is. */
  of: ContactResource
  chosen: ContactResource[]
  onChange: (chosen: ContactResource[]) => void
}

export function AssociatedContacts({ of, chosen, onChange }: AssociatedContactsProps) {
  const styles = useStyles()
  const [search, setSearch] = useState('')
  return (
    <>
      {chosen.length === 0 ? null : (
        <ul className={styles.list} aria-label="Contacts added">
          {chosen.map((contact) => (
            <Line
              key={contact.id}
              contact={contact}
              label="Remove"
              onAct={() => onChange(chosen.filter(({ id }) => id !== contact.id))}
            />
          ))}
        </ul>
      )}
      <Field label="Other contacts" className={styles.search}>
        <SearchBox
          placeholder="Name, address or company"
          maxLength={200}
          value={search}
          onChange={(_event, { value }) => setSearch(value)}
        />
      </Field>
      {search.trim() === '' ? null : (
        <Offered
          search={search.trim()}
          without={[of, ...chosen]}
          onAdd={(contact) => {
            onChange([...chosen, contact])
            setSearch('')
          }}
        />
      )}
    </>
  )
}

interface OfferedProps {
  search: string
  without: ContactResource[]
  onAdd: (contact: ContactResource) => void
}

function Offered({ search, without, onAdd }: OfferedProps) {
  const styles = useStyles()
  const filter = useMemo(() => ({ search }), [search])
  const { value, trouble } = useContacts(filter)
  if (trouble) return <Text role="alert">{trouble.sentence}</Text>
  if (value === null) return null
  const found = value.rows.filter(({ id }) => !without.some((one) => one.id === id))
  if (found.length === 0) return <Text role="status">No other contact fits.</Text>
  return (
    <ul className={styles.list} aria-label="Contacts found">
      {found.slice(0, mostOffered).map((contact) => (
        <Line key={contact.id} contact={contact} label="Add" onAct={() => onAdd(contact)} />
      ))}
    </ul>
  )
}

interface LineProps {
  contact: ContactResource
  label: string
  onAct: () => void
}

function Line({ contact, label, onAct }: LineProps) {
  return (
    <li className={useStyles().one}>
      <Button size="small" aria-label={`${label} ${contact.name}`} onClick={onAct}>
        {label}
      </Button>
      <Text>
        {contact.name}, {contact.email}
      </Text>
    </li>
  )
}
