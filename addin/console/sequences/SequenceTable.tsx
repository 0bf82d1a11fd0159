/** The table of sequences, with search, a filter by owner, and sorting by every column; all of it in the address. */

import {
  Button,
  Field,
  makeStyles,
  mergeClasses,
  SearchBox,
  Select,
  Text,
  tokens,
} from '@fluentui/react-components'
import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { Panel } from '../ui/Panel.tsx'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useAddressState } from '../ui/use-address-state.ts'
import { useTimes } from '../ui/use-times.ts'
import { ManageActions } from './ManageActions.tsx'
import { columns, ownersOf, wantedSequences } from './sequence-list.ts'
import type { Keeping } from './use-keeping.ts'

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '360px', minWidth: '200px' },
  none: {
    padding: tokens.spacingHorizontalL,
    display: 'grid',
    rowGap: tokens.spacingVerticalM,
    justifyItems: 'start',
  },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    minHeight: '24px',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  when: { whiteSpace: 'nowrap' },
  // A name may be one long word.
  name: { minWidth: '160px', overflowWrap: 'anywhere' },
})

const emptiness: Record<string, string | undefined> = {
  archived:
    'No sequence is archived. Archive one from its Actions when nobody new is to be enrolled: it is kept here, and those in it go on.',
  deleted: 'No sequence is deleted. A deleted one stays here for 30 days, to be restored.',
}

const start = { search: '', owner: '', sort: 'name', order: '', show: '' }

interface SequenceTableProps {
  all: readonly SequenceResource[]
  keeping: Keeping
}

export function SequenceTable({ all, keeping }: SequenceTableProps) {
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const [asked, setAsked] = useAddressState(start)
  const { search, owner, sort } = asked
  const descending = asked.order === 'down'
  const rows = wantedSequences(all, { search, owner, sort, descending })
  return (
    <>
      <div className={styles.filters} role="search" aria-label="Sequences">
        <Field label="Search" className={styles.search}>
          <SearchBox
            placeholder="Name of a sequence"
            value={search}
            onChange={(_event, { value }) => setAsked({ search: value })}
          />
        </Field>
        <Field label="Owner">
          <Select value={owner} onChange={(_event, { value }) => setAsked({ owner: value })}>
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
            onChange={(_event, { value }) => setAsked({ show: value, owner: '' })}
          >
            <option value="">Sequences in use</option>
            <option value="archived">Archived</option>
            <option value="deleted">Deleted</option>
          </Select>
        </Field>
      </div>
      <Panel bare>
        {rows.length === 0 ? (
          <div className={styles.none}>
            <Text>
              {(all.length === 0 ? emptiness[asked.show] : undefined) ??
                'No sequence fits these filters.'}
            </Text>
            <Button onClick={() => setAsked({ search: '', owner: '', show: '' })}>
              Show all sequences
            </Button>
          </div>
        ) : (
          <RowsTable
            label="Sequences"
            count={rows.length}
            total={rows.length}
            columns={columns.length + 1}
            rowHeight={41}
            keyOf={(index) => rows[index]?.id ?? String(index)}
            head={[
              ...columns.map(({ key, title, numeric }) => (
                <th
                  key={key}
                  scope="col"
                  className={mergeClasses(table.head, numeric && table.number)}
                  {...(key === sort
                    ? { 'aria-sort': descending ? 'descending' : 'ascending' }
                    : {})}
                >
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() =>
                      setAsked({ sort: key, order: key === sort && !descending ? 'down' : '' })
                    }
                  >
                    {title}
                    {key !== sort ? null : descending ? (
                      <ArrowDown12Regular />
                    ) : (
                      <ArrowUp12Regular />
                    )}
                  </button>
                </th>
              )),
              <th key="actions" scope="col" className={table.head}>
                Actions
              </th>,
            ]}
          >
            {(index) => {
              const one = rows[index]
              if (!one) return null
              return [
                ...columns.map((column, place) => {
                  const look = mergeClasses(table.cell, column.numeric && table.number)
                  if (place === 0)
                    return (
                      <th key={column.key} scope="row" className={mergeClasses(look, styles.name)}>
                        <TextLink to={`/sequences/${one.id}`}>{one.name}</TextLink>
                      </th>
                    )
                  return (
                    <td key={column.key} className={look}>
                      {column.key === 'owner' ? (
                        one.owner.name
                      ) : column.key === 'edited' ? (
                        <span className={styles.when}>{times.short(one.updatedAt)}</span>
                      ) : (
                        column.value(one)
                      )}
                    </td>
                  )
                }),
                <td key="actions" className={table.cell}>
                  <ManageActions one={one} keeping={keeping} />
                </td>,
              ]
            }}
          </RowsTable>
        )}
      </Panel>
    </>
  )
}
