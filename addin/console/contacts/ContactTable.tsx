/** The rows of the contacts: who, where from, and where they stand. */

import {
  Badge,
  Caption1,
  Checkbox,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components'
import type { ListedContact } from '../../../shared/contact-list.ts'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useTimes } from '../ui/use-times.ts'
import type { ContactPages } from '../../api/queries/contact-pages.ts'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', minWidth: '160px', overflowWrap: 'anywhere' },
  company: { minWidth: '120px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  tick: { width: '1px', paddingInlineEnd: 0 },
  standing: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    minWidth: '160px',
  },
  nowrap: { whiteSpace: 'nowrap', overflowWrap: 'normal' },
})

interface ContactTableProps {
  list: ContactPages
  onMore: () => void
  /** Tick boxes, where something can be done with several. */
  choosing?: { ticked: ReadonlySet<string>; onTick: (ids: readonly string[], on: boolean) => void }
  /** All are of one company, which the page names already. */
  ofOneCompany?: boolean
}

export function ContactTable(props: ContactTableProps) {
  const { list, onMore, choosing, ofOneCompany = false } = props
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const { rows } = list
  const chosen = choosing ? rows.filter(({ id }) => choosing.ticked.has(id)).length : 0
  const titles = ['Name', ...(ofOneCompany ? [] : ['Company']), 'Standing', 'Added']
  return (
    <RowsTable
      label="Contacts"
      count={rows.length}
      total={list.count}
      columns={titles.length + (choosing ? 1 : 0)}
      rowHeight={57}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      onEnd={list.hasMore ? onMore : undefined}
      head={
        <>
          {choosing ? (
            <th className={mergeClasses(table.head, styles.tick)}>
              <Checkbox
                aria-label="Choose every contact listed"
                checked={chosen > 0 && chosen < rows.length ? 'mixed' : chosen > 0}
                onChange={(_event, { checked }) =>
                  choosing.onTick(
                    rows.map(({ id }) => id),
                    checked === true,
                  )
                }
              />
            </th>
          ) : null}
          {titles.map((title) => (
            <th key={title} scope="col" className={table.head}>
              {title}
            </th>
          ))}
        </>
      }
    >
      {(index) => {
        const one = rows[index]
        if (!one) return null
        return (
          <>
            {choosing ? (
              <td className={mergeClasses(table.cell, styles.tick)}>
                <Checkbox
                  aria-label={`Choose ${one.name}`}
                  checked={choosing.ticked.has(one.id)}
                  onChange={(_event, { checked }) => choosing.onTick([one.id], checked === true)}
                />
              </td>
            ) : null}
            <th scope="row" className={table.cell}>
              <span className={styles.who}>
                <TextLink to={`/contacts/${encodeURIComponent(one.id)}`}>{one.name}</TextLink>
                <Caption1 className={styles.quiet}>{one.email}</Caption1>
              </span>
            </th>
            {ofOneCompany ? null : (
              <td className={mergeClasses(table.cell, styles.company)}>
                <Company contact={one} />
              </td>
            )}
            <td className={table.cell}>
              <Standing contact={one} />
            </td>
            <td className={mergeClasses(table.cell, styles.nowrap)}>
              {times.short(one.createdAt)}
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}

/** Who was given none belongs to the company that has the address's domain, which has a record even so. */
function Company({ contact: { company, companyId } }: { contact: ListedContact }) {
  if (companyId === null) return company
  return (
    <TextLink to={`/companies/${encodeURIComponent(companyId)}`}>
      {company ?? 'By its domain'}
    </TextLink>
  )
}

function Standing({ contact }: { contact: ListedContact }) {
  const styles = useStyles()
  const { enrolledIn, addressState, suppressed } = contact
  return (
    <span className={styles.standing}>
      {enrolledIn.map(({ id, name }) => (
        <Badge key={id} appearance="tint" color="brand">
          {name}
        </Badge>
      ))}
      {addressState === 'bad' ? (
        <Badge appearance="tint" color="danger">
          Address does not exist
        </Badge>
      ) : null}
      {suppressed ? (
        <Badge appearance="tint" color="warning">
          Suppressed
        </Badge>
      ) : null}
    </span>
  )
}
