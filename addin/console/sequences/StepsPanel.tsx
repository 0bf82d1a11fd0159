/** A sequence step by step: how many stand before each, and what its emails came to. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { Page } from '../../../shared/problem.ts'
import type { StepResource, StepPerformance } from '../../../shared/sequence.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useTableStyles } from '../ui/RowsTable.tsx'
import { ScrollingTable } from '../ui/ScrollingTable.tsx'
import { isEmailStep, stepTitles } from '../ui/step-kinds.ts'
import { useSequence } from '../ui/sequence-context.ts'

const useStyles = makeStyles({
  // Words that may break anywhere would leave the column one letter wide.
  title: { fontWeight: tokens.fontWeightRegular, overflowWrap: 'anywhere', minWidth: '128px' },
  subject: { display: 'block', color: tokens.colorNeutralForeground2 },
})

export function StepsPanel() {
  const { id } = useSequence().sequence
  const question = useMemo<Question<Page<StepPerformance>>>(
    () => ({
      ask: ({ api }) => api.stepPerformance(id),
      concerns: (change) => change.kind === 'sequence' && change.id === id,
    }),
    [id],
  )
  const live = useLive(question)
  return (
    <Panel title="Steps">
      <LiveGate live={live} what="the steps’ performance">
        {({ items }) => <StepsTable counted={items} />}
      </LiveGate>
    </Panel>
  )
}

const columns = ['coming', 'sent', 'replied', 'bounced'] as const
const titles: Record<(typeof columns)[number], string> = {
  coming: 'Coming',
  sent: 'Sent',
  replied: 'Replied',
  bounced: 'Bounced',
}

function StepsTable({ counted }: { counted: StepPerformance[] }) {
  const styles = useStyles()
  const table = useTableStyles()
  const { sequence } = useSequence()
  return (
    <ScrollingTable label="Steps" frameLabel="Performance of the steps">
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
        {rowsOf(sequence.steps, counted).map(({ step, now, row }) => (
          <tr key={step}>
            <th scope="row" className={mergeClasses(table.cell, styles.title)}>
              {now ? `${String(step)}: ${stepTitles[now.kind]}` : `${String(step)}: removed`}
              {now && now.subject !== '' ? (
                <span className={styles.subject}>{now.subject}</span>
              ) : null}
            </th>
            {columns.map((column) => (
              <td key={column} className={mergeClasses(table.cell, table.number)}>
                {column === 'coming' || !now || isEmailStep(now) || row[column] > 0
                  ? row[column].toLocaleString('en')
                  : '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}

/** Every step of now and every step that was counted, by number. */
function rowsOf(
  steps: StepResource[],
  counted: StepPerformance[],
): { step: number; now: StepResource | undefined; row: StepPerformance }[] {
  const numbers = [
    ...new Set([...steps.map(({ number }) => number), ...counted.map((c) => c.step)]),
  ]
  return numbers
    .sort((one, other) => one - other)
    .map((step) => ({
      step,
      now: steps.find(({ number }) => number === step),
      row: counted.find((one) => one.step === step) ?? {
        ...{ step, coming: 0, sent: 0, replied: 0, bounced: 0 },
      },
    }))
}
