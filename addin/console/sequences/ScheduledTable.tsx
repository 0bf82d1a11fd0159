/** The rows of what comes next; a day that begins says which, and a row under the pointer or the focus offers Unenroll. */

import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Enrollment } from '../../../shared/enrollment.ts'
import { holdSentence, stepOf } from '../../kit/card/words.ts'
import { useConsole } from '../console-context.ts'
import { RowsTable, useTableStyles } from '../pieces/RowsTable.tsx'
import { TextLink } from '../pieces/TextLink.tsx'
import { useTimes } from '../use-times.ts'
import { dayTitle, timeOfDay, type Scheduled } from './scheduled-pages.ts'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', minWidth: '160px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  sequence: { display: 'flex', flexDirection: 'column' },
  what: { minWidth: '150px' },
  nowrap: { whiteSpace: 'nowrap', overflowWrap: 'normal' },
  // Out of sight, never out of the keyboard's reach; always in sight where nothing can hover.
  unenroll: {
    opacity: 'var(--row-at-hand, 0)',
    '@media (hover: none)': { opacity: 1 },
  },
})

interface ScheduledTableProps {
  list: Scheduled
  onMore: () => void
  blocked: boolean
  onUnenroll: (one: Enrollment) => void
}

const titles = ['Day', 'Time', 'Contact', 'Sequence', 'Why it waits', 'Sender']

export function ScheduledTable({ list, onMore, blocked, onUnenroll }: ScheduledTableProps) {
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const { clock } = useConsole()
  const { rows } = list
  const dayOf = (one: Enrollment | undefined): string | null =>
    one?.nextStep?.dueAt == null ? null : dayTitle(one.nextStep.dueAt, clock.now())
  return (
    <RowsTable
      label="Scheduled"
      count={rows.length}
      total={rows.length}
      columns={titles.length + 1}
      rowHeight={57}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      onEnd={list.hasMore ? onMore : undefined}
      head={[...titles, 'Actions'].map((title) => (
        <th key={title} scope="col" className={table.head}>
          {title}
        </th>
      ))}
    >
      {(index) => {
        const one = rows[index]
        if (!one) return null
        const { contact, may, nextStep } = one
        const day = dayOf(one)
        return (
          <>
            <td className={mergeClasses(table.cell, styles.nowrap)}>
              {day === dayOf(rows[index - 1]) ? (
                <span className={styles.quiet}>{day}</span>
              ) : (
                <span className={styles.name}>{day}</span>
              )}
            </td>
            <td className={mergeClasses(table.cell, styles.nowrap)}>
              {nextStep?.dueAt == null ? '' : timeOfDay(nextStep.dueAt)}
            </td>
            <th scope="row" className={table.cell}>
              <span className={styles.who}>
                <span className={styles.name}>{contact.name}</span>
                <Caption1 className={styles.quiet}>{contact.email}</Caption1>
              </span>
            </th>
            <td className={mergeClasses(table.cell, styles.what)}>
              <span className={styles.sequence}>
                <TextLink to={`/sequences/${encodeURIComponent(one.sequence.id)}`}>
                  {one.sequence.name}
                </TextLink>
                <Caption1 className={styles.quiet}>{stepOf(one)}</Caption1>
              </span>
            </td>
            <td className={mergeClasses(table.cell, styles.what)}>
              {one.state === 'held' ? holdSentence(one, times) : (nextStep?.waits ?? '')}
            </td>
            <td className={table.cell}>{one.enrolledBy.name}</td>
            <td className={table.cell}>
              {may.unenroll ? (
                <Button
                  className={styles.unenroll}
                  size="small"
                  aria-label={`Unenroll ${contact.name} from ${one.sequence.name}`}
                  disabledFocusable={blocked}
                  onClick={() => onUnenroll(one)}
                >
                  Unenroll
                </Button>
              ) : null}
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}
