/** A trigger or workflow while it is being written: name, condition, what it ends, and a dry run before it is saved. */

import { Field, Input, makeStyles, Switch, tokens } from '@fluentui/react-components'
import type { AutomationKind } from '../../../shared/automation.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { AutomationActions } from './AutomationActions.tsx'
import { ConditionGroupEditor } from './ConditionGroupEditor.tsx'
import { DryRunPanel } from './DryRunPanel.tsx'
import { FromField } from './FromField.tsx'
import {
  useAutomationForm,
  type AutomationFormOptions,
  type AutomationFormState,
} from './use-automation-form.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '480px' },
  input: { minWidth: 0 },
})

interface AutomationFormProps<T> extends AutomationFormOptions<T> {
  kind: AutomationKind
  onCancel: () => void
}

export function AutomationForm<T>(props: AutomationFormProps<T>) {
  const { kind, known, onCancel } = props
  const styles = useStyles()
  const form = useAutomationForm(props)
  const { start, refusal, saving, dryRun } = form
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving.busy && !dryRun.busy) void form.save()
      }}
    >
      <LeaveDialog unsaved={form.isChanged && !saving.isSaved} />
      {known && start && known.savedAt !== start.savedAt && !saving.busy && !saving.isSaved ? (
        <Message tone="warning">
          {known.savedBy.name} has saved this {kind} since you opened it. Saving writes over what
          you changed here.
        </Message>
      ) : null}
      <NamePanel kind={kind} form={form} />
      <Panel title="Unenroll a contact when">
        <ConditionGroupEditor
          scene={{ kind, refusal }}
          group={form.group}
          onChange={form.changeGroup}
        />
      </Panel>
      {kind === 'workflow' ? <FromField from={form.from} onChange={form.changeFrom} /> : null}
      {dryRun.run ? <DryRunPanel run={dryRun.run} showsSequence={kind === 'workflow'} /> : null}
      {refusal?.place === null && form.nameFault === null ? (
        <Message tone="error">{refusal.sentence}</Message>
      ) : null}
      <AutomationActions
        kind={kind}
        hits={form.hits}
        isSaving={saving.busy}
        isLooking={dryRun.busy}
        onLook={() => void form.look()}
        onCancel={onCancel}
      />
    </form>
  )
}

interface NamePanelProps {
  kind: AutomationKind
  form: Pick<AutomationFormState<unknown>, 'name' | 'on' | 'nameFault' | 'changeName' | 'changeOn'>
}

function NamePanel({ kind, form }: NamePanelProps) {
  const styles = useStyles()
  return (
    <Panel>
      <Field
        label={`Name of the ${kind}`}
        required
        className={styles.narrow}
        {...(form.nameFault === null ? {} : { validationMessage: form.nameFault })}
      >
        <Input
          className={styles.input}
          maxLength={100}
          value={form.name}
          onChange={(_event, { value }) => form.changeName(value)}
        />
      </Field>
      <Switch
        label="Switched on"
        checked={form.on}
        onChange={(_event, { checked }) => form.changeOn(checked)}
      />
    </Panel>
  )
}
