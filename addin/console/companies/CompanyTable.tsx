/** The rows of the companies: their names, domains, and how many belong to them. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import type { CompanyPages } from '../../api/queries/company-pages.ts'

/** More would make a row higher than a hand; the record shows all. */
const mostDomains = 3

const useStyles = makeStyles({
  name: { display: 'block', minWidth: '120px', overflowWrap: 'anywhere' },
  domains: { minWidth: '120px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

const titles = ['Name', 'Domains', 'Contacts', 'Enrolled now']
const numbers = new Set(['Contacts', 'Enrolled now'])

export function CompanyTable({ list, onMore }: { list: CompanyPages; onMore: () => void }) {
  const styles = useStyles()
  const table = useTableStyles()
  const { rows } = list
  return (
    <RowsTable
      label="Companies"
      count={rows.length}
      total={list.count}
      columns={titles.length}
      rowHeight={41}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      onEnd={list.hasMore ? onMore : undefined}
      head={titles.map((title) => (
        <th
          key={title}
          scope="col"
          className={mergeClasses(table.head, numbers.has(title) && table.number)}
        >
          {title}
        </th>
      ))}
    >
      {(index) => {
        const one = rows[index]
        if (!one) return null
        const more = one.domains.length - mostDomains
        return (
          <>
            <th scope="row" className={table.cell}>
              <span className={styles.name}>
                <TextLink to={`/companies/${encodeURIComponent(one.id)}`}>{one.name}</TextLink>
              </span>
            </th>
            <td className={mergeClasses(table.cell, styles.domains)}>
              {one.domains.slice(0, mostDomains).join(', ')}
              {more > 0 ? ` and ${String(more)} more` : ''}
              {one.domains.length === 0 ? <span className={styles.quiet}>None</span> : null}
            </td>
            <td className={mergeClasses(table.cell, table.number)}>
              {one.contacts.toLocaleString('en')}
            </td>
            <td className={mergeClasses(table.cell, table.number)}>
              {one.enrolled.toLocaleString('en')}
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}
