/** The cells of one sequence in the table: its name, its performance, and what may be done with it. */

import { makeStyles, mergeClasses } from '@fluentui/react-components'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { Times } from '../../ui/times.ts'
import { useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ManageActions } from './ManageActions.tsx'
import { columns } from './sequence-list.ts'
import type { Keeping } from './use-keeping.ts'

const useStyles = makeStyles({
  when: { whiteSpace: 'nowrap' },
  // A name may be one long word.
  name: { minWidth: '160px', overflowWrap: 'anywhere' },
})

interface SequenceRowProps {
  one: SequenceResource
  times: Times
  keeping: Keeping
}

export function SequenceRow({ one, times, keeping }: SequenceRowProps) {
  const styles = useStyles()
  const table = useTableStyles()
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
}
