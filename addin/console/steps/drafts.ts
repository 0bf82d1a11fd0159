/** The steps of a sequence while they are being written. */

import type {
  SequenceResource,
  StepResource,
  StepKind,
  StepRequest,
} from '../../../shared/sequence.ts'
import { isEmailStep } from '../ui/step-kinds.ts'
import { readDelay, writeDelay, type Delay } from './delay.ts'

export interface EditedStep {
  /** Stays the step's while it moves. */
  key: string
  /** The step's own, once it was saved; null for a new one. */
  id: string | null
  kind: StepKind
  delay: Delay
  subject: string
  body: string
  thread: StepResource['thread']
}

let made = 0
/** Keys need only be unlike each other while the page is open. */
function newKey(): string {
  made += 1
  return `step-${made}`
}

export function draftsOf(sequence: SequenceResource): EditedStep[] {
  return sequence.steps.map(({ id, kind, delay, subject, body, thread }) => ({
    key: newKey(),
    id,
    kind,
    delay: readDelay(delay) ?? { count: 2, unit: 'days' },
    subject,
    body,
    thread,
  }))
}

/** An email that starts the sequence, or one that follows two days after the step before. */
export function newDraft(isFirst: boolean): EditedStep {
  return {
    key: newKey(),
    id: null,
    kind: 'automatic-email',
    delay: isFirst ? { count: 0, unit: 'days' } : { count: 2, unit: 'days' },
    subject: '',
    body: '',
    thread: isFirst ? 'new' : 'same',
  }
}

/** The first email has none before it that it could answer. */
export function opensThread(drafts: readonly EditedStep[], index: number): boolean {
  return drafts.findIndex(isEmailStep) === index
}

export function withOneMore(drafts: readonly EditedStep[]): EditedStep[] {
  return startingThread([...drafts, newDraft(drafts.length === 0)])
}

/** One step as it was changed; with its kind, another email may have become the first. */
export function replaced(drafts: readonly EditedStep[], after: EditedStep): EditedStep[] {
  return startingThread(drafts.map((one) => (one.key === after.key ? after : one)))
}

/** Moves one step up (-1) or down (1); the first email of all always begins a thread. */
export function moved(drafts: readonly EditedStep[], index: number, by: -1 | 1): EditedStep[] {
  const after = [...drafts]
  const [one] = after.splice(index, 1)
  if (one) after.splice(index + by, 0, one)
  return startingThread(after)
}

export function without(drafts: readonly EditedStep[], key: string): EditedStep[] {
  return startingThread(drafts.filter((one) => one.key !== key))
}

function startingThread(drafts: readonly EditedStep[]): EditedStep[] {
  return drafts.map((one, index) => (opensThread(drafts, index) ? { ...one, thread: 'new' } : one))
}

export function requestsOf(drafts: readonly EditedStep[]): StepRequest[] {
  return drafts.map(({ id, kind, delay, subject, body, thread }) => ({
    ...(id === null ? {} : { id }),
    kind,
    delay: writeDelay(delay),
    subject: thread === 'new' || !isEmailStep({ kind }) ? subject : '',
    body,
    thread,
  }))
}
