/** A field for a whole number. */

import { Field, Input } from '@fluentui/react-components'

interface NumberFieldProps {
  label: string
  hint?: string
  /** Of the input: how wide it is. */
  className: string
  min: number
  max: number
  value: number
  /** Given what was typed without its fraction, also beyond `min` and `max`. */
  onChange: (value: number) => void
}

export function NumberField(props: NumberFieldProps) {
  const { label, hint, className, min, max, value, onChange } = props
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Input
        type="number"
        {...{ className, min, max }}
        value={String(value)}
        onChange={(_event, typed) => onChange(Math.floor(Number(typed.value)))}
      />
    </Field>
  )
}
