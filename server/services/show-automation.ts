/** What triggers and workflows have in common on screens. */

import type { Trigger } from '../../shared/automation.ts'
import type { Automation } from '../domain/automation.ts'
import { tellCondition } from '../domain/condition/tell.ts'
import { progressOf } from '../store/automation-rounds.ts'
import type { Db } from '../store/db.ts'
import { userById } from '../store/users.ts'

export async function showAutomation(db: Db, one: Automation): Promise<Omit<Trigger, 'sequence'>> {
  const { id, name, condition, on, createdAt, savedAt } = one
  const author = await userById(db, one.savedBy)
  return {
    id,
    name,
    condition,
    words: tellCondition(condition),
    on,
    savedBy: { id: one.savedBy, name: author?.name ?? '' },
    createdAt,
    savedAt,
    progress: on ? await progressOf(db, id) : null,
  }
}
