/** A live answer as a screen's state. */

import { useMemo, useSyncExternalStore } from 'react'
import type { Change } from '../../../shared/change.ts'
import type { Answer } from '../request.ts'
import { useConsole, type ConsoleTools } from '../console-context.ts'
import { createLive, type Changed, type Live, type LiveState } from './live-query.ts'

export type UsedLive<T> = LiveState<T> & Pick<Live<T>, 'ask'>

/** What to ask for, and which news concern it. Made at file level or memoised: another one is another question. */
export interface Question<T> {
  ask: (tools: ConsoleTools, before: T | null, changed: Changed) => Promise<Answer<T>>
  concerns: (change: Change) => boolean
}

export function useLive<T>(question: Question<T>): UsedLive<T> {
  const tools = useConsole()
  const { changes } = tools
  const live = useMemo(
    () =>
      createLive<T>(
        (before, changed) => question.ask(tools, before, changed),
        changes,
        question.concerns,
      ),
    [question, changes, tools],
  )
  const state = useSyncExternalStore(live.subscribe, live.snapshot)
  return { ...state, ask: live.ask }
}
