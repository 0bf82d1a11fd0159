/** Tasks: steps that a person does. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

import type { StepKind } from './sequence.ts'

/** Steps that the server never does by itself. A `manual-email` waits in the rep's Drafts until the rep sends it. */
export const taskKinds = ['manual-email', 'call', 'to-do'] as const
export type TaskKind = (typeof taskKinds)[number]

export const taskOutcomes = ['done', 'skipped'] as const
export type TaskOutcome = (typeof taskOutcomes)[number]

/** A task that is due and that somebody has to do. */
export interface OpenTask {
  id: string
  kind: TaskKind
  /** What is to be done, with the contact's own words filled in; of an email: its subject. */
  title: string
  /** Further words for whoever does it; empty where there are none, and of an email. */
  body: string
  dueAt: string
  /** Which ways of finishing it the asking person has; `because` says in a sentence why one is missing. */
  may: { done: boolean; skip: boolean; because: string | null }
}

/** The task just before the next step, while that can be taken back. */
export interface FinishedTask {
  id: string
  kind: TaskKind
  title: string
  outcome: TaskOutcome
}

/** POST /api/tasks/:id/completion. An email is done by sending it: it can only be skipped here. */
export interface CompletionRequest {
  outcome: TaskOutcome
  /** A word on how it went, for the timeline. */
  note?: string
}

/** Answer of GET /api/sequences/:id/tasks: a row for each step that is a task. */
export interface TaskPerformance {
  step: number
  kind: TaskKind
  open: number
  done: number
  skipped: number
}

export function isTaskKind(kind: StepKind): kind is TaskKind {
  return kind !== 'automatic-email'
}
