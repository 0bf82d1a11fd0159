/** What triggers and workflows have in common on screens. */

import type { Trigger } from '../../../shared/automation.ts'
import type { Automation } from '../../domain/automation/automation.ts'
import { describeCondition } from '../../domain/automation/condition/describe.ts'
import { progressOf } from '../../store/automation/evaluation-runs.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'

export async function showAutomation(db: Db, one: Automation): Promise<Omit<Trigger, 'sequence'>> {
  const { id, name, condition, on, createdAt, savedAt } = one
  const author = await userById(db, one.savedBy)
  return {
    id,
    name,
    condition,
    words: describeCondition(condition),
    on,
    savedBy: { id: one.savedBy, name: author?.name ?? '' },
    createdAt,
    savedAt,
    progress: on ? await progressOf(db, id) : null,
  }
}
