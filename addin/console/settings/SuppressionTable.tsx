/** The rows of the suppression list. */

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { useTimes } from '../ui/use-times.ts'
import type { SuppressionPages } from '../../api/queries/use-suppressions.ts'

const useStyles = makeStyles({
  address: { fontWeight: tokens.fontWeightSemibold, minWidth: '180px' },
  nowrap: { whiteSpace: 'nowrap' },
  reason: { minWidth: '160px' },
})

interface SuppressionTableProps {
  list: SuppressionPages
  busy: boolean
  onMore: () => void
  onRemove: (address: string) => void
}

const titles = ['Address', 'Reason', 'Since', 'Added by', 'Actions']

export function SuppressionTable({ list, busy, onMore, onRemove }: SuppressionTableProps) {
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const { rows } = list
  return (
    <RowsTable
      label="Suppression list"
      count={rows.length}
      total={rows.length}
      columns={titles.length}
      rowHeight={45}
      keyOf={(index) => rows[index]?.address ?? String(index)}
      onEnd={list.hasMore ? onMore : undefined}
      head={titles.map((title) => (
        <th key={title} scope="col" className={table.head}>
          {title}
        </th>
      ))}
    >
      {(index) => {
        const one = rows[index]
        if (!one) return null
        return (
          <>
            <th scope="row" className={mergeClasses(table.cell, styles.address)}>
              {one.address}
            </th>
            <td className={mergeClasses(table.cell, styles.reason)}>
              {one.reason === 'unsubscribed' ? 'Unsubscribed' : one.reason}
            </td>
            <td className={mergeClasses(table.cell, styles.nowrap)}>{times.short(one.since)}</td>
            <td className={table.cell}>{one.addedBy?.name ?? 'The contact'}</td>
            <td className={table.cell}>
              {one.addedBy === null ? null : (
                <Button
                  size="small"
                  aria-label={`Remove ${one.address}`}
                  disabledFocusable={busy}
                  onClick={() => onRemove(one.address)}
                >
                  Remove
                </Button>
              )}
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}
