/** Asks whom a condition would unenroll now, and forgets the answer once something else is written. */

import { useState } from 'react'
import type { DryRun, DryRunRequest } from '../../../shared/automation.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { dryRunSentence } from './automation-words.ts'

export interface UsedDryRun {
  busy: boolean
  run: DryRun | null
  /** The answer, or why there is none, in a sentence. */
  ask: (request: DryRunRequest) => Promise<DryRun | string>
  forget: () => void
}

export function useDryRun(): UsedDryRun {
  const { api, announce } = useConsole()
  const [busy, setBusy] = useState(false)
  const [run, setRun] = useState<DryRun | null>(null)
  return {
    busy,
    run,
    async ask(request) {
      setBusy(true)
      const answer = await api.dryRun(request)
      setBusy(false)
      if (answer.kind !== 'ok') {
        setRun(null)
        return sentenceOf(answer) ?? ''
      }
      setRun(answer.value)
      announce(dryRunSentence(answer.value))
      return answer.value
    },
    forget: () => setRun(null),
  }
}
