/** What kind of step it is: sent by the server, or done by a person. */

import { Field, makeStyles, Select } from '@fluentui/react-components'
import { stepKinds, type StepKind } from '../../../shared/sequence.ts'
import { stepTitles } from '../ui/step-kinds.ts'

const useStyles = makeStyles({ kind: { maxWidth: '320px' } })

const hints: Record<StepKind, string> = {
  'automatic-email': 'It goes out by itself.',
  'manual-email': 'It waits in your Drafts: look it over and send it yourself.',
  call: 'It waits in Scheduled until somebody marks it as done.',
  'to-do': 'It waits in Scheduled until somebody marks it as done.',
}

export function StepKindField({
  kind,
  onChange,
}: {
  kind: StepKind
  onChange: (kind: StepKind) => void
}) {
  const styles = useStyles()
  return (
    <Field className={styles.kind} label="Kind" hint={hints[kind]}>
      <Select
        value={kind}
        onChange={(_event, { value }) =>
          onChange(stepKinds.find((one) => one === value) ?? 'automatic-email')
        }
      >
        {stepKinds.map((one) => (
          <option key={one} value={one}>
            {stepTitles[one]}
          </option>
        ))}
      </Select>
    </Field>
  )
}
