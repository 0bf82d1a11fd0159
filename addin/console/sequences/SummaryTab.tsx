/** What a sequence has done so far: its performance, and why enrollments ended. */

import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { reasons, reasonTitles } from '../../../shared/reason.ts'
import type { SequencePerformance } from '../../../shared/sequence.ts'
import { Panel } from '../ui/Panel.tsx'
import { useTableStyles } from '../ui/RowsTable.tsx'
import { ScrollingTable } from '../ui/ScrollingTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useSequence } from '../ui/sequence-context.ts'
import { StepsPanel } from './StepsPanel.tsx'
import { TasksPanel } from './TasksPanel.tsx'

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(112px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  tile: {
    display: 'flex',
    flexDirection: 'column-reverse',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
})

export function SummaryTab() {
  const styles = useStyles()
  const { performance } = useSequence().sequence
  return (
    <>
      <dl className={styles.tiles}>
        {namedNumbers(performance).map(([name, number]) => (
          <div key={name} className={styles.tile}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.number}>{number.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <StepsPanel />
      <TasksPanel />
      <Panel title="Why enrollments ended">
        <Reasons performance={performance} />
      </Panel>
      <Text size={200} className={styles.quiet}>
        Replied and bounced count every contact who did so, even after the enrollment had ended.
        Unenrolling never lowers a number. Steps are counted by their number, whatever they said at
        the time.
      </Text>
    </>
  )
}

function namedNumbers(performance: SequencePerformance): [string, number][] {
  return [
    ['Enrolled', performance.enrolled],
    ['Active', performance.active],
    ['Paused', performance.paused],
    ['Emails sent', performance.emailsSent],
    ['Replied', performance.replied],
    ['Meetings', performance.ended['meeting-booked'] ?? 0],
    ['Bounced', performance.bounced],
    ['Completed', performance.ended.completed ?? 0],
  ]
}

function Reasons({ performance }: { performance: SequencePerformance }) {
  const table = useTableStyles()
  const { sequence } = useSequence()
  const seen = reasons
    .map((reason) => ({ reason, count: performance.ended[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
  const all = seen.reduce((sum, { count }) => sum + count, 0)
  if (all === 0)
    return <Text>None has ended yet. As soon as one does, the reason stands here.</Text>
  return (
    <ScrollingTable label="Why enrollments ended" frameLabel="Enrollments by reason">
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            Reason
          </th>
          <th scope="col" className={mergeClasses(table.head, table.number)}>
            Enrollments
          </th>
          <th scope="col" className={mergeClasses(table.head, table.number)}>
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {seen.map(({ reason, count }) => (
          <tr key={reason}>
            <th scope="row" className={table.cell}>
              <TextLink to={`/sequences/${sequence.id}/enrollments?reason=${reason}`}>
                {reasonTitles[reason]}
              </TextLink>
            </th>
            <td className={mergeClasses(table.cell, table.number)}>{count.toLocaleString('en')}</td>
            <td className={mergeClasses(table.cell, table.number)}>
              {Math.round((count / all) * 100)} %
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  )
}
