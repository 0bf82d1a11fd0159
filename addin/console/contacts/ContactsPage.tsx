/** CRM > Contacts: everybody outside to whom emails may go, searched and filtered. */

import {
  Button,
  Field,
  makeStyles,
  SearchBox,
  Select,
  Text,
  tokens,
} from '@fluentui/react-components'
import { ArrowUploadRegular, PersonAddRegular, PeopleRegular } from '@fluentui/react-icons'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import {
  contactGroups,
  type ContactFilter,
  type ContactGroup,
} from '../../../shared/contact-list.ts'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { useConsole } from '../../api/console-context.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { inWords } from '../ui/people-words.ts'
import { useAddressState } from '../ui/use-address-state.ts'
import { ChoosableContacts } from './ChoosableContacts.tsx'
import { ContactTable } from './ContactTable.tsx'
import { useContacts } from '../../api/queries/use-contacts.ts'

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '320px', minWidth: '200px' },
  count: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0` },
})

const groupTitles: Record<ContactGroup, string> = {
  enrolled: 'Enrolled',
  'not-enrolled': 'Not enrolled',
  'bad-address': 'Address does not exist',
  suppressed: 'Suppressed',
}

const start = { search: '', group: '', import: '' }

export function ContactsPage() {
  const styles = useStyles()
  const { me } = useConsole()
  const navigate = useNavigate()
  const [filters, setFilters] = useAddressState(start)
  const { search, group, import: importId } = filters
  const filter = useMemo(() => filterOf(search, group, importId), [search, group, importId])
  const live = useContacts(filter)
  const isFiltered = Object.keys(filter).length > 0
  const add =
    me.limits === null ? (
      <div className={styles.ways}>
        <Button icon={<ArrowUploadRegular />} onClick={() => void navigate('/contacts/import')}>
          Import contacts
        </Button>
        <Button
          appearance="primary"
          icon={<PersonAddRegular />}
          onClick={() => void navigate('/contacts/new')}
        >
          Add contact
        </Button>
      </div>
    ) : null
  const isEmpty = !isFiltered && live.value?.count === 0
  return (
    <>
      <PageTitle title="Contacts" actions={isEmpty ? null : add} />
      {me.limits === null ? null : <Message tone="info">{me.limits}</Message>}
      {isEmpty ? null : (
        <div className={styles.filters} role="search" aria-label="Contacts">
          <Field label="Search" className={styles.search}>
            <SearchBox
              placeholder="Name, address or company"
              value={search}
              maxLength={200}
              onChange={(_event, { value }) => setFilters({ search: value })}
            />
          </Field>
          <Field label="Show">
            <Select value={group} onChange={(_event, { value }) => setFilters({ group: value })}>
              <option value="">All</option>
              {contactGroups.map((one) => (
                <option key={one} value={one}>
                  {groupTitles[one]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      {importId === '' ? null : (
        <Message
          tone="info"
          action={<Button onClick={() => setFilters({ import: '' })}>Show all contacts</Button>}
        >
          Only contacts of one imported file are shown.
        </Message>
      )}
      <LiveGate live={live} what="the contacts">
        {(list) =>
          isEmpty ? (
            <Panel>
              <StateScreen picture={<PeopleRegular />} title="No contacts yet" action={add}>
                A contact is a person outside your company to whom a sequence writes. Add one here,
                import many from a file, or enroll somebody from Outlook with Sales Tools: that
                makes the contact.
              </StateScreen>
            </Panel>
          ) : list.rows.length > 0 && me.limits === null ? (
            <ChoosableContacts
              key={JSON.stringify(filter)}
              filter={filter}
              list={list}
              onMore={live.more}
            />
          ) : (
            <Panel bare>
              <Text className={styles.count}>
                {list.rows.length === 0 ? 'No contact fits these filters.' : inWords(list.count)}
              </Text>
              <ContactTable list={list} onMore={live.more} />
            </Panel>
          )
        }
      </LiveGate>
    </>
  )
}

/** Only what the server knows: an address can be typed by hand. */
function filterOf(search: string, group: string, importId: string): ContactFilter {
  const known = contactGroups.find((one) => one === group)
  return {
    ...(search.trim() ? { search: search.trim() } : {}),
    ...(known ? { group: known } : {}),
    ...(importId ? { import: importId } : {}),
  }
}
