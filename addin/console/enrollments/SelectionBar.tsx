/** Above the enrollments: how many are chosen, choosing all or none of them, and unenrolling the chosen. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { EnrollmentFilter } from '../../../shared/enrollment-list.ts'
import type { EnrollmentPages } from '../../api/queries/enrollment-pages.ts'
import { inWords } from '../ui/people-words.ts'
import type { Chosen } from './use-bulk.ts'
import type { RowSelection } from '../ui/use-selection.ts'

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
  list: EnrollmentPages
  filter: EnrollmentFilter
  selection: RowSelection
  blocked: boolean
  /** `count`: how many the chosen are, as far as the screen knows. */
  onUnenroll: (chosen: Chosen, count: number) => void
}

export function SelectionBar(props: SelectionBarProps) {
  const { list, filter, selection, blocked, onUnenroll } = props
  const { ticked, isAll } = selection
  const styles = useStyles()
  const choosable = list.rows.filter(({ may }) => may.unenroll)
  const chosen = choosable.filter(({ id }) => ticked.has(id))
  const count = isAll ? list.open : chosen.length
  const everyTicked = choosable.length > 0 && chosen.length === choosable.length
  return (
    <div className={styles.bar}>
      <Button
        appearance="primary"
        disabledFocusable={count === 0 || blocked}
        onClick={() => {
          onUnenroll(isAll ? { all: filter } : { ids: chosen.map(({ id }) => id) }, count)
        }}
      >
        Unenroll
      </Button>
      <Text>
        {count > 0
          ? `${inWords(count)} chosen`
          : list.count === 1
            ? '1 enrollment'
            : `${list.count.toLocaleString('en')} enrollments`}
      </Text>
      {everyTicked && !isAll && list.open > chosen.length ? (
        <Button appearance="transparent" onClick={selection.chooseAll}>
          Choose all {inWords(list.open)} that match
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
