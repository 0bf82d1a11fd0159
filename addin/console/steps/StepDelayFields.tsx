/** How long a step waits: a number and its unit. */

import { Field, makeStyles, Select } from '@fluentui/react-components'
import { NumberField } from '../ui/NumberField.tsx'
import { delayUnits, type Delay } from './delay.ts'

const useStyles = makeStyles({ count: { width: '96px' } })

interface StepDelayFieldsProps {
  delay: Delay
  /** The first step waits after enrolling, each other one after the step before. */
  isFirst: boolean
  onChange: (delay: Delay) => void
}

export function StepDelayFields({ delay, isFirst, onChange }: StepDelayFieldsProps) {
  const styles = useStyles()
  return (
    <>
      <NumberField
        label={isFirst ? 'Wait after enrolling' : 'Wait after the step before'}
        className={styles.count}
        min={0}
        max={366}
        value={delay.count}
        onChange={(count) => onChange({ ...delay, count: Math.max(0, count) })}
      />
      <Field label="Unit">
        <Select
          value={delay.unit}
          onChange={(_event, { value }) => {
            const unit = delayUnits.find((one) => one === value) ?? 'days'
            onChange({ ...delay, unit })
          }}
        >
          {delayUnits.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </Select>
      </Field>
    </>
  )
}
