/** The frame of a short table: where the words need more room than there is, the table is scrolled, never the page. */

import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTableStyles } from './RowsTable.tsx'

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
})

interface ScrollingTableProps {
  label: string
  /** What the frame is called, to which the keyboard comes to scroll it. */
  frameLabel: string
  /** Head and body. */
  children: ReactNode
}

export function ScrollingTable({ label, frameLabel, children }: ScrollingTableProps) {
  return (
    <div className={useStyles().frame} role="group" aria-label={frameLabel} tabIndex={0}>
      <table className={useTableStyles().table} aria-label={label}>
        {children}
      </table>
    </div>
  )
}
