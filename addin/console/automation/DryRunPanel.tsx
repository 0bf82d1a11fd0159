/** Who would be unenrolled now, and why: the answer of a dry run. */

import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import type { DryRun } from '../../../shared/automation.ts'
import { Panel } from '../ui/Panel.tsx'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { dryRunSentence } from './automation-words.ts'

const useStyles = makeStyles({
  who: { minWidth: '160px', overflowWrap: 'anywhere' },
  address: { display: 'block', color: tokens.colorNeutralForeground2 },
  why: { minWidth: '200px', overflowWrap: 'anywhere' },
  table: { marginInline: `calc(-1 * ${tokens.spacingHorizontalL})` },
})

interface DryRunPanelProps {
  run: DryRun
  /** A workflow may concern several sequences. */
  showsSequence: boolean
}

export function DryRunPanel({ run, showsSequence }: DryRunPanelProps) {
  const styles = useStyles()
  const table = useTableStyles()
  const { items } = run
  const titles = ['Contact', ...(showsSequence ? ['Sequence'] : []), 'Why']
  return (
    <Panel title="Who would be unenrolled now">
      <Text>{dryRunSentence(run)} Nothing was changed.</Text>
      {items.length === 0 ? null : (
        <div className={styles.table}>
          <RowsTable
            label="Contacts found"
            count={items.length}
            total={items.length}
            columns={titles.length}
            rowHeight={57}
            keyOf={(index) => items[index]?.enrollment.id ?? String(index)}
            head={titles.map((title) => (
              <th key={title} scope="col" className={table.head}>
                {title}
              </th>
            ))}
          >
            {(index) => {
              const hit = items[index]
              if (!hit) return null
              return (
                <>
                  <th scope="row" className={mergeClasses(table.cell, styles.who)}>
                    <TextLink to={`/contacts/${hit.contact.id}`}>{hit.contact.name}</TextLink>
                    <span className={styles.address}>{hit.contact.email}</span>
                  </th>
                  {showsSequence ? <td className={table.cell}>{hit.sequence.name}</td> : null}
                  <td className={mergeClasses(table.cell, styles.why)}>
                    {hit.because.join(', and ')}
                  </td>
                </>
              )
            }}
          </RowsTable>
        </div>
      )}
      {run.count > items.length ? <Text>The first {items.length} are shown.</Text> : null}
    </Panel>
  )
}
