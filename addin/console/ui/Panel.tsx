/** A piece of a page that belongs together, on its own ground. */

import { makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components'
import { useId, type ReactNode } from 'react'

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    padding: tokens.spacingHorizontalL,
    minWidth: 0,
  },
  // Not hidden: that would be a place of its own to scroll in, where a table's head sticks to nothing.
  bare: { padding: 0, overflow: 'clip' },
  title: { margin: 0 },
})

interface PanelProps {
  title?: string
  children: ReactNode
  /** For a table, which brings its own spacing. */
  bare?: boolean
}

export function Panel({ title, children, bare = false }: PanelProps) {
  const styles = useStyles()
  const heading = useId()
  return (
    <section
      className={mergeClasses(styles.panel, bare && styles.bare)}
      {...(title === undefined ? {} : { 'aria-labelledby': heading })}
    >
      {title === undefined ? null : (
        <Subtitle2 as="h2" id={heading} className={styles.title}>
          {title}
        </Subtitle2>
      )}
      {children}
    </section>
  )
}
