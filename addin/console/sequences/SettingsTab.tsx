/** How a sequence behaves beyond its steps, and what it is called. */

import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { SequenceSettings } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { unchangedSteps } from './unchanged-steps.ts'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { SettingsFields } from './SettingsFields.tsx'
import { useSequence, whyNotEdit } from '../ui/sequence-context.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '360px' },
  save: { alignSelf: 'start' },
})

export function SettingsTab() {
  const styles = useStyles()
  const { sequence, refresh } = useSequence()
  const { api, me } = useConsole()
  const [name, setName] = useState(sequence.name)
  const [changed, setChanged] = useState<Partial<SequenceSettings>>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaved, setSaved] = useState(false)
  const because = whyNotEdit(sequence, me)
  const settings = { ...sequence.settings, ...changed }
  const unsaved = name !== sequence.name || Object.keys(changed).length > 0
  const change = (some: Partial<SequenceSettings>): void => {
    setChanged({ ...changed, ...some })
    setSaved(false)
    setProblem(null)
  }
  async function save(): Promise<void> {
    setBusy(true)
    const steps = unchangedSteps(sequence)
    const refused = sentenceOf(
      await api.saveSequence(sequence.id, { name, steps, settings: changed }),
    )
    setBusy(false)
    setProblem(refused)
    if (refused !== null) return
    setChanged({})
    setSaved(true)
    refresh()
  }
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void save()
      }}
    >
      <LeaveDialog unsaved={unsaved && because === null} />
      {because === null ? null : <Message tone="info">{because}</Message>}
      <fieldset disabled={because !== null} style={{ display: 'contents' }}>
        <Panel title="Name">
          <Field label="Name of the sequence" required className={styles.narrow}>
            <Input
              value={name}
              maxLength={200}
              onChange={(_event, { value }) => {
                setName(value)
                setSaved(false)
              }}
            />
          </Field>
        </Panel>
        <SettingsFields settings={settings} onChange={change} />
      </fieldset>
      {problem === null ? null : <Message tone="error">{problem}</Message>}
      {isSaved ? <Message tone="success">The settings are saved.</Message> : null}
      {because === null ? (
        <Button
          className={styles.save}
          type="submit"
          appearance="primary"
          disabledFocusable={busy || !unsaved}
          icon={busy ? <Spinner size="tiny" aria-hidden /> : null}
        >
          Save settings
        </Button>
      ) : null}
    </form>
  )
}
