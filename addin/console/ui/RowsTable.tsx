/** A table that stays quick with ten thousand rows: only those near the screen are in the page. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

export const useTableStyles = makeStyles({
  frame: {
    // As high as the page's own head (console/app/Shell.tsx).
    '--head-top': '48px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  wide: { overflowX: 'auto', '--head-top': 'auto' },
  // A column is as wide as its longest word: the frame scrolls, words stay whole.
  table: { width: '100%', borderCollapse: 'collapse', overflowWrap: 'break-word' },
  head: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    textAlign: 'start',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    // A border would stay behind with the rows.
    position: 'sticky',
    top: 'var(--head-top, auto)',
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 0 -1px ${tokens.colorNeutralStroke2}`,
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
    // What the keyboard reaches comes to lie below both heads, not behind them.
    '& *': { scrollMarginTop: '96px' },
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
  const table = useRef<HTMLTableElement>(null)
  const isWide = useIsWide(frame, table)
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
    <div
      ref={frame}
      className={mergeClasses(styles.frame, isWide && styles.wide)}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <table ref={table} className={styles.table} aria-label={label} aria-rowcount={total + 1}>
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

/**
 * Whether the table is wider than its frame. Only then has the frame a scroll bar of its own: inside of one the head would
 * stick to the frame, which is as high as all rows, and not to the screen.
 */
function useIsWide(
  frame: RefObject<HTMLDivElement | null>,
  table: RefObject<HTMLTableElement | null>,
): boolean {
  const [isWide, setWide] = useState(true)
  useLayoutEffect(() => {
    const [outer, inner] = [frame.current, table.current]
    if (!outer || !inner) return
    const look = (): void => setWide(inner.offsetWidth > outer.clientWidth)
    look()
    const observer = new ResizeObserver(look)
    for (const one of [outer, inner]) observer.observe(one)
    return () => observer.disconnect()
  }, [frame, table])
  return isWide
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
