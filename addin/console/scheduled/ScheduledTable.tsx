/** The rows of what comes next; a day that begins says which, and a row under the pointer or the focus offers Unenroll. */

import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { OpenTask, TaskOutcome } from '../../../shared/task.ts'
import { pauseSentence, stepOf } from '../../contact-card/words.ts'
import { useConsole } from '../../api/console-context.ts'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useTimes } from '../ui/use-times.ts'
import { stepTitles } from '../ui/step-kinds.ts'
import { dayTitle, timeOfDay, type Scheduled } from '../../api/queries/scheduled-pages.ts'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', minWidth: '160px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  sequence: { display: 'flex', flexDirection: 'column' },
  what: { minWidth: '150px' },
  task: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  actions: { display: 'flex', gap: tokens.spacingHorizontalXS },
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
  onUnenroll: (one: EnrollmentResource) => void
  onFinish: (one: EnrollmentResource, task: OpenTask, outcome: TaskOutcome) => void
}

const titles = ['Day', 'Time', 'Contact', 'Sequence', 'To do, or why it waits', 'Sender']

export function ScheduledTable(props: ScheduledTableProps) {
  const { list, onMore, blocked, onUnenroll, onFinish } = props
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const { clock } = useConsole()
  const { rows } = list
  const dayOf = (one: EnrollmentResource | undefined): string | null =>
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
                <TextLink to={`/contacts/${encodeURIComponent(contact.id)}`}>
                  {contact.name}
                </TextLink>
                <Caption1 className={styles.quiet}>{contact.email}</Caption1>
              </span>
            </th>
            <td className={mergeClasses(table.cell, styles.what)}>
              <span className={styles.sequence}>
                <TextLink to={`/sequences/${encodeURIComponent(one.sequence.id)}`}>
                  {one.sequence.name}
                </TextLink>
                <Caption1 className={styles.quiet}>
                  {stepOf(one)}
                  {nextStep ? `: ${stepTitles[nextStep.kind]}` : ''}
                </Caption1>
              </span>
            </td>
            <td className={mergeClasses(table.cell, styles.what)}>
              {nextStep?.task ? <Task task={nextStep.task} /> : null}
              {one.state === 'paused' ? pauseSentence(one, times) : (nextStep?.waits ?? '')}
            </td>
            <td className={table.cell}>{one.enrolledBy.name}</td>
            <td className={table.cell}>
              <span className={styles.actions}>
                {nextStep?.task ? (
                  <FinishButtons
                    task={nextStep.task}
                    who={contact.name}
                    blocked={blocked}
                    onFinish={(task, outcome) => onFinish(one, task, outcome)}
                  />
                ) : null}
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
              </span>
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}

function Task({ task }: { task: OpenTask }) {
  const styles = useStyles()
  const how = task.kind === 'manual-email' ? 'Look it over in Drafts and send it.' : task.body
  return (
    <span className={styles.task}>
      <span className={styles.name}>{task.title}</span>
      {how === '' ? null : <Caption1 className={styles.quiet}>{how}</Caption1>}
    </span>
  )
}

interface FinishButtonsProps {
  task: OpenTask
  who: string
  blocked: boolean
  onFinish: (task: OpenTask, outcome: TaskOutcome) => void
}

function FinishButtons({ task, who, blocked, onFinish }: FinishButtonsProps) {
  const styles = useStyles()
  const act = (label: string, outcome: TaskOutcome) => (
    <Button
      className={styles.nowrap}
      size="small"
      aria-label={`${label}: ${task.title}, ${who}`}
      disabledFocusable={blocked}
      onClick={() => onFinish(task, outcome)}
    >
      {label}
    </Button>
  )
  return (
    <>
      {task.may.done ? act('Mark as done', 'done') : null}
      {task.may.skip ? act('Skip', 'skipped') : null}
    </>
  )
}
