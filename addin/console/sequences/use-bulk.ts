/** Unenrolling many, some hundreds at a time, and taking it back. */

import { useState } from 'react'
import type { EnrollmentFilter, LeftOut } from '../../../shared/enrollment-list.ts'
import type { Answer } from '../../kit/api.ts'
import { useConsole } from '../console-context.ts'
import { sentenceOf } from '../sentence-of.ts'
import { addLeftOut, outcomeSentence } from './people-words.ts'

export interface Outcome {
  tone: 'success' | 'warning' | 'error'
  sentence: string
  /** Those that were ended and may be taken back; empty when there is nothing to undo. */
  undoable: string[]
}

/** What is being done: those named, or all that match. */
export type Chosen = { ids: string[] } | { all: EnrollmentFilter }

export interface Bulk {
  /** How many are done; null when nothing is under way. */
  done: number | null
  outcome: Outcome | null
  dismiss: () => void
  unenroll: (chosen: Chosen) => Promise<void>
  undo: (ids: string[]) => Promise<void>
}

/** What one request takes (server/http/shapes/enrollment-list.ts). */
const perRequest = 500

export function useBulk(sequenceId: string): Bulk {
  const { api, announce } = useConsole()
  const [done, setDone] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  function finish(after: Outcome): void {
    setDone(null)
    setOutcome(after)
    announce(after.sentence)
  }
  return {
    done,
    outcome,
    dismiss: () => setOutcome(null),
    async unenroll(chosen) {
      const ended: string[] = []
      let leftOut: LeftOut[] = []
      setDone(0)
      for await (const answer of 'ids' in chosen
        ? inTurn(chosen.ids, (ids) => api.unenrollMany(sequenceId, { ids }))
        : untilNoneIsLeft((after) =>
            api.unenrollMany(sequenceId, { all: chosen.all, ...(after === null ? {} : { after }) }),
          )) {
        if (answer.kind !== 'ok') {
          finish({
            tone: 'error',
            sentence: `${outcomeSentence('unenrolled', ended.length, leftOut)} Then it stopped: ${sentenceOf(answer) ?? ''}`,
            undoable: ended,
          })
          return
        }
        ended.push(...answer.value.ids)
        leftOut = addLeftOut(leftOut, answer.value.leftOut)
        setDone(ended.length + leftOut.reduce((sum, { count }) => sum + count, 0))
      }
      finish({
        tone: leftOut.length > 0 ? 'warning' : 'success',
        sentence: outcomeSentence('unenrolled', ended.length, leftOut),
        undoable: ended,
      })
    },
    async undo(ids) {
      let undone = 0
      let leftOut: LeftOut[] = []
      setDone(0)
      for await (const answer of inTurn(ids, (some) => api.undoMany(sequenceId, some))) {
        if (answer.kind !== 'ok') {
          finish({
            tone: 'error',
            sentence: `${outcomeSentence('enrolled again', undone, leftOut)} Then it stopped: ${sentenceOf(answer) ?? ''}`,
            undoable: [],
          })
          return
        }
        undone += answer.value.undone
        leftOut = addLeftOut(leftOut, answer.value.leftOut)
        setDone(undone)
      }
      finish({
        tone: leftOut.length > 0 ? 'warning' : 'success',
        sentence: outcomeSentence('enrolled again', undone, leftOut),
        undoable: [],
      })
    },
  }
}

async function* inTurn<T>(
  ids: string[],
  ask: (some: string[]) => Promise<Answer<T>>,
): AsyncGenerator<Answer<T>> {
  for (let from = 0; from < ids.length; from += perRequest)
    yield await ask(ids.slice(from, from + perRequest))
}

async function* untilNoneIsLeft<T extends { next: string | null }>(
  ask: (after: string | null) => Promise<Answer<T>>,
): AsyncGenerator<Answer<T>> {
  let after: string | null = null
  do {
    const answer: Answer<T> = await ask(after)
    yield answer
    after = answer.kind === 'ok' ? answer.value.next : null
  } while (after !== null)
}
