/** What a day is compared with: a day of the calendar, or so long ago or from now. */

import { Caption1, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { dayUnits, writeDay, type DayDraft } from './day-draft.ts'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  count: { width: '84px' },
  input: { minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2, flexBasis: '100%' },
})

interface DayEditorProps {
  /** As in "Value of condition 1". */
  label: string
  draft: DayDraft
  onChange: (draft: DayDraft) => void
}

export function DayEditor({ label, draft, onChange }: DayEditorProps) {
  const styles = useStyles()
  const counted = draft.kind === 'ago' || draft.kind === 'from-now' ? draft : null
  return (
    <div className={styles.row} role="group" aria-label={label}>
      {counted ? (
        <>
          <Input
            className={styles.count}
            type="number"
            min={0}
            aria-label="How many"
            value={String(counted.count)}
            onChange={(_event, { value }) =>
              onChange({ ...counted, count: Math.max(0, Math.floor(Number(value))) })
            }
          />
          <Select
            aria-label="Unit"
            value={counted.unit}
            onChange={(_event, { value }) =>
              onChange({ ...counted, unit: dayUnits.find((one) => one === value) ?? 'days' })
            }
          >
            {dayUnits.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </Select>
        </>
      ) : null}
      <Select
        aria-label="Kind of day"
        value={draft.kind}
        onChange={(_event, { value }) => onChange(becoming(draft, value))}
      >
        <option value="day">the day</option>
        <option value="ago">ago</option>
        <option value="from-now">from now</option>
        {draft.kind === 'other' ? <option value="other">another length</option> : null}
      </Select>
      {draft.kind === 'day' ? (
        <Input
          className={styles.input}
          type="date"
          aria-label="Day"
          value={draft.day}
          onChange={(_event, { value }) => onChange({ kind: 'day', day: value })}
        />
      ) : null}
      {draft.kind === 'other' ? (
        <Input
          className={styles.input}
          aria-label="Length"
          value={draft.text}
          onChange={(_event, { value }) => onChange({ kind: 'other', text: value })}
        />
      ) : null}
      <Caption1 className={styles.quiet}>
        {counted
          ? 'Counted anew as time passes.'
          : draft.kind === 'day'
            ? 'Days begin and end at midnight UTC.'
            : `Written as ISO 8601 has it, such as ${writeDay({ kind: 'ago', count: 30, unit: 'days' })}.`}
      </Caption1>
    </div>
  )
}

function becoming(draft: DayDraft, kind: string): DayDraft {
  if (kind === 'ago' || kind === 'from-now') {
    const counted = draft.kind === 'ago' || draft.kind === 'from-now'
    return counted ? { ...draft, kind } : { kind, count: 30, unit: 'days' }
  }
  return kind === 'day' ? { kind: 'day', day: '' } : draft
}
