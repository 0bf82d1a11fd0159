/** Whether a sequence stands still as a whole: deleted, or without its owner. */

import { describeWaiting, whatBecame } from '../../domain/directory/owner.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { departureOf } from '../../store/directory/departures.ts'
import { userById } from '../../store/directory/users.ts'
import { refuse, type Refused } from '../problem.ts'

/** Why nothing of this sequence may be resumed, in a sentence that says what to do first; null when it runs. */
export async function whyNotRunning(db: Db, sequence: Sequence | null): Promise<string | null> {
  if (sequence?.deletedAt) return 'The sequence was deleted. Restore the sequence first.'
  if (!sequence || (sequence.halt !== 'end' && sequence.halt !== 'pause')) return null
  const departure = await departureOf(db, sequence.ownerId)
  const owner = await userById(db, sequence.ownerId)
  return departure && owner
    ? describeWaiting(owner, departure)
    : 'The owner of this sequence is gone. An administrator has to hand it to somebody else first.'
}

/** Why nobody may be enrolled in it any more, or null. */
export async function whyNotEnrolling(db: Db, sequence: Sequence): Promise<Refused | null> {
  if (sequence.deletedAt)
    return refuse(
      409,
      'sequence-deleted',
      'The sequence was deleted',
      `“${sequence.name}” was deleted. Restore it, or choose another sequence.`,
    )
  if (sequence.archivedAt)
    return refuse(
      409,
      'sequence-archived',
      'The sequence is archived',
      `“${sequence.name}” is archived and takes nobody new. Take it out of the archive, or choose another sequence.`,
    )
  const departure = await departureOf(db, sequence.ownerId)
  if (departure?.state !== 'removed' && departure?.state !== 'asked') return null
  const owner = await userById(db, sequence.ownerId)
  return refuse(
    409,
    'owner-removed',
    'The owner is gone',
    `${owner?.name ?? 'The owner'}, who owns “${sequence.name}”, ${whatBecame(departure.cause)}. Ask an administrator to hand the sequence to somebody else, or choose another.`,
  )
}
