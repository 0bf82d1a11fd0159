/** Ends whatever still runs in one sequence, in batches, as long as that is still wanted. */

import { departureEvidence } from '../../domain/directory/owner.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { idsIn } from '../../store/enrollments/enrollments.ts'
import { departureOf } from '../../store/directory/departures.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'
import { unenroll, type Unenrollment } from '../unenroll.ts'

/** Small enough that nobody waits long for the transaction. */
const batchSize = 100

/**
 * Ends the next batch and answers how many that were: fewer than a batch when nothing is left, null when the sequence is to
 * run on after all. Deleted outweighs an owner gone.
 */
export function endBatch(
  context: Context,
  sequenceId: string,
): Promise<{ ended: number; done: boolean } | null> {
  return context.db.transaction(async (tx) => {
    const sequence = await sequenceById(tx, sequenceId)
    const end = sequence && (await endOf(tx, sequence))
    if (!end) return null
    const ids = await idsIn(tx, sequenceId, ['active', 'paused'], batchSize)
    let ended = 0
    for (const id of ids) if (await unenroll(tx, context, id, end)) ended += 1
    return { ended, done: ids.length < batchSize }
  })
}

async function endOf(tx: Db, sequence: Sequence): Promise<Unenrollment | null> {
  if (sequence.deletedAt) {
    const by = sequence.deletedBy === null ? null : await userById(tx, sequence.deletedBy)
    return { reason: 'sequence-deleted', by, evidence: null }
  }
  if (sequence.halt !== 'end') return null
  const owner = await userById(tx, sequence.ownerId)
  const departure = await departureOf(tx, sequence.ownerId)
  return owner && departure
    ? { reason: 'owner-removed', by: null, evidence: departureEvidence(owner, departure) }
    : null
}
