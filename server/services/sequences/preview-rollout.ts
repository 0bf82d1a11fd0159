/** Says, before steps are saved, what they would mean for those enrolled now. */

import type { RolloutPreview, StepRequest } from '../../../shared/sequence.ts'
import { takeOver } from '../../domain/sequences/edited-steps.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { standings } from '../../store/enrollments/rollouts.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import type { Context } from '../context.ts'
import { manageable } from '../policies/manage-sequence.ts'
import { isRefused, type Refused } from '../problem.ts'
import { planVersion } from './next-version.ts'

/** Writes nothing. */
export function previewRollout(
  context: Context,
  user: User,
  id: string,
  requests: StepRequest[],
): Promise<RolloutPreview | Refused> {
  return context.db.transaction(async (tx) => {
    const sequence = await manageable(tx, user, id)
    if (isRefused(sequence)) return sequence
    const edited = await planVersion(tx, sequence, requests)
    return isRefused(edited) ? edited : countRollout(tx, id, edited)
  })
}

async function countRollout(tx: Db, id: string, edited: Step[]): Promise<RolloutPreview> {
  const rollout: RolloutPreview = { enrolled: 0, changed: 0, completed: 0, kept: 0 }
  for (const { version, nextStep, begun, count } of await standings(tx, id)) {
    rollout.enrolled += count
    if (nextStep === null) continue
    const over = takeOver(await stepsOf(tx, id, version), { nextStep, begun }, edited)
    if (over.kind === 'kept') rollout.kept += count
    if (over.kind !== 'changed') continue
    rollout.changed += count
    if (over.steps.length < nextStep) rollout.completed += count
  }
  return rollout
}
