/** Archives a sequence, and takes it out again: it takes nobody new, and whoever is in it goes on. */

import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { markArchived } from '../../store/sequences/sequences.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { whyNotFrom } from './edited-meanwhile.ts'
import { manageable } from '../policies/manage-sequence.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'

/** Repeating it does no harm. */
export function archiveSequence(
  context: Context,
  user: User,
  id: string,
  archived: boolean,
  ifMatch = '*',
): Promise<Sequence | Refused> {
  return context.db.transaction(async (tx) => {
    const known = await manageable(tx, user, id)
    if (isRefused(known)) return known
    if (known.deletedAt)
      return refuse(
        409,
        'sequence-deleted',
        'The sequence was deleted',
        `“${known.name}” is deleted. Restore it first.`,
      )
    const edited = await whyNotFrom(tx, known, ifMatch)
    if (edited) return edited
    const at = context.clock.now()
    const changed = await markArchived(tx, id, archived ? at : null)
    if (!changed) return known
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: archived ? 'archive-sequence' : 'unarchive-sequence',
      subjectId: id,
    })
    return changed
  })
}
