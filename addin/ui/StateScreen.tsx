/** A whole-pane state that is not about a contact: what is going on, in a sentence, and what to do. */

import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    rowGap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXL}`,
  },
  picture: {
    display: 'grid',
    placeItems: 'center',
    width: '72px',
    height: '72px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: '32px',
    marginBottom: tokens.spacingVerticalS,
  },
  title: { margin: `0 0 ${tokens.spacingVerticalXS}` },
  sentence: { color: tokens.colorNeutralForeground2, maxWidth: '34ch' },
  action: { marginTop: tokens.spacingVerticalS },
})

interface StateScreenProps {
  picture: ReactNode
  title: string
  children: ReactNode
  action?: ReactNode
  /** `alert` for what went wrong. */
  role?: 'status' | 'alert'
}

export function StateScreen({
  picture,
  title,
  children,
  action,
  role = 'status',
}: StateScreenProps) {
  const styles = useStyles()
  return (
    <div className={styles.screen}>
      <span className={styles.picture} aria-hidden>
        {picture}
      </span>
      <div role={role}>
        <Subtitle2 as="h1" block align="center" className={styles.title}>
          {title}
        </Subtitle2>
        <Text block align="center" className={styles.sentence}>
          {children}
        </Text>
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  )
}
