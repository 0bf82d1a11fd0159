/** Says, before steps are saved, what they would mean for those enrolled now. */

import type { Reach, StepRequest } from '../../../shared/sequence.ts'
import { takeOver } from '../../domain/sequences/edited-steps.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { standings } from '../../store/enrollments/rollouts.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import type { Context } from '../context.ts'
import { manageable } from '../policies/manage-sequence.ts'
import { isRefused, type Refused } from '../problem.ts'
import { planEdition } from './next-version.ts'

/** Writes nothing. */
export function foreseeReach(
  context: Context,
  user: User,
  id: string,
  requests: StepRequest[],
): Promise<Reach | Refused> {
  return context.db.transaction(async (tx) => {
    const sequence = await manageable(tx, user, id)
    if (isRefused(sequence)) return sequence
    const edited = await planEdition(tx, sequence, requests)
    return isRefused(edited) ? edited : countReach(tx, id, edited)
  })
}

async function countReach(tx: Db, id: string, edited: Step[]): Promise<Reach> {
  const reach: Reach = { enrolled: 0, changed: 0, completed: 0, kept: 0 }
  for (const { edition, nextStep, begun, count } of await standings(tx, id)) {
    reach.enrolled += count
    if (nextStep === null) continue
    const over = takeOver(await stepsOf(tx, id, edition), { nextStep, begun }, edited)
    if (over.kind === 'kept') reach.kept += count
    if (over.kind !== 'changed') continue
    reach.changed += count
    if (over.steps.length < nextStep) reach.completed += count
  }
  return reach
}
