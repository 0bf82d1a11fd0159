/** The kinds of steps: what they are called, and which are emails. */

import type { StepKind } from '../../../shared/sequence.ts'

export const stepTitles: Record<StepKind, string> = {
  'automatic-email': 'Automatic email',
  'manual-email': 'Email by hand',
  call: 'Call',
  'to-do': 'To-do',
}

/** Whether a step is an email, with a thread, rather than a call or a to-do. */
export function isEmailStep({ kind }: { kind: StepKind }): boolean {
  return kind === 'automatic-email' || kind === 'manual-email'
}
