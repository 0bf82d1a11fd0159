/** How a sequence behaves beyond its steps, and what it is called. */

import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { EditedMeanwhileDialog, type BothTexts, type Kept } from '../ui/EditedMeanwhileDialog.tsx'
import { saveEdited } from '../ui/save-edited.ts'
import { settingsCollide, settingsText, type SettingsEdit } from './settings-text.ts'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { SettingsFields } from './SettingsFields.tsx'
import { useSequence, whyNotEdit } from '../ui/sequence-context.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '360px' },
  save: { alignSelf: 'start' },
})

const untouched: SettingsEdit = { settings: {} }

function isTouched({ name, settings }: SettingsEdit): boolean {
  return name !== undefined || Object.keys(settings).length > 0
}

/** Asked when somebody else changed the same meanwhile. */
interface Choosing {
  both: BothTexts
  answer: (kept: Kept) => void
}

export function SettingsTab() {
  const styles = useStyles()
  const { sequence, refresh } = useSequence()
  const { api, me } = useConsole()
  const [edit, setEdit] = useState<SettingsEdit>(untouched)
  /** As it was when the first change was made. */
  const [opened, setOpened] = useState(sequence)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaved, setSaved] = useState(false)
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  /** What was put aside for somebody else's settings, to be had back. */
  const [aside, setAside] = useState<SettingsEdit | null>(null)
  const because = whyNotEdit(sequence, me)
  const name = edit.name ?? sequence.name
  const settings = { ...sequence.settings, ...edit.settings }
  const unsaved = isTouched(edit)
  const change = (some: SettingsEdit): void => {
    if (!unsaved) setOpened(sequence)
    setEdit({ ...edit, ...some, settings: { ...edit.settings, ...some.settings } })
    setSaved(false)
    setProblem(null)
  }
  async function save(): Promise<void> {
    setBusy(true)
    const refused = await saveOver(opened)
    setBusy(false)
    setProblem(refused)
  }
  /** Answers in a sentence why it was refused; null when it was not. */
  async function saveOver(base: SequenceResource): Promise<string | null> {
    const saved = await saveEdited(api, base, edit, (theirs) => settingsCollide(edit, base, theirs))
    if (saved.kind === 'refused') return saved.sentence
    if (saved.kind === 'saved') {
      setEdit(untouched)
      setAside(null)
      setSaved(true)
      refresh()
      return null
    }
    const { theirs } = saved
    const both = {
      sequence: theirs,
      theirs: settingsText(edit, theirs),
      mine: settingsText(edit, edit),
      leftOut: null,
    }
    const kept = await new Promise<Kept>((answer) => setChoosing({ both, answer }))
    setChoosing(null)
    if (kept === 'undecided') return null
    setOpened(theirs)
    if (kept === 'mine') return saveOver(theirs)
    setAside(edit)
    setEdit(untouched)
    refresh()
    return null
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
      <LeaveDialog unsaved={(unsaved || aside !== null) && because === null} />
      {because === null ? null : <Message tone="info">{because}</Message>}
      {aside === null ? null : (
        <Message
          tone="info"
          action={
            <Button
              onClick={() => {
                change(aside)
                setAside(null)
              }}
            >
              Put mine back
            </Button>
          }
        >
          These are the settings that {opened.updatedBy?.name ?? 'somebody else'} saved. Yours are
          kept until you leave this page.
        </Message>
      )}
      <fieldset disabled={because !== null} style={{ display: 'contents' }}>
        <Panel title="Name">
          <Field label="Name of the sequence" required className={styles.narrow}>
            <Input
              value={name}
              maxLength={200}
              onChange={(_event, { value }) => change({ name: value, settings: {} })}
            />
          </Field>
        </Panel>
        <SettingsFields settings={settings} onChange={(some) => change({ settings: some })} />
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
      <EditedMeanwhileDialog
        both={choosing?.both ?? null}
        onChoice={(kept) => choosing?.answer(kept)}
      />
    </form>
  )
}
