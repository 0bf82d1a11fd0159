/** Which sequences are shown: by a piece of the name, by owner, and those in use, archived or deleted. */

import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { ownersOf } from './sequence-list.ts'

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '360px', minWidth: '200px' },
})

interface Asked {
  search: string
  owner: string
  show: string
}

interface SequenceFiltersProps {
  all: readonly SequenceResource[]
  asked: Asked
  onChange: (change: Partial<Asked>) => void
}

export function SequenceFilters({ all, asked, onChange }: SequenceFiltersProps) {
  const styles = useStyles()
  return (
    <div className={styles.filters} role="search" aria-label="Sequences">
      <Field label="Search" className={styles.search}>
        <SearchBox
          placeholder="Name of a sequence"
          value={asked.search}
          onChange={(_event, { value }) => onChange({ search: value })}
        />
      </Field>
      <Field label="Owner">
        <Select value={asked.owner} onChange={(_event, { value }) => onChange({ owner: value })}>
          <option value="">Everybody</option>
          {ownersOf(all).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Show">
        <Select
          value={asked.show}
          onChange={(_event, { value }) => onChange({ show: value, owner: '' })}
        >
          <option value="">Sequences in use</option>
          <option value="archived">Archived</option>
          <option value="deleted">Deleted</option>
        </Select>
      </Field>
    </div>
  )
}
