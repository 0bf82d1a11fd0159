/** Which enrollments are shown: by state, reason, sender, and a piece of the name or address. */

import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { reasons, reasonTitles } from '../../../shared/reason.ts'
import type { UserResource } from '../../../shared/user.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'

export interface Filters {
  state: string
  reason: string
  rep: string
  search: string
}

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '320px', minWidth: '200px' },
})

const question: Question<UserResource[]> = {
  ask: ({ api }) => api.users(),
  concerns: ({ kind }) => kind === 'user',
}

interface EnrollmentFiltersProps {
  filters: Filters
  onChange: (change: Partial<Filters>) => void
}

export function EnrollmentFilters({ filters, onChange }: EnrollmentFiltersProps) {
  const styles = useStyles()
  const users = useLive(question).value
  const senders = useMemo(() => (users ?? []).filter(({ seat }) => seat !== 'none'), [users])
  return (
    <div className={styles.filters} role="search" aria-label="Enrollments">
      <Field label="Search" className={styles.search}>
        <SearchBox
          placeholder="Name or address"
          value={filters.search}
          onChange={(_event, { value }) => onChange({ search: value })}
        />
      </Field>
      <Field label="State">
        <Select value={filters.state} onChange={(_event, { value }) => onChange({ state: value })}>
          <option value="">All</option>
          <option value="active">Active</option>
          <option value="paused">Paused</option>
          <option value="ended">Ended</option>
        </Select>
      </Field>
      <Field label="Reason">
        <Select
          value={filters.reason}
          onChange={(_event, { value }) => onChange({ reason: value })}
        >
          <option value="">All</option>
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {reasonTitles[reason]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Sender">
        <Select value={filters.rep} onChange={(_event, { value }) => onChange({ rep: value })}>
          <option value="">Everybody</option>
          {senders.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  )
}
