/** A form that writes a trigger or workflow: what was changed in it, its dry run, its saving, and what was refused. */

import { useState } from 'react'
import type { DryRunRequest, Trigger } from '../../../shared/automation.ts'
import type { ConditionGroup } from '../../../shared/condition.ts'
import type { Answer } from '../../api/request.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useSaving, type Saving } from '../ui/use-saving.ts'
import {
  conditionOf,
  draftOf,
  newGroup,
  readRefusal,
  type GroupDraft,
  type Refusal,
} from './condition-draft.ts'
import type { From } from './FromField.tsx'
import { useDryRun, type UsedDryRun } from './use-dry-run.ts'

export interface AutomationDraft {
  name: string
  condition: ConditionGroup
  on: boolean
  from: From
}

type KnownAutomation = Pick<Trigger, 'name' | 'condition' | 'on' | 'savedAt' | 'savedBy'> & {
  from: From
}

export interface AutomationFormOptions<T> {
  /** Null: a new one. */
  known: KnownAutomation | null
  /** Only what was changed, so that nothing begins anew without need; all of it for a new one. */
  onSave: (draft: AutomationDraft, changed: Partial<AutomationDraft>) => Promise<Answer<T>>
  onSaved: (saved: T) => void
  dryRunOf: (draft: AutomationDraft) => DryRunRequest
}

export interface AutomationFormState<T> {
  /** What the form began with; null: a new one. */
  start: KnownAutomation | null
  name: string
  on: boolean
  group: GroupDraft
  from: From
  isChanged: boolean
  refusal: Refusal | null
  /** The refusal in a sentence, when it is the name that is missing. */
  nameFault: string | null
  saving: Saving<T>
  dryRun: UsedDryRun
  /** How many contacts saving unenrolls at once, as far as a dry run has shown. */
  hits: number
  changeName: (name: string) => void
  changeOn: (on: boolean) => void
  changeGroup: (group: GroupDraft) => void
  changeFrom: (from: From) => void
  /** Asks whom the condition would unenroll now: how many, or null when that was refused. */
  look: () => Promise<number | null>
  save: () => Promise<void>
}

export function useAutomationForm<T>(options: AutomationFormOptions<T>): AutomationFormState<T> {
  const { known, onSave, onSaved, dryRunOf } = options
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
  return {
    start,
    name,
    on,
    group,
    from,
    isChanged: touched.length > 0,
    refusal,
    nameFault: refusal?.place === null && name.trim() === '' ? problem : null,
    saving,
    dryRun,
    hits: endsNow ? (dryRun.run?.count ?? 0) : 0,
    changeName(after) {
      setName(after)
      touch('name')
    },
    changeOn(after) {
      setOn(after)
      touch('on')
    },
    changeGroup(after) {
      setGroup(after)
      touch('condition')
    },
    changeFrom(after) {
      setFrom(after)
      touch('from')
    },
    look,
    save,
  }
}
