/** What each column of the file is taken for, to be corrected, with what stands in it. */

import { Input, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components'
import { columnUses, type ColumnMatch, type ImportColumn } from '../../../shared/import.ts'
import { useTableStyles } from '../ui/RowsTable.tsx'
import { useTitles } from './import-words.ts'

const useStyles = makeStyles({
  header: { overflowWrap: 'anywhere', minWidth: '96px' },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    minWidth: '140px',
  },
  narrow: { minWidth: 0 },
  samples: {
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    minWidth: '140px',
  },
})

interface ColumnTableProps {
  columns: readonly ImportColumn[]
  matches: readonly ColumnMatch[]
  onChange: (matches: ColumnMatch[]) => void
}

export function ColumnTable({ columns, matches, onChange }: ColumnTableProps) {
  const styles = useStyles()
  const table = useTableStyles()
  const write = (at: number, change: Partial<ColumnMatch>): void =>
    onChange(matches.map((match, index) => (index === at ? { ...match, ...change } : match)))
  return (
    <div
      className={mergeClasses(table.frame, table.wide)}
      role="region"
      aria-label="Columns of the file"
      tabIndex={0}
    >
      <table className={table.table}>
        <thead>
          <tr>
            {['Column', 'Is', 'First rows'].map((title) => (
              <th key={title} scope="col" className={table.head}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ header, samples }, at) => {
            const name = header === '' ? `Column ${String(at + 1)}` : header
            const match = matches[at]
            if (!match) return null
            return (
              <tr key={at}>
                <th scope="row" className={mergeClasses(table.cell, styles.header)}>
                  {name}
                </th>
                <td className={table.cell}>
                  <span className={styles.choice}>
                    <Select
                      className={styles.narrow}
                      aria-label={`${name} is`}
                      value={match.use}
                      onChange={(_event, { value }) => {
                        const use = columnUses.find((one) => one === value) ?? 'none'
                        write(at, {
                          use,
                          property: use === 'property' ? match.property || header : '',
                        })
                      }}
                    >
                      {columnUses.map((use) => (
                        <option key={use} value={use}>
                          {useTitles[use]}
                        </option>
                      ))}
                    </Select>
                    {match.use === 'property' ? (
                      <Input
                        className={styles.narrow}
                        aria-label={`Property for ${name}`}
                        maxLength={50}
                        value={match.property}
                        onChange={(_event, { value }) => write(at, { property: value })}
                      />
                    ) : null}
                  </span>
                </td>
                <td className={mergeClasses(table.cell, styles.samples)}>
                  {samples.filter(Boolean).join(' · ')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
