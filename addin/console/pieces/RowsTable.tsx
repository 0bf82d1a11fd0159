/** A table that stays quick with ten thousand rows: only those near the screen are in the page. */

import { makeStyles, tokens } from '@fluentui/react-components'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'

export const useTableStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  // A column is as wide as its longest word: the frame scrolls, words stay whole.
  table: { width: '100%', borderCollapse: 'collapse', overflowWrap: 'break-word' },
  head: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    textAlign: 'start',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    verticalAlign: 'middle',
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  // What a row shows only under the pointer or the focus has the opacity `var(--row-at-hand, 0)`.
  row: {
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, '--row-at-hand': '1' },
    ':focus-within': { '--row-at-hand': '1' },
  },
})

interface RowsTableProps {
  label: string
  head: ReactNode
  /** How many rows are at hand. */
  count: number
  /** How many there are in all. */
  total: number
  columns: number
  /** About how high a row is, in pixels, before it is measured. */
  rowHeight: number
  keyOf: (index: number) => string
  /** The cells of one row. */
  children: (index: number) => ReactNode
  /** Called when the last rows at hand come near, and again as long as there may be more. */
  onEnd?: (() => void) | undefined
}

export function RowsTable(props: RowsTableProps) {
  const { label, head, count, total, columns, rowHeight, keyOf, children, onEnd } = props
  const styles = useTableStyles()
  const frame = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const found = frame.current
    if (found) setTop(found.getBoundingClientRect().top + window.scrollY)
  }, [count])
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
    getItemKey: keyOf,
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]
  const last = shown.at(-1)
  const above = first ? first.start - top : 0
  const below = last ? rows.getTotalSize() - (last.end - top) : 0
  const isNearEnd = (last?.index ?? -1) >= count - 20
  useEffect(() => {
    if (isNearEnd) onEnd?.()
  }, [isNearEnd, onEnd, count])
  return (
    <div ref={frame} className={styles.frame} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-label={label} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        <tbody>
          <Gap height={above} columns={columns} />
          {shown.map(({ index, key }) => (
            <tr
              key={key}
              className={styles.row}
              aria-rowindex={index + 2}
              data-index={index}
              ref={rows.measureElement}
            >
              {children(index)}
            </tr>
          ))}
          <Gap height={below} columns={columns} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are not in the page, so that the scroll bar is right. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  )
}
