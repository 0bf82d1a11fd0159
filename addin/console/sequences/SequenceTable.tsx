/** The table of sequences, with search, a filter by owner, and sorting by every column; all of it in the address. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { Panel } from '../ui/Panel.tsx'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { useAddressState } from '../ui/use-address-state.ts'
import { useTimes } from '../ui/use-times.ts'
import { ColumnHead } from './ColumnHead.tsx'
import { SequenceFilters } from './SequenceFilters.tsx'
import { SequenceRow } from './SequenceRow.tsx'
import { columns, wantedSequences } from './sequence-list.ts'
import type { Keeping } from './use-keeping.ts'

const useStyles = makeStyles({
  none: {
    padding: tokens.spacingHorizontalL,
    display: 'grid',
    rowGap: tokens.spacingVerticalM,
    justifyItems: 'start',
  },
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
      <SequenceFilters all={all} asked={asked} onChange={setAsked} />
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
              ...columns.map((column) => {
                const { key } = column
                return (
                  <ColumnHead
                    key={key}
                    column={column}
                    direction={key !== sort ? null : descending ? 'descending' : 'ascending'}
                    onSort={() =>
                      setAsked({ sort: key, order: key === sort && !descending ? 'down' : '' })
                    }
                  />
                )
              }),
              <th key="actions" scope="col" className={table.head}>
                Actions
              </th>,
            ]}
          >
            {(index) => {
              const one = rows[index]
              return one ? <SequenceRow one={one} times={times} keeping={keeping} /> : null
            }}
          </RowsTable>
        )}
      </Panel>
    </>
  )
}
