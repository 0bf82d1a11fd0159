/** A sequence's steps as they are, for requests that change something else of it. */

import type { Sequence, StepRequest } from '../../../shared/sequence.ts'

/** Steps as they are, to be sent along when something else of the sequence is saved. */
export function unchangedSteps(sequence: Sequence): StepRequest[] {
  return sequence.steps.map(({ id, kind, delay, subject, body, thread }) => ({
    id,
    kind,
    delay,
    subject,
    body,
    thread,
  }))
}
