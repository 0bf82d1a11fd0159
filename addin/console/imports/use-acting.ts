/** One thing after another done on a page: what is under way, and why the last one was not done. */

import { useState } from 'react'
import type { Answer } from '../../api/request.ts'
import { sentenceOf } from '../ui/sentence-of.ts'

export interface Acting {
  busy: boolean
  problem: string | null
  /** Answers what came of it, or null when it was not done. */
  run: <T>(act: () => Promise<Answer<T>>) => Promise<T | null>
  say: (problem: string | null) => void
}

export function useActing(): Acting {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  return {
    busy,
    problem,
    say: setProblem,
    async run(act) {
      setBusy(true)
      setProblem(null)
      const answer = await act()
      setBusy(false)
      setProblem(sentenceOf(answer))
      return answer.kind === 'ok' ? answer.value : null
    },
  }
}
