/** The steps of a sequence while they are being written. */

import type { Sequence, Step, StepKind, StepRequest } from '../../../shared/sequence.ts'
import { readDelay, writeDelay, type Delay } from './delay.ts'

export interface StepDraft {
  /** Stays the step's while it moves. */
  key: string
  kind: StepKind
  delay: Delay
  subject: string
  body: string
  thread: Step['thread']
}

let made = 0
/** Keys need only be unlike each other while the page is open. */
function newKey(): string {
  made += 1
  return `step-${made}`
}

export function draftsOf(sequence: Sequence): StepDraft[] {
  return sequence.steps.map(({ kind, delay, subject, body, thread }) => ({
    key: newKey(),
    kind,
    delay: readDelay(delay) ?? { count: 2, unit: 'days' },
    subject,
    body,
    thread,
  }))
}

/** A letter that starts the sequence, or one that follows two days after the step before. */
export function newDraft(isFirst: boolean): StepDraft {
  return {
    key: newKey(),
    kind: 'automatic-email',
    delay: isFirst ? { count: 0, unit: 'days' } : { count: 2, unit: 'days' },
    subject: '',
    body: '',
    thread: isFirst ? 'new' : 'same',
  }
}

/** Moves one step up (-1) or down (1); the first of all always begins a thread. */
export function moved(drafts: readonly StepDraft[], index: number, by: -1 | 1): StepDraft[] {
  const after = [...drafts]
  const [one] = after.splice(index, 1)
  if (one) after.splice(index + by, 0, one)
  return startingThread(after)
}

export function without(drafts: readonly StepDraft[], key: string): StepDraft[] {
  return startingThread(drafts.filter((one) => one.key !== key))
}

function startingThread(drafts: readonly StepDraft[]): StepDraft[] {
  return drafts.map((one, index) => (index === 0 ? { ...one, thread: 'new' } : one))
}

export function requestsOf(drafts: readonly StepDraft[]): StepRequest[] {
  return drafts.map(({ kind, delay, subject, body, thread }) => ({
    kind,
    delay: writeDelay(delay),
    subject: thread === 'new' ? subject : '',
    body,
    thread,
  }))
}

/** Steps as they are, to be sent along when something else of the sequence is saved. */
export function unchangedSteps(sequence: Sequence): StepRequest[] {
  return sequence.steps.map(({ kind, delay, subject, body, thread }) => ({
    kind,
    delay,
    subject,
    body,
    thread,
  }))
}

/** What letters may name, with what it stands for. */
export const letterTokens = [
  ['contact.first_name', 'Contact: first name'],
  ['contact.name', 'Contact: name'],
  ['contact.company', 'Contact: company'],
  ['contact.email', 'Contact: address'],
  ['sender.first_name', 'Sender: first name'],
  ['sender.name', 'Sender: name'],
  ['sender.email', 'Sender: address'],
] as const
