/** Of an enrollment's pauses, the one that a mail brought about. */

import type { Pause } from '../../shared/enrollment.ts'
import type { VerdictResource } from '../../shared/verdict.ts'

/** Undefined when the mail pauses nothing, or no more. */
export function restingPause({
  effect,
  stands,
  evidence,
  enrollment,
}: VerdictResource): Pause | undefined {
  if (effect !== 'paused' || !stands) return undefined
  return enrollment.pauses.find(
    (pause) =>
      pause.evidence?.kind === 'message' && pause.evidence.messageId === evidence.messageId,
  )
}
