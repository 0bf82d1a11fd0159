/** The name of a contact's own property: written, or chosen of those that contacts have. */

import { Input, makeStyles } from '@fluentui/react-components'
import { useId } from 'react'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'

const useStyles = makeStyles({ input: { minWidth: 0, width: '100%' } })

const question: Question<string[]> = {
  ask: ({ api }) => api.propertyNames(),
  // Names come seldom; who needs one that came this minute writes it.
  concerns: () => false,
}

interface PropertyNameProps {
  label: string
  name: string
  onChange: (name: string) => void
}

export function PropertyName({ label, name, onChange }: PropertyNameProps) {
  const names = useLive(question).value ?? []
  const list = useId()
  return (
    <>
      <Input
        className={useStyles().input}
        aria-label={label}
        placeholder="Its name, such as job title"
        maxLength={50}
        list={list}
        value={name}
        onChange={(_event, { value }) => onChange(value)}
      />
      <datalist id={list}>
        {names.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}
