/** What comes next for an enrollment: one value, with its times and its reason for waiting. */

import { later, msOf, type Instant } from '../time/instant.ts'
import { delayMs, type Step } from '../sequences/sequence.ts'
import type { Due } from './send-window.ts'

export type NextStep =
  // `wantedAt`: when it would have come if nothing had been in the way, neither a send window nor a pause.
  /** It comes at `dueAt`. Wanted earlier, it waits for the send window. `waits`: why one that is due has not been done yet. */
  | ({ kind: 'due'; step: number; waits: string | null } & Due)
  /** Graph was asked to send its email, and has not said yet that it went: what comes after counts from that. */
  | { kind: 'sending'; step: number; wantedAt: Instant; waits: string }
  /** Where its email is, or whether it went, is being looked into; `waits` says what, and how long. */
  | { kind: 'undecided'; step: number; wantedAt: Instant; waits: string }
  /** Its task is open: a person does it, and the task says since when. */
  | { kind: 'task'; step: number; wantedAt: Instant }
  /** The enrollment ended before it was done, with so many milliseconds of the wait left; below 0 when it was overdue. */
  | { kind: 'stopped'; step: number; leftMs: number }
  /** Every step is done. */
  | { kind: 'done' }

export type DueStep = Extract<NextStep, { kind: 'due' }>

export type NextKind = NextStep['kind']

/** 1-based; null when every step is done. */
export function stepOf(next: NextStep): number | null {
  return next.kind === 'done' ? null : next.step
}

/** When it comes, or came to be due; null while that is not for the clock to say. */
export function dueAtOf(next: NextStep): Instant | null {
  return next.kind === 'due' ? next.dueAt : null
}

/** Why it has not been done yet, in a sentence; null when nothing is in the way. */
export function waitsOf(next: NextStep): string | null {
  return 'waits' in next ? next.waits : null
}

/** The step, planned for then. */
export function dueAs(step: number, due: Due, waits: string | null = null): DueStep {
  return { kind: 'due', step, wantedAt: due.wantedAt, dueAt: due.dueAt, waits }
}

/** The same step at a later time, for this reason; it was wanted when it was. */
export function putOff(next: DueStep, until: Instant, waits: string): DueStep {
  return { ...next, dueAt: until, waits }
}

/** What is left of it when the enrollment ends; below 0 by as much as it was overdue. */
export function stoppedAt(next: NextStep, endedAt: Instant): NextStep {
  switch (next.kind) {
    case 'due':
    case 'sending':
    case 'undecided':
    case 'task':
      return {
        kind: 'stopped',
        step: next.step,
        leftMs: msOf(next.wantedAt) - msOf(endedAt),
      }
    case 'stopped':
    case 'done':
      return next
    default: {
      const never: never = next
      return never
    }
  }
}

/** The step after one that was done at `doneAt`: when it is wanted, and how long it waits; null when that was the last. */
export function stepAfter(
  done: number,
  steps: Step[],
  doneAt: Instant,
): { step: number; wantedAt: Instant; leftMs: number } | null {
  const next = steps.find((step) => step.number === done + 1)
  if (!next) return null
  const wait = delayMs(next.delay) ?? 0
  return { step: next.number, wantedAt: later(doneAt, wait), leftMs: wait }
}
