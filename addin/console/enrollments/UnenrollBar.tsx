/** Above the enrollments: how many are chosen, and unenrolling those. */

import { Button } from '@fluentui/react-components'
import type { EnrollmentFilter } from '../../../shared/enrollment-list.ts'
import type { EnrollmentPages } from '../../api/queries/enrollment-pages.ts'
import { SelectionBar } from '../ui/SelectionBar.tsx'
import type { RowSelection } from '../ui/use-selection.ts'
import type { Chosen } from './use-bulk.ts'

interface UnenrollBarProps {
  list: EnrollmentPages
  filter: EnrollmentFilter
  selection: RowSelection
  blocked: boolean
  /** `count`: how many the chosen are, as far as the screen knows. */
  onUnenroll: (chosen: Chosen, count: number) => void
}

export function UnenrollBar({ list, filter, selection, blocked, onUnenroll }: UnenrollBarProps) {
  const { ticked, isAll } = selection
  const choosable = list.rows.filter(({ may }) => may.unenroll)
  const chosen = choosable.filter(({ id }) => ticked.has(id))
  const count = isAll ? list.open : chosen.length
  return (
    <SelectionBar
      selection={selection}
      count={count}
      matching={list.open}
      everyTicked={choosable.length > 0 && chosen.length === choosable.length}
      idle={list.count === 1 ? '1 enrollment' : `${list.count.toLocaleString('en')} enrollments`}
    >
      <Button
        appearance="primary"
        disabledFocusable={count === 0 || blocked}
        onClick={() => {
          onUnenroll(isAll ? { all: filter } : { ids: chosen.map(({ id }) => id) }, count)
        }}
      >
        Unenroll
      </Button>
    </SelectionBar>
  )
}
