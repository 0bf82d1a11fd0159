/** Cloning, archiving, deleting and restoring sequences, and resuming whom a deletion had unenrolled. */

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SequenceResource, SequenceResumption } from '../../../shared/sequence.ts'
import type { Answer } from '../../api/request.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { unchangedSteps } from './unchanged-steps.ts'
import { addLeftOut, archivedSentence, inWords, outcomeSentence } from '../ui/people-words.ts'

export interface KeepingOutcome {
  tone: 'success' | 'warning' | 'error'
  sentence: string
  /** What may be done about it next, if anything. */
  next: {
    kind: 'restore' | 'resume' | 'archive' | 'unarchive'
    /** What the button says. */
    label: string
    sequence: SequenceResource
  } | null
}

export interface Keeping {
  busy: boolean
  /** The sequence that the dialog asks about; null: it is closed. */
  asking: SequenceResource | null
  outcome: KeepingOutcome | null
  askToDelete: (sequence: SequenceResource | null) => void
  dismiss: () => void
  clone: (sequence: SequenceResource) => Promise<void>
  archive: (sequence: SequenceResource) => Promise<void>
  unarchive: (sequence: SequenceResource) => Promise<void>
  remove: (sequence: SequenceResource) => Promise<void>
  restore: (sequence: SequenceResource) => Promise<void>
  resume: (sequence: SequenceResource) => Promise<void>
}

/** `changed` is called after every change of one's own. */
export function useKeeping(changed: () => void): Keeping {
  const { api, announce } = useConsole()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<SequenceResource | null>(null)
  const [outcome, setOutcome] = useState<KeepingOutcome | null>(null)

  function finish(after: KeepingOutcome): void {
    setBusy(false)
    setAsking(null)
    setOutcome(after)
    announce(after.sentence)
    changed()
  }
  function fail(sentence: string | null): void {
    finish({ tone: 'error', sentence: sentence ?? '', next: null })
  }
  return {
    busy,
    asking,
    outcome,
    askToDelete: setAsking,
    dismiss: () => setOutcome(null),
    async clone(sequence) {
      setBusy(true)
      const { settings } = sequence
      const name = `Copy of ${sequence.name}`.slice(0, 200)
      const answer = await api.addSequence({
        name,
        steps: unchangedSteps(sequence),
        settings,
      })
      if (answer.kind !== 'ok') {
        fail(sentenceOf(answer))
        return
      }
      setBusy(false)
      announce(`“${name}” is made.`)
      await navigate(`/sequences/${encodeURIComponent(answer.value.id)}/settings`)
    },
    async archive(sequence) {
      setBusy(true)
      const answer = await api.archive(sequence.id)
      if (answer.kind !== 'ok') {
        fail(sentenceOf(answer))
        return
      }
      finish({
        tone: 'success',
        sentence: `“${sequence.name}” is archived. ${archivedSentence(answer.value)}`,
        next: { kind: 'unarchive', label: 'Undo', sequence },
      })
    },
    async unarchive(sequence) {
      setBusy(true)
      const answer = await api.unarchive(sequence.id)
      if (answer.kind !== 'ok') {
        fail(sentenceOf(answer))
        return
      }
      finish({
        tone: 'success',
        sentence: `“${sequence.name}” is out of the archive and can be enrolled in again.`,
        next: { kind: 'archive', label: 'Undo', sequence },
      })
    },
    async remove(sequence) {
      setBusy(true)
      const answer = await api.deleteSequence(sequence.id)
      if (answer.kind !== 'ok') {
        fail(sentenceOf(answer))
        return
      }
      const count = answer.value.ended + answer.value.stillEnding
      finish({
        tone: 'success',
        sentence: `“${sequence.name}” is deleted, and ${inWords(count)} ${count === 1 ? 'is' : 'are'} unenrolled.`,
        next: { kind: 'restore', label: 'Restore', sequence },
      })
    },
    async restore(sequence) {
      setBusy(true)
      const answer = await api.restoreSequence(sequence.id)
      if (answer.kind !== 'ok') {
        fail(sentenceOf(answer))
        return
      }
      const count = answer.value.resumable
      finish({
        tone: 'success',
        sentence:
          count === 0
            ? `“${sequence.name}” is back.`
            : `“${sequence.name}” is back. ${inWords(count)} stay unenrolled until you resume them.`,
        next: count === 0 ? null : { kind: 'resume', label: `Resume ${inWords(count)}`, sequence },
      })
    },
    async resume(sequence) {
      setBusy(true)
      let resumed = 0
      let left: { sentence: string; count: number }[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const answer: Answer<SequenceResumption> = await api.resumeSequence(sequence.id, cursor)
        if (answer.kind !== 'ok') {
          fail(
            `${outcomeSentence('enrolled again', resumed, left)} Then it stopped: ${sentenceOf(answer) ?? ''}`,
          )
          return
        }
        resumed += answer.value.resumed
        left = addLeftOut(
          left,
          answer.value.left.map(({ because }) => ({ sentence: because, count: 1 })),
        )
        cursor = answer.value.next
      }
      finish({
        tone: left.length === 0 ? 'success' : 'warning',
        sentence: outcomeSentence('enrolled again', resumed, left),
        next: null,
      })
    },
  }
}
