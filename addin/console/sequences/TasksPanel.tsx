/** The tasks of a sequence, step by step: how many wait for somebody, were done, were skipped. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { Page } from '../../../shared/problem.ts'
import { isTaskKind, type TaskPerformance } from '../../../shared/task.ts'
import { taskTitles } from '../../contact-card/task-words.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useTableStyles } from '../ui/RowsTable.tsx'
import { ScrollingTable } from '../ui/ScrollingTable.tsx'
import { useSequence } from '../ui/sequence-context.ts'

const useStyles = makeStyles({
  // Words that may break anywhere would leave the column one letter wide.
  title: { fontWeight: tokens.fontWeightRegular, overflowWrap: 'anywhere', minWidth: '128px' },
})

/** Nothing at all where no step is a task, nor ever was. */
export function TasksPanel() {
  const { sequence } = useSequence()
  const { id } = sequence
  const question = useMemo<Question<Page<TaskPerformance>>>(
    () => ({
      ask: ({ api }) => api.taskPerformance(id),
      concerns: (change) => change.kind === 'sequence' && change.id === id,
    }),
    [id],
  )
  const live = useLive(question)
  const hasTasks = sequence.steps.some(({ kind }) => isTaskKind(kind))
  if (!hasTasks && (live.value?.items.length ?? 0) === 0) return null
  return (
    <Panel title="Tasks">
      <LiveGate live={live} what="the tasks">
        {({ items }) => <TasksTable counted={items} />}
      </LiveGate>
    </Panel>
  )
}

const columns = ['open', 'done', 'skipped'] as const
const titles: Record<(typeof columns)[number], string> = {
  open: 'To do',
  done: 'Done',
  skipped: 'Skipped',
}

function TasksTable({ counted }: { counted: TaskPerformance[] }) {
  const styles = useStyles()
  const table = useTableStyles()
  const { sequence } = useSequence()
  const rows = rowsOf(sequence.steps, counted)
  return (
    <ScrollingTable label="Tasks" frameLabel="Performance of the tasks">
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            Step
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className={mergeClasses(table.head, table.number)}>
              {titles[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.step} ${row.kind}`}>
            <th scope="row" className={mergeClasses(table.cell, styles.title)}>
              {row.step}: {taskTitles[row.kind]}
            </th>
            {columns.map((column) => (
              <td key={column} className={mergeClasses(table.cell, table.number)}>
                {row[column].toLocaleString('en')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}

/** Those counted, and those steps of now that nobody has come to yet. */
function rowsOf(
  steps: { number: number; kind: Parameters<typeof isTaskKind>[0] }[],
  counted: TaskPerformance[],
): TaskPerformance[] {
  const fresh = steps.flatMap(({ number, kind }) =>
    isTaskKind(kind) && !counted.some((one) => one.step === number && one.kind === kind)
      ? [{ step: number, kind, open: 0, done: 0, skipped: 0 }]
      : [],
  )
  return [...counted, ...fresh].sort((one, other) => one.step - other.step)
}
