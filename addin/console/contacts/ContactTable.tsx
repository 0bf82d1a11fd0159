/** The rows of the contacts: who, where from, and where they stand. */

import { Badge, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ListedContact } from '../../../shared/contact-list.ts'
import { RowsTable, useTableStyles } from '../pieces/RowsTable.tsx'
import { TextLink } from '../pieces/TextLink.tsx'
import { useTimes } from '../use-times.ts'
import type { ContactPages } from './contact-pages.ts'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', minWidth: '160px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  standing: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    minWidth: '160px',
  },
  nowrap: { whiteSpace: 'nowrap', overflowWrap: 'normal' },
})

const titles = ['Name', 'Company', 'Standing', 'Added']

export function ContactTable({ list, onMore }: { list: ContactPages; onMore: () => void }) {
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const { rows } = list
  return (
    <RowsTable
      label="Contacts"
      count={rows.length}
      total={list.count}
      columns={titles.length}
      rowHeight={57}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      onEnd={list.hasMore ? onMore : undefined}
      head={titles.map((title) => (
        <th key={title} scope="col" className={table.head}>
          {title}
        </th>
      ))}
    >
      {(index) => {
        const one = rows[index]
        if (!one) return null
        return (
          <>
            <th scope="row" className={table.cell}>
              <span className={styles.who}>
                <TextLink to={`/contacts/${encodeURIComponent(one.id)}`}>{one.name}</TextLink>
                <Caption1 className={styles.quiet}>{one.email}</Caption1>
              </span>
            </th>
            <td className={table.cell}>{one.company}</td>
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
