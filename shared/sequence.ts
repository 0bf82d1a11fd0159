/** A sequence: its steps, its settings and its figures, as routes answer them. Durations are ISO 8601 (`P2D`, `PT4H`). */

import type { Reason } from './reason.ts'

export const stepKinds = ['automatic-email', 'manual-email', 'call', 'to-do'] as const
export type StepKind = (typeof stepKinds)[number]

export interface Step {
  /** 1-based. */
  number: number
  kind: StepKind
  /** ISO 8601 duration counted from when the step before was really done; `PT0S` for the first. */
  delay: string
  subject: string
  /** Plain text with Liquid tokens such as `{{ contact.first_name }}`; blank lines part paragraphs. */
  body: string
  /** `same`: answers the letter before, under its subject. `new`: starts a thread with its own subject. */
  thread: 'same' | 'new'
}

export interface StepRequest {
  kind?: StepKind
  delay?: string
  subject?: string
  body: string
  thread?: 'same' | 'new'
}

/** POST /api/sequences, and POST /api/sequences/:id for a new edition that reaches new enrollments only. */
export interface SequenceRequest {
  name: string
  steps: StepRequest[]
}

/** Counted over everybody ever enrolled; unenrolling never lowers them. */
export interface SequenceFigures {
  enrolled: number
  active: number
  held: number
  ended: Partial<Record<Reason, number>>
  lettersSent: number
  /** Contacts who answered a letter, whenever they did. */
  replied: number
  bounced: number
}

export interface Sequence {
  id: string
  name: string
  owner: { id: string; name: string }
  steps: Step[]
  figures: SequenceFigures
  createdAt: string
  updatedAt: string
}
