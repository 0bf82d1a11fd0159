/** What differs between two people's steps, as plain text to be read side by side and copied. */

import type { StepRequest, StepResource } from '../../../shared/sequence.ts'
import { isEmailStep, stepTitles } from '../ui/step-kinds.ts'
import { delaySentence } from './delay.ts'

type Step = StepRequest | StepResource

/** Those of `steps` that `others` has not, has otherwise, or has in another order. Empty when there is none. */
export function stepsText(steps: readonly Step[], others: readonly Step[]): string {
  const shared = idsShared(steps, others)
  const sharedThere = idsShared(others, steps)
  const isSame = (step: Step, index: number): boolean => {
    const at = others.findIndex(({ id }) => id !== undefined && id === step.id)
    const other = others[at]
    return (
      other !== undefined &&
      shared.indexOf(other.id) === sharedThere.indexOf(other.id) &&
      stepText(step, index === 0) === stepText(other, at === 0)
    )
  }
  return steps
    .flatMap((step, index) =>
      isSame(step, index) ? [] : [`Step ${String(index + 1)}: ${stepText(step, index === 0)}`],
    )
    .join('\n\n')
}

/** Whether there is anything to choose between them. */
export function differ(steps: readonly Step[], others: readonly Step[]): boolean {
  return stepsText(steps, others) !== '' || stepsText(others, steps) !== ''
}

/** In the order of `steps`: a step that only counts on because of a new one before it stands where it stood. */
function idsShared(steps: readonly Step[], others: readonly Step[]): Step['id'][] {
  return steps.map(({ id }) => id).filter((one) => others.some(({ id }) => id === one))
}

function stepText(step: Step, isFirst: boolean): string {
  const { kind = 'automatic-email', delay = 'PT0S', subject, body, thread } = step
  const isAnswer = isEmailStep({ kind }) && thread === 'same'
  return [
    `${stepTitles[kind]}. ${delaySentence(delay, isFirst)}`,
    ...(subject && !isAnswer ? [`Subject: ${subject}`] : []),
    body,
  ].join('\n')
}

/** Whether both say and do the same. */
export function haveSameSteps(
  some: readonly StepResource[],
  others: readonly StepResource[],
): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}
