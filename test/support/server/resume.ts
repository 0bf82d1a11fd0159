/** The pauses of an enrollment as a person sees them, and resuming one by hand. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import type { OwnPause } from '../../../server/domain/enrollments/pause.ts'
import type { User } from '../../../server/domain/directory/user.ts'
import { resumeManually } from '../../../server/services/enrollments/pause.ts'
import type { Refused } from '../../../server/services/problem.ts'
import type { Stage } from './engine-stage.ts'

/** The one pause that it has of its own; throws when there is none, or another beside it. */
export async function onlyPause(stage: Stage, id: string): Promise<OwnPause> {
  const { pauses } = await stage.enrollment(id)
  const [pause] = pauses
  if (!pause || pauses.length > 1)
    throw new Error(`There are ${String(pauses.length)} pauses, not one.`)
  return pause
}

/** Ends the pause of this kind, or the only one. An enrollment that is not paused is asked about a pause that never was. */
export async function resumeByHand(
  stage: Stage,
  user: User,
  id: string,
  kind?: PauseKind,
): Promise<Enrollment | Refused> {
  const { pauses } = await stage.enrollment(id)
  const found = kind === undefined ? pauses : pauses.filter((one) => one.kind === kind)
  if (found.length > 1) throw new Error('Which of these pauses is to end?')
  return resumeManually(stage.context, user, id, found[0]?.id ?? 'none')
}
