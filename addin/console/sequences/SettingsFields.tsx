/** What a sequence does beyond its steps: when it unenrolls, sends and pauses, and who may be enrolled. */

import { Checkbox, makeStyles } from '@fluentui/react-components'
import type { SequenceSettings } from '../../../shared/sequence.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { Panel } from '../ui/Panel.tsx'
import { SendWindowFields } from './SendWindowFields.tsx'
import { UnenrollFields } from './UnenrollFields.tsx'

const useStyles = makeStyles({ number: { width: '112px' } })

interface SettingsFieldsProps {
  settings: SequenceSettings
  onChange: (some: Partial<SequenceSettings>) => void
}

export function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  const styles = useStyles()
  return (
    <>
      <Panel title="When to unenroll">
        <UnenrollFields settings={settings} onChange={onChange} />
      </Panel>
      <Panel title="Send window">
        <SendWindowFields
          value={settings.sendWindow}
          onChange={(sendWindow) => onChange({ sendWindow })}
        />
      </Panel>
      <Panel title="When to pause">
        <NumberField
          label="Days paused after an out-of-office answer that names no day of return"
          hint="0: the contact is not paused."
          className={styles.number}
          min={0}
          max={365}
          value={settings.outOfOfficeDays}
          onChange={(outOfOfficeDays) => onChange({ outOfOfficeDays })}
        />
      </Panel>
      <Panel title="Who may be enrolled">
        <Checkbox
          label="Contacts may be in other sequences at the same time"
          checked={settings.severalAtOnce}
          onChange={(_event, { checked }) => onChange({ severalAtOnce: checked === true })}
        />
      </Panel>
    </>
  )
}
