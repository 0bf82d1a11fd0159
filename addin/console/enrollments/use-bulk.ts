/** Unenrolling many, some hundreds at a time, and taking it back. */

import { useEffect, useRef, useState } from 'react'
import type { EnrollmentFilter, LeftOut } from '../../../shared/enrollment-list.ts'
import type { Answer } from '../../api/request.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { addLeftOut, outcomeSentence } from '../ui/people-words.ts'

export interface BulkOutcome {
  tone: 'success' | 'warning' | 'error'
  sentence: string
  /** Those that were ended and may be taken back; empty when there is nothing to undo. */
  undoable: string[]
}

/** What is being done: those named, or all that match. */
export type Chosen = { ids: string[] } | { all: EnrollmentFilter }

export interface UnderWay {
  what: 'Unenrolling' | 'Enrolling again'
  done: number
  total: number
}

export interface Bulk {
  /** Null when nothing is. */
  underWay: UnderWay | null
  outcome: BulkOutcome | null
  dismiss: () => void
  /** Ends after the part that is with the server; what is done stays done. */
  stop: () => void
  /** `total`: how many that are, as far as the screen knows. */
  unenroll: (chosen: Chosen, total: number) => Promise<void>
  undo: (ids: string[]) => Promise<void>
}

/** What one request takes (server/http/shapes/enrollment-list.ts). */
const perRequest = 500

export function useBulk(sequenceId: string): Bulk {
  const { api, announce } = useConsole()
  const [underWay, setUnderWay] = useState<UnderWay | null>(null)
  const isStopped = useRef(false)
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null)
  useStayUntil(underWay === null)
  function begin(what: UnderWay['what'], total: number): (done: number) => void {
    isStopped.current = false
    setOutcome(null)
    setUnderWay({ what, done: 0, total })
    return (done) => setUnderWay({ what, done, total: Math.max(done, total) })
  }
  function finish(after: BulkOutcome): void {
    setUnderWay(null)
    setOutcome(after)
    announce(after.sentence)
  }
  return {
    underWay,
    outcome,
    dismiss: () => setOutcome(null),
    stop: () => {
      isStopped.current = true
    },
    async unenroll(chosen, total) {
      const ended: string[] = []
      let leftOut: LeftOut[] = []
      const show = begin('Unenrolling', total)
      for await (const answer of 'ids' in chosen
        ? inTurn(chosen.ids, (ids) => api.unenrollMany(sequenceId, { ids }))
        : untilNoneIsLeft((cursor) =>
            api.unenrollMany(sequenceId, {
              all: chosen.all,
              ...(cursor === null ? {} : { cursor }),
            }),
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
        const worked = ended.length + countOf(leftOut)
        show(worked)
        if (isStopped.current && worked < total) {
          finish({
            tone: 'warning',
            sentence: stoppedSentence('unenrolled', ended.length, leftOut),
            undoable: ended,
          })
          return
        }
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
      const show = begin('Enrolling again', ids.length)
      for await (const answer of inTurn(ids, (some) => api.undoMany(sequenceId, some))) {
        if (answer.kind !== 'ok') {
          finish({
            tone: 'error',
            sentence: `${outcomeSentence('enrolled again', undone, leftOut)} Then it stopped: ${sentenceOf(answer) ?? ''}`,
            undoable: ids.slice(undone + countOf(leftOut)),
          })
          return
        }
        undone += answer.value.undone
        leftOut = addLeftOut(leftOut, answer.value.leftOut)
        const worked = undone + countOf(leftOut)
        show(worked)
        if (isStopped.current && worked < ids.length) {
          finish({
            tone: 'warning',
            sentence: stoppedSentence('enrolled again', undone, leftOut),
            undoable: ids.slice(worked),
          })
          return
        }
      }
      finish({
        tone: leftOut.length > 0 ? 'warning' : 'success',
        sentence: outcomeSentence('enrolled again', undone, leftOut),
        undoable: [],
      })
    },
  }
}

/** Whoever is about to close the tab is told by the browser that something is under way. */
function useStayUntil(isOver: boolean): void {
  useEffect(() => {
    if (isOver) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isOver])
}

function stoppedSentence(done: string, count: number, leftOut: readonly LeftOut[]): string {
  return `${outcomeSentence(done, count, leftOut)} Then you stopped it: the others are as before.`
}

function countOf(leftOut: readonly LeftOut[]): number {
  return leftOut.reduce((sum, { count }) => sum + count, 0)
}

async function* inTurn<T>(
  ids: string[],
  ask: (some: string[]) => Promise<Answer<T>>,
): AsyncGenerator<Answer<T>> {
  for (let from = 0; from < ids.length; from += perRequest)
    yield await ask(ids.slice(from, from + perRequest))
}

async function* untilNoneIsLeft<T extends { next: string | null }>(
  ask: (cursor: string | null) => Promise<Answer<T>>,
): AsyncGenerator<Answer<T>> {
  let cursor: string | null = null
  do {
    const answer: Answer<T> = await ask(cursor)
    yield answer
    cursor = answer.kind === 'ok' ? answer.value.next : null
  } while (cursor !== null)
}
