/** The rows of the users: a change of seat, role or manager is saved at once. */

import { Caption1, makeStyles, Select, tokens } from '@fluentui/react-components'
import { roles, seats, type SeatRequest, type UserResource } from '../../../shared/user.ts'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { roleTitles, seatTitles } from './user-titles.ts'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', minWidth: '160px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  choice: { minWidth: '168px' },
})

interface UserTableProps {
  users: readonly UserResource[]
  busy: boolean
  onChange: (request: SeatRequest, one: UserResource) => void
}

const titles = ['Person', 'Seat', 'Role', 'Manager']

export function UserTable({ users, busy, onChange }: UserTableProps) {
  const styles = useStyles()
  const table = useTableStyles()
  return (
    <RowsTable
      label="Users"
      count={users.length}
      total={users.length}
      columns={titles.length}
      rowHeight={57}
      keyOf={(index) => users[index]?.id ?? String(index)}
      head={titles.map((title) => (
        <th key={title} scope="col" className={table.head}>
          {title}
        </th>
      ))}
    >
      {(index) => {
        const one = users[index]
        if (!one) return null
        const same = { email: one.address, seat: one.seat }
        return (
          <>
            <th scope="row" className={table.cell}>
              <span className={styles.who}>
                <span className={styles.name}>{one.name}</span>
                <Caption1 className={styles.quiet}>{one.address}</Caption1>
              </span>
            </th>
            <td className={table.cell}>
              <Select
                className={styles.choice}
                aria-label={`Seat of ${one.name}`}
                disabled={busy}
                value={one.seat}
                onChange={(_event, { value }) =>
                  onChange({ ...same, seat: seats.find((seat) => seat === value) ?? one.seat }, one)
                }
              >
                {seats.map((seat) => (
                  <option key={seat} value={seat}>
                    {seatTitles[seat]}
                  </option>
                ))}
              </Select>
            </td>
            <td className={table.cell}>
              <Select
                className={styles.choice}
                aria-label={`Role of ${one.name}`}
                disabled={busy}
                value={one.role}
                onChange={(_event, { value }) =>
                  onChange({ ...same, role: roles.find((role) => role === value) ?? one.role }, one)
                }
              >
                {roles.map((role) => (
                  <option key={role} value={role}>
                    {roleTitles[role]}
                  </option>
                ))}
              </Select>
            </td>
            <td className={table.cell}>
              <Select
                className={styles.choice}
                aria-label={`Manager of ${one.name}`}
                disabled={busy}
                value={one.managerId ?? ''}
                onChange={(_event, { value }) =>
                  onChange(
                    {
                      ...same,
                      managerEmail: users.find(({ id }) => id === value)?.address ?? null,
                    },
                    one,
                  )
                }
              >
                <option value="">Nobody</option>
                {users
                  .filter(({ id }) => id !== one.id)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </Select>
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}
