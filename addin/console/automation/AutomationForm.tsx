/** A trigger or workflow while it is being written: name, condition, what it ends, and a dry run before it is saved. */

import {
  Button,
  Field,
  Input,
  makeStyles,
  Spinner,
  Switch,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { AutomationKind, DryRunRequest, Trigger } from '../../../shared/automation.ts'
import type { ConditionGroup } from '../../../shared/condition.ts'
import type { Answer } from '../../api/request.ts'
import { useSaving } from '../ui/use-saving.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { inWords } from '../ui/people-words.ts'
import { conditionOf, draftOf, newGroup, readRefusal, type Refusal } from './condition-draft.ts'
import { ConditionGroupEditor } from './ConditionGroupEditor.tsx'
import { DryRunPanel } from './DryRunPanel.tsx'
import { FromField, type From } from './FromField.tsx'
import { useDryRun } from './use-dry-run.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '480px' },
  input: { minWidth: 0 },
  end: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

export interface AutomationDraft {
  name: string
  condition: ConditionGroup
  on: boolean
  from: From
}

interface AutomationFormProps<T> {
  kind: AutomationKind
  /** Null: a new one. */
  known:
    (Pick<Trigger, 'name' | 'condition' | 'on' | 'savedAt' | 'savedBy'> & { from: From }) | null
  /** Only what was changed, so that nothing begins anew without need; all of it for a new one. */
  onSave: (draft: AutomationDraft, changed: Partial<AutomationDraft>) => Promise<Answer<T>>
  onSaved: (saved: T) => void
  onCancel: () => void
  dryRunOf: (draft: AutomationDraft) => DryRunRequest
}

export function AutomationForm<T>(props: AutomationFormProps<T>) {
  const { kind, known, onSave, onSaved, onCancel, dryRunOf } = props
  const styles = useStyles()
  const [start] = useState(known)
  const [name, setName] = useState(start?.name ?? '')
  const [on, setOn] = useState(start?.on ?? true)
  const [group, setGroup] = useState(() => (start ? draftOf(start.condition) : newGroup('all')))
  const [from, setFrom] = useState<From>(start?.from ?? 'all')
  const [touched, setTouched] = useState<readonly (keyof AutomationDraft)[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const saving = useSaving(onSaved)
  const dryRun = useDryRun()
  const draft: AutomationDraft = { name, on, from, condition: conditionOf(group) }
  const refusal: Refusal | null = problem === null ? null : readRefusal(problem)
  const isNamesFault = refusal?.place === null && name.trim() === ''
  const touch = (what: keyof AutomationDraft): void => {
    setTouched([...touched.filter((one) => one !== what), what])
    setProblem(null)
    if (what === 'condition' || what === 'from') dryRun.forget()
  }
  async function look(): Promise<number | null> {
    const found = await dryRun.ask(dryRunOf(draft))
    setProblem(typeof found === 'string' ? found : null)
    return typeof found === 'string' ? null : found.count
  }
  // Nobody is unenrolled unseen: what would end contacts at once is shown first, and saved with the next press.
  const endsNow = on && (start === null || !start.on || touched.some((what) => what !== 'name'))
  const hits = endsNow ? (dryRun.run?.count ?? 0) : 0
  async function save(): Promise<void> {
    const isNamed = name.trim() !== ''
    if (endsNow && isNamed && dryRun.run === null && (await look()) !== 0) return
    const changed = Object.fromEntries(touched.map((what) => [what, draft[what]]))
    await saving.run(async () => {
      const answer = await onSave(draft, changed)
      setProblem(sentenceOf(answer))
      return answer
    })
  }
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving.busy && !dryRun.busy) void save()
      }}
    >
      <LeaveDialog unsaved={touched.length > 0 && !saving.isSaved} />
      {known && start && known.savedAt !== start.savedAt && !saving.busy && !saving.isSaved ? (
        <Message tone="warning">
          {known.savedBy.name} has saved this {kind} since you opened it. Saving writes over what
          you changed here.
        </Message>
      ) : null}
      <Panel>
        <Field
          label={`Name of the ${kind}`}
          required
          className={styles.narrow}
          {...(isNamesFault ? { validationMessage: problem } : {})}
        >
          <Input
            className={styles.input}
            maxLength={100}
            value={name}
            onChange={(_event, { value }) => {
              setName(value)
              touch('name')
            }}
          />
        </Field>
        <Switch
          label="Switched on"
          checked={on}
          onChange={(_event, { checked }) => {
            setOn(checked)
            touch('on')
          }}
        />
      </Panel>
      <Panel title="Unenroll a contact when">
        <ConditionGroupEditor
          scene={{ kind, refusal }}
          group={group}
          onChange={(after) => {
            setGroup(after)
            touch('condition')
          }}
        />
      </Panel>
      {kind === 'workflow' ? (
        <FromField
          from={from}
          onChange={(after) => {
            setFrom(after)
            touch('from')
          }}
        />
      ) : null}
      {dryRun.run ? <DryRunPanel run={dryRun.run} showsSequence={kind === 'workflow'} /> : null}
      {refusal?.place === null && !isNamesFault ? (
        <Message tone="error">{refusal.sentence}</Message>
      ) : null}
      <div className={styles.end}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={saving.busy || dryRun.busy}
          icon={saving.busy ? <Spinner size="tiny" aria-hidden /> : null}
        >
          {hits === 0 ? `Save ${kind}` : `Save and unenroll ${inWords(hits)}`}
        </Button>
        <Button
          disabledFocusable={dryRun.busy}
          icon={dryRun.busy ? <Spinner size="tiny" aria-hidden /> : null}
          onClick={() => void look()}
        >
          Who would be unenrolled now?
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}
