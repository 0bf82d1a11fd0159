/** One change at a time to one contact: what is under way, and what the server refused. */

import { useCallback, useState } from 'react'
import type { Answer } from '../api/request.ts'
import { useCardTools } from './card-context.ts'

export interface UsedChange {
  /** The name of what is under way, or null. */
  busy: string | null
  problem: string | null
  /** Resolves to whether it was done. */
  run: (name: string, ask: () => Promise<Answer<object>>) => Promise<boolean>
}

export function useChange(email: string): UsedChange {
  const { change } = useCardTools()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const run = useCallback(
    async (name: string, ask: () => Promise<Answer<object>>) => {
      setBusy(name)
      setProblem(null)
      const answer = await change(email, ask)
      setBusy(null)
      if (answer.kind === 'refused') setProblem(answer.sentence)
      if (answer.kind === 'away')
        setProblem(`${answer.sentence} Try again if nothing has changed here in a moment.`)
      return answer.kind === 'ok'
    },
    [change, email],
  )
  return { busy, problem, run }
}
