/** The head of a column in the table of sequences: a button that sorts by it. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons'
import { useTableStyles } from '../ui/RowsTable.tsx'
import type { Column } from './sequence-list.ts'

const useStyles = makeStyles({
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
})

interface ColumnHeadProps {
  column: Column
  /** Null: the table is sorted by another column. */
  direction: 'ascending' | 'descending' | null
  onSort: () => void
}

export function ColumnHead({ column, direction, onSort }: ColumnHeadProps) {
  const styles = useStyles()
  const table = useTableStyles()
  return (
    <th
      scope="col"
      className={mergeClasses(table.head, column.numeric && table.number)}
      {...(direction === null ? {} : { 'aria-sort': direction })}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {column.title}
        {direction === null ? null : direction === 'descending' ? (
          <ArrowDown12Regular />
        ) : (
          <ArrowUp12Regular />
        )}
      </button>
    </th>
  )
}
