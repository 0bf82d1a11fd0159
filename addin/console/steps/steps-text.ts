/** Steps as plain text, to be read side by side and copied. */

import type { StepRequest, StepResource } from '../../../shared/sequence.ts'
import { stepTitles } from '../ui/step-kinds.ts'
import { delaySentence } from './delay.ts'

export function stepsText(steps: readonly (StepRequest | StepResource)[]): string {
  return steps
    .map(({ kind = 'automatic-email', delay = 'PT0S', subject, body }, index) =>
      [
        `Step ${String(index + 1)}: ${stepTitles[kind]}. ${delaySentence(delay, index === 0)}`,
        ...(subject ? [`Subject: ${subject}`] : []),
        body,
      ].join('\n'),
    )
    .join('\n\n')
}

/** Whether both say and do the same. */
export function haveSameSteps(
  some: readonly StepResource[],
  others: readonly StepResource[],
): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}
