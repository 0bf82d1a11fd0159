/** When the emails of a sequence may go: at any time, or on chosen days between two times of a zone. */

import {
  Caption1,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import {
  opensAt,
  describeMoment,
  usualDays,
  usualHours,
  weekdays,
  type SendWindow,
  type Weekday,
} from '../../../shared/send-window.ts'
import { useConsole } from '../../api/console-context.ts'
import { useTimes } from '../ui/use-times.ts'
import { TimeZoneField } from './TimeZoneField.tsx'
import { isKnownZone } from './time-zones.ts'

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS },
  days: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))' },
  times: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  time: { width: '136px' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

const [sunday, ...otherDays] = weekdays
const week: readonly Weekday[] = [...otherDays, sunday]

interface SendWindowFieldsProps {
  /** Null: emails go at any time. */
  value: SendWindow | null
  onChange: (window: SendWindow | null) => void
}

export function SendWindowFields({ value, onChange }: SendWindowFieldsProps) {
  const styles = useStyles()
  const { me } = useConsole()
  const { now } = useTimes()
  const usual = (): SendWindow => ({
    days: [...usualDays],
    ...usualHours,
    timeZone: me.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  return (
    <>
      <Field
        label="Emails go"
        hint="Saving another choice plans the coming emails of everybody enrolled anew. Tasks are not moved."
      >
        <RadioGroup
          value={value === null ? 'any' : 'window'}
          onChange={(_event, chosen) => onChange(chosen.value === 'window' ? usual() : null)}
        >
          <Radio value="any" label="At any time" />
          <Radio value="window" label="Only on chosen days, between two times" />
        </RadioGroup>
      </Field>
      {value === null ? null : (
        <>
          <fieldset className={styles.group}>
            <legend className={styles.legend}>Days</legend>
            <div className={styles.days}>
              {week.map((day) => (
                <Checkbox
                  key={day}
                  label={`${day.charAt(0).toUpperCase()}${day.slice(1)}`}
                  checked={value.days.includes(day)}
                  onChange={(_event, { checked }) =>
                    onChange({
                      ...value,
                      days: week.filter((one) =>
                        one === day ? checked === true : value.days.includes(one),
                      ),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          <div className={styles.times}>
            <Field label="From">
              <Input
                className={styles.time}
                type="time"
                value={value.from}
                onChange={(_event, typed) => onChange({ ...value, from: typed.value })}
              />
            </Field>
            <Field label="To">
              <Input
                className={styles.time}
                type="time"
                value={value.to}
                onChange={(_event, typed) => onChange({ ...value, to: typed.value })}
              />
            </Field>
            <TimeZoneField
              value={value.timeZone}
              onChange={(timeZone) => onChange({ ...value, timeZone })}
            />
          </div>
          <Caption1 className={styles.quiet} aria-live="polite">
            {example(value, now())}
          </Caption1>
        </>
      )}
    </>
  )
}

/** What the choice means for an email that is due now; nothing while it is incomplete, for the server says what is missing. */
function example(window: SendWindow, now: string): string {
  const isWhole = window.days.length > 0 && window.from !== '' && window.from < window.to
  if (!isWhole || !isKnownZone(window.timeZone)) return ''
  const opens = opensAt(window, now)
  return opens === now
    ? 'An email that is due now goes at once.'
    : `An email that is due now goes ${describeMoment(window, opens)}.`
}
