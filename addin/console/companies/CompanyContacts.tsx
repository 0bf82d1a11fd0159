/** Who belongs to a company, and the sequences they are in. */

import { Field, makeStyles, SearchBox, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { CompanyRecord } from '../../../shared/company.ts'
import { ContactTable } from '../contacts/ContactTable.tsx'
import { useContacts } from '../../api/queries/use-contacts.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useAddressState } from '../ui/use-address-state.ts'

const useStyles = makeStyles({
  title: { margin: 0 },
  search: { maxWidth: '320px' },
  count: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0` },
})

const start = { search: '' }

export function CompanyContacts({ company }: { company: CompanyRecord }) {
  const styles = useStyles()
  const { id, contacts, enrolled } = company
  const [{ search }, setFilters] = useAddressState(start)
  const piece = search.trim()
  const filter = useMemo(
    () => ({ company: id, ...(piece === '' ? {} : { search: piece }) }),
    [id, piece],
  )
  const live = useContacts(filter)
  return (
    <>
      <Subtitle2 as="h2" className={styles.title}>
        Contacts
      </Subtitle2>
      {contacts === 0 ? (
        <Panel>
          <Text>
            Nobody belongs to it yet. Contacts do when their Company says this name, or when they
            were given none and their address is at one of its domains.
          </Text>
        </Panel>
      ) : (
        <>
          <div role="search" aria-label="Contacts of the company">
            <Field label="Search" className={styles.search}>
              <SearchBox
                placeholder="Name or address"
                value={search}
                maxLength={200}
                onChange={(_event, { value }) => setFilters({ search: value })}
              />
            </Field>
          </div>
          <LiveGate live={live} what="the contacts">
            {(list) => (
              <Panel bare>
                <Text className={styles.count}>
                  {piece === ''
                    ? standing(contacts, enrolled)
                    : list.count === 0
                      ? 'None of its contacts fits this search.'
                      : contactsIn(list.count)}
                </Text>
                <ContactTable list={list} onMore={live.more} ofOneCompany />
              </Panel>
            )}
          </LiveGate>
        </>
      )}
    </>
  )
}

function standing(contacts: number, enrolled: number): string {
  return `${contactsIn(contacts)}, ${enrolled === 0 ? 'none' : enrolled.toLocaleString('en')} enrolled now`
}

function contactsIn(count: number): string {
  return count === 1 ? '1 contact' : `${count.toLocaleString('en')} contacts`
}
