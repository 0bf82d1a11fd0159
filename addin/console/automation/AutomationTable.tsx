/** Triggers or workflows as a table: the condition in words, a switch, how far the first look is, who saved it. */

import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Switch,
  tokens,
} from '@fluentui/react-components'
import type { Trigger } from '../../../shared/automation.ts'
import { RowsTable, useTableStyles } from '../ui/RowsTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useTimes } from '../ui/use-times.ts'
import { progressSentence } from './automation-words.ts'

const useStyles = makeStyles({
  what: { minWidth: '240px', maxWidth: '460px', overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  progress: { minWidth: '180px', maxWidth: '240px' },
  saved: { minWidth: '120px' },
})

const longestWords = 240

export type ListedAutomation = Omit<Trigger, 'sequence'>

interface AutomationTableProps<One extends ListedAutomation> {
  label: string
  items: readonly One[]
  pathOf: (one: One) => string
  /** What is said below the condition, if anything: what a workflow ends. */
  doing?: (one: One) => string
  /** Null: this person may only look. */
  ops: {
    busy: boolean
    onSwitch: (one: One, on: boolean) => void
    onRemove: (one: One) => void
  } | null
}

export function AutomationTable<One extends ListedAutomation>(props: AutomationTableProps<One>) {
  const { label, items, pathOf, doing, ops } = props
  const styles = useStyles()
  const table = useTableStyles()
  const times = useTimes()
  const titles = ['Name and condition', 'On', 'Progress', 'Saved', ...(ops ? ['Actions'] : [])]
  return (
    <RowsTable
      label={label}
      count={items.length}
      total={items.length}
      columns={titles.length}
      rowHeight={81}
      keyOf={(index) => items[index]?.id ?? String(index)}
      head={titles.map((title) => (
        <th key={title} scope="col" className={table.head}>
          {title}
        </th>
      ))}
    >
      {(index) => {
        const one = items[index]
        if (!one) return null
        return (
          <>
            <th scope="row" className={mergeClasses(table.cell, styles.what)}>
              <span className={styles.name}>
                {ops ? <TextLink to={pathOf(one)}>{one.name}</TextLink> : one.name}
              </span>
              <Caption1 block>When {shortened(one.words)}</Caption1>
              {doing ? (
                <Caption1 block className={styles.quiet}>
                  {doing(one)}
                </Caption1>
              ) : null}
            </th>
            <td className={table.cell}>
              {ops ? (
                <Switch
                  aria-label={`${one.name} is on`}
                  checked={one.on}
                  disabled={ops.busy}
                  onChange={(_event, { checked }) => ops.onSwitch(one, checked)}
                />
              ) : one.on ? (
                'On'
              ) : (
                'Off'
              )}
            </td>
            <td className={mergeClasses(table.cell, styles.progress)}>
              <Caption1 block>{progressSentence(one.progress)}</Caption1>
            </td>
            <td className={mergeClasses(table.cell, styles.saved)}>
              <Caption1 block>{one.savedBy.name}</Caption1>
              <Caption1 block className={styles.quiet}>
                {times.short(one.savedAt)}
              </Caption1>
            </td>
            {ops ? (
              <td className={table.cell}>
                <Button
                  size="small"
                  aria-label={`Remove ${one.name}`}
                  disabledFocusable={ops.busy}
                  onClick={() => ops.onRemove(one)}
                >
                  Remove
                </Button>
              </td>
            ) : null}
          </>
        )
      }}
    </RowsTable>
  )
}

/** A long condition is read where it is edited. */
function shortened(words: string): string {
  return words.length <= longestWords ? words : `${words.slice(0, longestWords).trimEnd()} …`
}
