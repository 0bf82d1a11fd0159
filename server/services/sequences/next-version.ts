/** The steps of a sequence's next version, from what a person wrote: checked, and each under the id it had before. */

import type { StepRequest } from '../../../shared/sequence.ts'
import { withIds } from '../../domain/sequences/edited-steps.ts'
import { planSteps, type Sequence, type Step } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { stepIdsOf, stepsOf } from '../../store/sequences/steps.ts'
import { newId } from '../context.ts'
import { refuse, type Refused } from '../problem.ts'

export async function planVersion(
  tx: Db,
  { id, version }: Pick<Sequence, 'id' | 'version'>,
  requests: StepRequest[],
): Promise<Step[] | Refused> {
  const before = await stepsOf(tx, id, version)
  const plan = planSteps(withIds(requests, before, await stepIdsOf(tx, id), newId))
  return 'refused' in plan
    ? refuse(422, 'bad-step', 'A step needs attention', plan.refused)
    : plan.steps
}
