/** The rows of a sequence's enrollments: who, where they stand, what comes next, and what may be done. */

import {
  Badge,
  Caption1,
  Checkbox,
  makeStyles,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
} from '@fluentui/react-components'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import { reasonTitles } from '../../../shared/reason.ts'
import { endSentence, pauseSentence, nextSentence, stepOf } from '../../contact-card/words.ts'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useTimes } from '../ui/use-times.ts'
import type { EnrollmentPages } from '../../api/queries/enrollment-pages.ts'

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', minWidth: '160px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  what: { minWidth: '220px' },
  tick: { width: '1px', paddingInlineEnd: 0 },
  sender: { minWidth: '96px' },
  // Words of the page may break anywhere where space is short; a button's must not.
  nowrap: { whiteSpace: 'nowrap', overflowWrap: 'normal' },
})

interface EnrollmentTableProps {
  list: EnrollmentPages
  ticked: ReadonlySet<string>
  onTick: (ids: readonly string[], on: boolean) => void
  onMore: () => void
  blocked: boolean
  onUnenroll: (id: string) => void
  onUndo: (id: string) => void
}

export function EnrollmentTable(props: EnrollmentTableProps) {
  const { list, ticked, onTick, onMore, blocked, onUnenroll, onUndo } = props
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const { rows } = list
  const choosable = rows.filter(({ may }) => may.unenroll).map(({ id }) => id)
  const chosen = choosable.filter((id) => ticked.has(id)).length
  const titles = ['Contact', 'State', 'Next, or why it ended', 'Sender', 'Enrolled']
  return (
    <RowsTable
      label="Enrollments"
      count={rows.length}
      total={list.count}
      columns={titles.length + 2}
      rowHeight={57}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      onEnd={list.hasMore ? onMore : undefined}
      head={
        <>
          <th className={mergeClasses(table.head, styles.tick)}>
            <Checkbox
              aria-label="Choose all shown"
              disabled={choosable.length === 0}
              checked={
                chosen > 0 && chosen === choosable.length ? true : chosen > 0 ? 'mixed' : false
              }
              onChange={(_event, { checked }) => onTick(choosable, checked === true)}
            />
          </th>
          {titles.map((title) => (
            <th key={title} scope="col" className={table.head}>
              {title}
            </th>
          ))}
          <th scope="col" className={table.head}>
            Actions
          </th>
        </>
      }
    >
      {(index) => {
        const one = rows[index]
        if (!one) return null
        const { contact, may } = one
        return (
          <>
            <td className={mergeClasses(table.cell, styles.tick)}>
              <Checkbox
                aria-label={`Choose ${contact.name}`}
                disabled={!may.unenroll}
                checked={ticked.has(one.id)}
                onChange={(_event, { checked }) => onTick([one.id], checked === true)}
              />
            </td>
            <th scope="row" className={table.cell}>
              <span className={styles.who}>
                <TextLink to={`/contacts/${contact.id}`}>{contact.name}</TextLink>
                <Caption1 className={styles.quiet}>{contact.email}</Caption1>
              </span>
            </th>
            <td className={mergeClasses(table.cell, styles.nowrap)}>
              <Standing enrollment={one} />
            </td>
            <td className={mergeClasses(table.cell, styles.what)}>
              {one.state === 'ended'
                ? endSentence(one)
                : one.state === 'paused'
                  ? pauseSentence(one, times)
                  : `${stepOf(one)}. ${nextSentence(one, times)}`}
            </td>
            <td className={mergeClasses(table.cell, styles.sender)}>{one.enrolledBy.name}</td>
            <td className={mergeClasses(table.cell, styles.nowrap)}>
              {times.short(one.enrolledAt)}
            </td>
            <td className={mergeClasses(table.cell, styles.nowrap)}>
              <Actions
                enrollment={one}
                blocked={blocked}
                onUnenroll={() => onUnenroll(one.id)}
                onUndo={() => onUndo(one.id)}
              />
            </td>
          </>
        )
      }}
    </RowsTable>
  )
}

function Standing({ enrollment }: { enrollment: EnrollmentResource }) {
  const { state, reason } = enrollment
  if (state === 'active')
    return (
      <Badge appearance="tint" color="brand">
        Active
      </Badge>
    )
  if (state === 'paused')
    return (
      <Badge appearance="tint" color="warning">
        Paused
      </Badge>
    )
  return (
    <Badge appearance="tint" color={reason === 'bounced' ? 'danger' : 'subtle'}>
      {reason ? reasonTitles[reason] : 'Ended'}
    </Badge>
  )
}

interface ActionsProps {
  enrollment: EnrollmentResource
  blocked: boolean
  onUnenroll: () => void
  onUndo: () => void
}

function Actions({ enrollment, blocked, onUnenroll, onUndo }: ActionsProps) {
  const { contact, may, state } = enrollment
  const because = may.because ?? 'This cannot be changed.'
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" aria-label={`Actions for ${contact.name}`}>
          Actions
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {state === 'ended' ? (
            <MenuItem
              disabled={blocked || !may.undo}
              {...(may.undo ? {} : { subText: because })}
              onClick={onUndo}
            >
              Undo
            </MenuItem>
          ) : (
            <MenuItem
              disabled={blocked || !may.unenroll}
              {...(may.unenroll ? {} : { subText: because })}
              onClick={onUnenroll}
            >
              Unenroll
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
