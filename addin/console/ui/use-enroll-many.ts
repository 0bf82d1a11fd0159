/** Enrolling many contacts, those named or all that match, some hundreds at a time. */

import { useState } from 'react'
import type { ContactFilter } from '../../../shared/contact-list.ts'
import type { ManyEnrolled, WhichContacts } from '../../../shared/enroll-many.ts'
import type { LeftOut } from '../../../shared/enrollment-list.ts'
import type { Answer } from '../../api/request.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from './sentence-of.ts'
import { addLeftOut, inWords, leftOutSentence } from './people-words.ts'

export interface EnrolledOutcome {
  tone: 'success' | 'warning' | 'error'
  sentence: string
}

export interface EnrollMany {
  /** How many are done; null when nothing is under way. */
  done: number | null
  outcome: EnrolledOutcome | null
  dismiss: () => void
  enroll: (sequenceId: string, chosen: ChosenContacts) => Promise<void>
}

export type ChosenContacts = { ids: string[] } | { all: ContactFilter }

/** Fewer than a request takes, so that one sees how far it is. */
const idsAtOnce = 100

export function useEnrollMany(): EnrollMany {
  const { api, announce } = useConsole()
  const [done, setDone] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<EnrolledOutcome | null>(null)
  return {
    done,
    outcome,
    dismiss: () => setOutcome(null),
    async enroll(sequenceId, chosen) {
      let enrolled = 0
      let leftOut: LeftOut[] = []
      let stopped: string | null = null
      setDone(0)
      const ask = (which: WhichContacts) => api.enrollMany(sequenceId, which)
      for await (const answer of 'ids' in chosen ? inTurn(chosen.ids, ask) : all(chosen.all, ask)) {
        if (answer.kind !== 'ok') {
          stopped = sentenceOf(answer)
          break
        }
        enrolled += answer.value.enrolled
        leftOut = addLeftOut(leftOut, answer.value.leftOut)
        stopped = answer.value.stopped
        if (stopped !== null) break
        setDone(enrolled + leftOut.reduce((sum, { count }) => sum + count, 0))
      }
      const told = outcomeOf(enrolled, leftOut, stopped)
      setDone(null)
      setOutcome(told)
      announce(told.sentence)
    },
  }
}

type AskMany = (which: WhichContacts) => Promise<Answer<ManyEnrolled>>

async function* inTurn(ids: string[], ask: AskMany): AsyncGenerator<Answer<ManyEnrolled>> {
  for (let from = 0; from < ids.length; from += idsAtOnce)
    yield await ask({ ids: ids.slice(from, from + idsAtOnce) })
}

async function* all(filter: ContactFilter, ask: AskMany): AsyncGenerator<Answer<ManyEnrolled>> {
  let cursor: string | null = null
  do {
    const answer: Answer<ManyEnrolled> = await ask({
      all: filter,
      ...(cursor === null ? {} : { cursor }),
    })
    yield answer
    cursor = answer.kind === 'ok' ? answer.value.next : null
  } while (cursor !== null)
}

function outcomeOf(
  enrolled: number,
  leftOut: readonly LeftOut[],
  stopped: string | null,
): EnrolledOutcome {
  const sentences = [
    `${inWords(enrolled)} ${enrolled === 1 ? 'is' : 'are'} enrolled.`,
    ...leftOut.map(leftOutSentence),
    ...(stopped === null ? [] : [`Then it stopped: ${stopped}`]),
  ]
  const tone = stopped !== null ? 'error' : leftOut.length > 0 ? 'warning' : 'success'
  return { tone, sentence: sentences.join(' ') }
}
