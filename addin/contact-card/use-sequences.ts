/** The sequences to choose from, asked for when a person is about to enroll somebody. */

import { useCallback, useEffect, useState } from 'react'
import type { SequenceResource } from '../../shared/sequence.ts'
import { useCardTools } from './card-context.ts'

export type Sequences =
  | { kind: 'loading' }
  | { kind: 'loaded'; items: SequenceResource[] }
  | { kind: 'failed'; sentence: string }

export function useSequences(): { sequences: Sequences; retry: () => void } {
  const { api } = useCardTools()
  const [sequences, setSequences] = useState<Sequences>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    void api.sequences().then((answer) => {
      if (!wanted) return
      if (answer.kind === 'ok') setSequences({ kind: 'loaded', items: answer.value })
      if (answer.kind === 'refused' || answer.kind === 'away') {
        setSequences({ kind: 'failed', sentence: answer.sentence })
      }
    })
    return () => {
      wanted = false
    }
  }, [api, attempt])
  const retry = useCallback(() => {
    setSequences({ kind: 'loading' })
    setAttempt((before) => before + 1)
  }, [])
  return { sequences, retry }
}
