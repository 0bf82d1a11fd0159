/** A page's heading: names the browser's tab, and takes the focus when one came here from another page. */

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  title: { ...typographyStyles.title2, margin: 0, outlineStyle: 'none', minWidth: 0 },
})

interface PageTitleProps {
  title: string
  /** What may be done with the page as a whole. */
  actions?: ReactNode
}

export function PageTitle({ title, actions }: PageTitleProps) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  const arrived = useRef(key)
  useEffect(() => {
    document.title = `${title} – Sequences for Outlook`
  }, [title])
  useEffect(() => {
    // `default` is the address the browser opened: there the focus belongs to the browser.
    if (arrived.current !== 'default') heading.current?.focus()
  }, [])
  return (
    <div className={styles.row}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {actions}
    </div>
  )
}
