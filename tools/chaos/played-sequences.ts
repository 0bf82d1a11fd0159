/** The sequences of the play. Each step bears a mark in its words, so that what a contact received says which step it was. */
import type { SequenceRequest, StepKind, StepRequest } from '../../shared/sequence.ts'
import { mia, rita, sam } from './cast.ts'

export interface PlayedSequence {
  /** `S0`, in its marks. */
  code: string
  owner: string
  request: SequenceRequest
}

/** Which step of which sequence an email is; the marks of a sequence rise from step to step. */
export interface Mark {
  code: string
  mark: number
}

/** The mark in an email's text, or null. */
export function markIn(text: string): Mark | null {
  const found = /\bstep (S\d+)-(\d+)\b/.exec(text)
  return found ? { code: found[1] ?? '', mark: Number(found[2]) } : null
}

export interface StepWish {
  code: string
  mark: number
  kind?: StepKind
  delay?: string
  thread?: 'same' | 'new'
  /** How often it was reworded. */
  wording?: number
}

export function playedStep({ code, mark, kind, delay, thread, wording }: StepWish): StepRequest {
  const isCall = kind === 'call' || kind === 'to-do'
  return {
    kind: kind ?? 'automatic-email',
    delay: delay ?? 'PT0S',
    thread: thread ?? 'same',
    subject: isCall
      ? `Ring {{ contact.first_name }} (${code}-${mark})`
      : `${code} for {{ contact.company }}`,
    body: `Hi {{ contact.first_name }},\n\nthis is step ${code}-${mark}, wording ${wording ?? 1}.\n\n{{ sender.first_name }}`,
  }
}

/** Whose emails bear marks. */
export function playedSequence(
  code: string,
  owner: string,
  name: string,
  steps: Omit<StepWish, 'code'>[],
): PlayedSequence {
  return {
    code,
    owner,
    request: { name, steps: steps.map((step) => playedStep({ code, ...step })) },
  }
}

export const playedSequences: readonly PlayedSequence[] = [
  playedSequence('S0', rita, 'Days apart', [
    { mark: 100, thread: 'new' },
    { mark: 200, delay: 'P1D' },
    { mark: 300, delay: 'P2D' },
  ]),
  playedSequence('S1', sam, 'Calls between', [
    { mark: 100, thread: 'new' },
    { mark: 200, delay: 'PT4H', kind: 'call' },
    { mark: 300, delay: 'P1D' },
    { mark: 400, delay: 'PT4H', kind: 'manual-email' },
    { mark: 500, delay: 'PT4H' },
  ]),
  playedSequence('S2', mia, 'By hand first', [
    { mark: 100, thread: 'new', kind: 'manual-email' },
    { mark: 200, delay: 'PT4H' },
    { mark: 300, delay: 'PT1H', kind: 'to-do' },
    { mark: 400, delay: 'P1D', thread: 'new' },
  ]),
  playedSequence('S3', rita, 'One after the other', [
    { mark: 100, thread: 'new' },
    { mark: 200, delay: 'PT1M' },
    { mark: 300, delay: 'PT10M' },
    { mark: 400, delay: 'PT1H' },
  ]),
]

/** Whether the step begins a thread; every step that an edit brings in goes on with the one before. */
export function opensThread({ code, mark }: Mark): boolean {
  const own = `step ${code}-${mark},`
  return playedSequences.some(({ request }) =>
    request.steps.some((step) => step.thread === 'new' && step.body.includes(own)),
  )
}
