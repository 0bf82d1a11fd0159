/** A sequence's steps as they are, for requests that change something else of it. */

import type { SequenceResource, StepRequest } from '../../../shared/sequence.ts'

/** Steps as they are, to be sent along when something else of the sequence is saved. */
export function unchangedSteps(sequence: SequenceResource): StepRequest[] {
  return sequence.steps.map(({ id, kind, delay, subject, body, thread }) => ({
    id,
    kind,
    delay,
    subject,
    body,
    thread,
  }))
}
