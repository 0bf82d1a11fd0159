/** Resuming by hand, as a person does who sees the one pause that an enrollment has of its own. */

import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import type { User } from '../../../server/domain/directory/user.ts'
import { resumeManually } from '../../../server/services/enrollments/pause.ts'
import type { Refused } from '../../../server/services/problem.ts'
import type { Stage } from './engine-stage.ts'

/** An enrollment that is not paused is asked about a pause that never was. */
export async function resumeByHand(
  stage: Stage,
  user: User,
  id: string,
): Promise<Enrollment | Refused> {
  const { pauseId } = await stage.enrollment(id)
  return resumeManually(stage.context, user, id, pauseId ?? 'none')
}
