/** CRM > Companies: whose contacts belong together, searched by name and domain. */

import { Button, Field, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components'
import { AddRegular, BuildingRegular } from '@fluentui/react-icons'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { useConsole } from '../../api/console-context.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useAddressState } from '../ui/use-address-state.ts'
import { CompanyTable } from './CompanyTable.tsx'
import { DeletedCompany } from './DeletedCompany.tsx'
import { useCompanies } from '../../api/queries/use-companies.ts'

const useStyles = makeStyles({
  search: { maxWidth: '320px' },
  count: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0` },
})

const start = { search: '' }

export function CompaniesPage() {
  const styles = useStyles()
  const { me } = useConsole()
  const navigate = useNavigate()
  const [{ search }, setFilters] = useAddressState(start)
  const filter = useMemo(() => (search.trim() ? { search: search.trim() } : {}), [search])
  const live = useCompanies(filter)
  const isEmpty = search.trim() === '' && live.value?.count === 0
  const add =
    me.limits === null ? (
      <Button
        appearance="primary"
        icon={<AddRegular />}
        onClick={() => void navigate('/companies/new')}
      >
        Add company
      </Button>
    ) : null
  return (
    <>
      <PageTitle title="Companies" actions={isEmpty ? null : add} />
      <DeletedCompany />
      {me.limits === null ? null : <Message tone="info">{me.limits}</Message>}
      {isEmpty ? null : (
        <div role="search" aria-label="Companies">
          <Field label="Search" className={styles.search}>
            <SearchBox
              placeholder="Name or domain"
              value={search}
              maxLength={200}
              onChange={(_event, { value }) => setFilters({ search: value })}
            />
          </Field>
        </div>
      )}
      <LiveGate live={live} what="the companies">
        {(list) =>
          isEmpty ? (
            <Panel>
              <StateScreen picture={<BuildingRegular />} title="No companies yet" action={add}>
                A company brings its contacts together: by its name, or by the domain of their
                addresses. Then one colleague’s reply can end the sequences of all.
              </StateScreen>
            </Panel>
          ) : (
            <Panel bare>
              <Text className={styles.count}>
                {list.rows.length === 0
                  ? 'No company fits this search.'
                  : list.count === 1
                    ? '1 company'
                    : `${list.count.toLocaleString('en')} companies`}
              </Text>
              <CompanyTable list={list} onMore={live.more} />
            </Panel>
          )
        }
      </LiveGate>
    </>
  )
}
