/** Switching triggers or workflows on and off, removing them, and bringing one back that was just removed. */

import { useState } from 'react'
import type { Answer } from '../../api/request.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import type { ListedAutomation } from './AutomationTable.tsx'

interface Outcome<One> {
  tone: 'success' | 'error'
  sentence: string
  removed: One | null
}

export interface KeepingAutomations<One> {
  busy: boolean
  outcome: Outcome<One> | null
  dismiss: () => void
  onSwitch: (one: One, on: boolean) => void
  onRemove: (one: One) => void
  bringBack: (one: One) => void
}

interface AutomationCalls<One> {
  change: (id: string, change: { on: boolean }) => Promise<Answer<One>>
  remove: (id: string) => Promise<Answer<One>>
  /** Makes it anew, switched off: only a person decides that it looks at everybody again. */
  addAgain: (one: One) => Promise<Answer<One>>
}

/** `changed` is called after every change of one's own. */
export function useKeepingAutomations<One extends ListedAutomation>(
  calls: AutomationCalls<One>,
  changed: () => void,
): KeepingAutomations<One> {
  const { announce } = useConsole()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome<One> | null>(null)

  async function run(
    ask: () => Promise<Answer<One>>,
    done: string,
    removed: One | null,
  ): Promise<void> {
    setBusy(true)
    const problem = sentenceOf(await ask())
    const sentence = problem ?? done
    setBusy(false)
    setOutcome({
      tone: problem === null ? 'success' : 'error',
      sentence,
      removed: problem === null ? removed : null,
    })
    announce(sentence)
    changed()
  }
  return {
    busy,
    outcome,
    dismiss: () => setOutcome(null),
    onSwitch: (one, on) =>
      void run(
        () => calls.change(one.id, { on }),
        on
          ? `“${one.name}” is on. It looks at everybody enrolled now.`
          : `“${one.name}” is off. What it ended stays ended.`,
        null,
      ),
    onRemove: (one) =>
      void run(
        () => calls.remove(one.id),
        `“${one.name}” is removed. What it ended stays ended.`,
        one,
      ),
    bringBack: (one) =>
      void run(
        () => calls.addAgain(one),
        `“${one.name}” is back and off. Switched on, it looks at everybody enrolled anew.`,
        null,
      ),
  }
}
