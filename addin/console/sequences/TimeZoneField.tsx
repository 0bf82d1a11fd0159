/** Choosing a time zone by typing a piece of its name. */

import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { zonesLike } from './time-zones.ts'

const useStyles = makeStyles({
  zone: { flexGrow: 1, maxWidth: '320px', minWidth: '200px' },
  input: { minWidth: 0 },
  list: { maxHeight: '280px' },
})

/** What else there is, a longer piece of the name finds. */
const mostShown = 50

interface TimeZoneFieldProps {
  value: string
  onChange: (timeZone: string) => void
}

export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const styles = useStyles()
  /** What is typed until a zone is chosen; null: nothing. */
  const [typed, setTyped] = useState<string | null>(null)
  const zones = zonesLike(typed ?? '', mostShown)
  return (
    <Field label="Time zone" className={styles.zone}>
      <Combobox
        className={styles.input}
        placeholder="Type the name of a city"
        value={typed ?? value}
        selectedOptions={[value]}
        listbox={{ className: styles.list }}
        onChange={(event) => setTyped(event.target.value)}
        onOptionSelect={(_event, { optionValue }) => {
          // Fluent takes the choice back while what is typed begins no option; the zone stays until another is chosen.
          if (optionValue === undefined) return
          setTyped(null)
          onChange(optionValue)
        }}
        // What was typed and not chosen is no zone: the chosen one stays.
        onBlur={() => setTyped(null)}
      >
        {zones.map((zone) => (
          <Option key={zone} value={zone}>
            {zone}
          </Option>
        ))}
        {zones.length === 0 ? (
          <Option disabled value="">
            No zone has such a name
          </Option>
        ) : null}
      </Combobox>
    </Field>
  )
}
