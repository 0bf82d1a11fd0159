/** What colleagues' replies, large meetings and an owner who goes mean for a sequence's contacts. */

import { Checkbox, Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import type { SequenceSettings } from '../../../shared/sequence.ts'
import { NumberField } from '../ui/NumberField.tsx'

const useStyles = makeStyles({ number: { width: '112px' } })

interface UnenrollFieldsProps {
  settings: SequenceSettings
  onChange: (some: Partial<SequenceSettings>) => void
}

export function UnenrollFields({ settings, onChange }: UnenrollFieldsProps) {
  const styles = useStyles()
  return (
    <>
      <Field hint="A reply of a colleague, to an email of this sequence or to any other mail of the rep, ends the contact’s enrollment too.">
        <Checkbox
          label="Unenroll contacts from the same company"
          checked={settings.unenrollSameCompany}
          onChange={(_event, { checked }) => onChange({ unenrollSameCompany: checked === true })}
        />
      </Field>
      <NumberField
        label="Attendees at most"
        hint="A meeting with more attendees than this says nothing about one contact."
        className={styles.number}
        min={1}
        max={500}
        value={settings.mostAttendees}
        onChange={(mostAttendees) => onChange({ mostAttendees })}
      />
      <Field label="When the owner is deleted, disabled or loses the seat">
        <RadioGroup
          value={settings.ownerRemoved}
          onChange={(_event, { value }) =>
            onChange({ ownerRemoved: value === 'pause' ? 'pause' : 'unenroll' })
          }
        >
          <Radio value="unenroll" label="Unenroll all its contacts" />
          <Radio value="pause" label="Pause all its contacts until somebody takes it over" />
        </RadioGroup>
      </Field>
    </>
  )
}
