/** Saving a form: what is under way, what was refused, and where to go once nothing holds the page back. */

import { useEffect, useEffectEvent, useState } from 'react'
import type { Answer } from '../../api/request.ts'
import { sentenceOf } from './sentence-of.ts'

export interface Saving<T> {
  busy: boolean
  problem: string | null
  isSaved: boolean
  run: (ask: () => Promise<Answer<T>>) => Promise<void>
}

/** `onSaved` is called once the page is drawn as saved: only then does no unsaved text hold it back. */
export function useSaving<T>(onSaved: (saved: T) => void): Saving<T> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [saved, setSaved] = useState<{ value: T } | null>(null)
  const leave = useEffectEvent(onSaved)
  useEffect(() => {
    if (saved) leave(saved.value)
  }, [saved])
  return {
    busy,
    problem,
    isSaved: saved !== null,
    async run(ask) {
      setBusy(true)
      const answer = await ask()
      setBusy(false)
      setProblem(sentenceOf(answer))
      if (answer.kind === 'ok') setSaved({ value: answer.value })
    },
  }
}
