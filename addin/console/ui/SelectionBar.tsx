/** Above rows with tick boxes: what is done with the chosen, how many those are, and choosing all or none of them. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { inWords } from './people-words.ts'
import type { RowSelection } from './use-selection.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0`,
    minHeight: '32px',
  },
})

interface SelectionBarProps {
  selection: RowSelection
  /** How many are chosen, on screen or not. */
  count: number
  /** How many could be chosen, on screen or not. */
  matching: number
  /** Every row on screen that can be ticked is. */
  everyTicked: boolean
  /** What is said while nobody is chosen. */
  idle: string
  /** The button that does something with the chosen. */
  children: ReactNode
}

export function SelectionBar(props: SelectionBarProps) {
  const { selection, count, matching, everyTicked, idle, children } = props
  const styles = useStyles()
  return (
    <div className={styles.bar}>
      {children}
      <Text>{count > 0 ? `${inWords(count)} chosen` : idle}</Text>
      {everyTicked && !selection.isAll && matching > count ? (
        <Button appearance="transparent" onClick={selection.chooseAll}>
          Choose all {inWords(matching)} that match
        </Button>
      ) : null}
      {count > 0 ? (
        <Button appearance="transparent" onClick={selection.untick}>
          Choose none
        </Button>
      ) : null}
    </div>
  )
}
