/** Unenrolling and finishing tasks from the rows of what comes next, and taking it back. */

import { useEffect, useRef, useState, type RefObject } from 'react'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { OpenTask, TaskOutcome } from '../../../shared/task.ts'
import type { UsedScheduled } from '../../api/queries/use-scheduled.ts'
import type { Answer } from '../../api/request.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'

export interface ScheduledOutcome {
  tone: 'success' | 'error'
  sentence: string
  /** Takes it back, while that can be done. */
  undo: (() => void) | null
}

export interface ScheduledActions {
  busy: boolean
  outcome: ScheduledOutcome | null
  /** Where the outcome is shown: the focus goes there when its row is gone. */
  landing: RefObject<HTMLDivElement | null>
  dismiss: () => void
  unenroll: (enrollment: EnrollmentResource) => void
  finish: (enrollment: EnrollmentResource, task: OpenTask, outcome: TaskOutcome) => void
}

export function useScheduledActions(live: UsedScheduled): ScheduledActions {
  const { api, announce } = useConsole()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<ScheduledOutcome | null>(null)
  const landing = useRef<HTMLDivElement>(null)
  const isLanding = useRef(false)
  useEffect(() => {
    // The row of the button that was pressed is gone, and the focus with it.
    if (!isLanding.current || outcome === null || document.activeElement !== document.body) return
    isLanding.current = false
    // Undo comes after the button that dismisses.
    ;[...(landing.current?.querySelectorAll('button') ?? [])].at(-1)?.focus()
  }, [outcome, live.value])

  async function change(
    ask: () => Promise<Answer<EnrollmentResource>>,
    done: string,
    undo: ScheduledOutcome['undo'],
  ): Promise<void> {
    setBusy(true)
    isLanding.current = true
    const problem = sentenceOf(await ask())
    const after: ScheduledOutcome = {
      tone: problem === null ? 'success' : 'error',
      sentence: problem ?? done,
      undo: problem === null ? undo : null,
    }
    setBusy(false)
    setOutcome(after)
    announce(after.sentence)
    live.ask()
  }
  function unenroll({ id, contact, sequence }: EnrollmentResource): void {
    const is = (what: string): string => `${contact.name} is ${what} “${sequence.name}”.`
    const undo = (): void => void change(() => api.undo(id), is('enrolled again in'), null)
    void change(() => api.unenroll(id), is('unenrolled from'), undo)
  }
  function finish({ contact }: EnrollmentResource, task: OpenTask, outcome: TaskOutcome): void {
    const about = `${contact.name}: ${task.title}`
    const undo = (): void =>
      void change(() => api.reopenTask(task.id), `To be done again. ${about}.`, null)
    const done = outcome === 'done' ? 'Done' : 'Skipped'
    void change(() => api.finishTask(task.id, { outcome }), `${done}. ${about}.`, undo)
  }
  return { busy, outcome, landing, dismiss: () => setOutcome(null), unenroll, finish }
}
