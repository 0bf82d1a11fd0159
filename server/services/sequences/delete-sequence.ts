/** Deletes a sequence, softly: nothing of it is sent from that moment on, and everything that ran in it ends. */

import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import { countOpen } from '../../store/enrollments/enrollments.ts'
import { markDeleted } from '../../store/sequences/sequences.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { endBatch } from './end-enrollments.ts'
import { whyNotFrom } from './edited-meanwhile.ts'
import { manageable } from '../policies/manage-sequence.ts'
import { isRefused, type Refused } from '../problem.ts'

/** So many end before the answer; what is left is the job's, for a request should not last minutes. */
const mostInRequest = 1_000

export interface Deleted {
  sequence: Sequence
  ended: number
  stillEnding: number
}

/** First the mark, which the gate heeds, then the ends. Repeating it does no harm. */
export async function deleteSequence(
  context: Context,
  user: User,
  id: string,
  ifMatch = '*',
): Promise<Deleted | Refused> {
  const sequence = await context.db.transaction(async (tx) => {
    const known = await manageable(tx, user, id)
    if (isRefused(known)) return known
    const edited = await whyNotFrom(tx, known, ifMatch)
    if (edited) return edited
    const at = context.clock.now()
    const deleted = await markDeleted(tx, id, { at, by: user.id })
    if (!deleted) return known
    await requestJob(tx, 'deletions', at)
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'delete-sequence',
      subjectId: id,
    })
    return deleted
  })
  if (isRefused(sequence)) return sequence
  let ended = 0
  for (;;) {
    const batch = await endBatch(context, id)
    ended += batch?.ended ?? 0
    if (!batch || batch.done || ended >= mostInRequest) break
  }
  context.wake()
  return { sequence, ended, stillEnding: await countOpen(context.db, id) }
}
