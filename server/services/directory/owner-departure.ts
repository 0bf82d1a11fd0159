/** What a person's going and coming back does to that person's sequences: they are halted, and let go again. */

import type { Removal } from '../../domain/directory/owner.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import { askForChore } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { offerEnded } from '../../store/enrollments/resume-suggestions.ts'
import { dropRemoval, putRemoval, removalOf } from '../../store/directory/departures.ts'
import { sequencesOf, setHalt } from '../../store/sequences/sequences.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'

/**
 * Believes, inside the caller's transaction, that this owner is gone. From this statement on nothing of the sequences is
 * sent; the enrollments themselves are ended or held by the chore `directory`, in batches.
 */
export async function removeOwner(tx: Db, context: Context, removal: Removal): Promise<void> {
  await putRemoval(tx, { ...removal, lookAt: null })
  for (const sequence of await sequencesOf(tx, removal.userId))
    await setHalt(tx, sequence.id, haltFor(removal, sequence))
  await askForChore(tx, 'directory', context.clock.now())
}

function haltFor(removal: Removal, sequence: Sequence): 'end' | 'hold' {
  // Somebody is asked first, or the sequence is to be handed over: until then everything can still go on.
  if (removal.state === 'asked') return 'hold'
  return sequence.settings.ownerRemoved === 'hold' && removal.decidedBy === null ? 'hold' : 'end'
}

/**
 * The owner is back, inside the caller's transaction: holds lift, what ended stays ended and can be undone. Somebody who
 * is back but has no seat stays removed for that.
 */
export async function welcomeBack(tx: Db, context: Context, userId: string): Promise<void> {
  const removal = await removalOf(tx, userId)
  const user = await userById(tx, userId)
  if (!removal || !user) return
  if (user.seat === 'none' && removal.state !== 'doubted') {
    await putRemoval(tx, { ...removal, cause: 'no-seat', lookAt: null })
    return
  }
  await dropRemoval(tx, userId)
  if (removal.confirmedAt === null) return
  for (const sequence of await sequencesOf(tx, userId)) {
    await letRun(tx, sequence)
    await offerEnded(
      tx,
      sequence.id,
      { reason: 'owner-removed', since: removal.confirmedAt },
      `${user.name} is back. Undo to go on.`,
    )
  }
  await askForChore(tx, 'directory', context.clock.now())
}

/** Takes the halt of a sequence away: its holds are lifted by the chore `directory`. */
export async function letRun(tx: Db, sequence: Sequence): Promise<void> {
  if (sequence.halt !== null) await setHalt(tx, sequence.id, 'lift')
}

/** The seat is gone at once and by an administrator's own hand: no second look, and nobody is asked. */
export async function takeSeat(tx: Db, context: Context, userId: string): Promise<void> {
  const at = context.clock.now()
  const standing = await removalOf(tx, userId)
  if (standing && standing.state !== 'doubted' && standing.state !== 'kept') return
  await removeOwner(tx, context, {
    userId,
    cause: 'no-seat',
    state: 'removed',
    seenAt: at,
    lookAt: null,
    confirmedAt: at,
    decidedBy: null,
  })
}
