/** What a person's going and coming back does to that person's sequences: they are halted, and let go again. */

import type { Departure } from '../../domain/directory/owner.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { suggestResume } from '../../store/enrollments/resume-suggestions.ts'
import { dropDeparture, putDeparture, departureOf } from '../../store/directory/departures.ts'
import { sequencesOf, setHalt } from '../../store/sequences/sequences.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'

/**
 * Believes, inside the caller's transaction, that this owner is gone. From this statement on nothing of the sequences is
 * sent; the enrollments themselves are ended or paused by the job `directory`, in batches.
 */
export async function ownerDeparted(tx: Db, context: Context, departure: Departure): Promise<void> {
  await putDeparture(tx, { ...departure, checkAt: null })
  for (const sequence of await sequencesOf(tx, departure.userId))
    await setHalt(tx, sequence.id, haltFor(departure, sequence))
  await requestJob(tx, 'directory', context.clock.now())
}

function haltFor(departure: Departure, sequence: Sequence): 'end' | 'pause' {
  // Somebody is asked first, or the sequence is to be handed over: until then everything can still go on.
  if (departure.state === 'asked') return 'pause'
  return sequence.settings.ownerRemoved === 'pause' && departure.decidedBy === null
    ? 'pause'
    : 'end'
}

/**
 * The owner is back, inside the caller's transaction: pauses lift, what ended stays ended and can be undone. Somebody who
 * is back but has no seat stays removed for that.
 */
export async function ownerReturned(tx: Db, context: Context, userId: string): Promise<void> {
  const departure = await departureOf(tx, userId)
  const user = await userById(tx, userId)
  if (!departure || !user) return
  if (user.seat === 'none' && departure.state !== 'doubted') {
    await putDeparture(tx, { ...departure, cause: 'no-seat', checkAt: null })
    return
  }
  await dropDeparture(tx, userId)
  if (departure.confirmedAt === null) return
  for (const sequence of await sequencesOf(tx, userId)) {
    await letRun(tx, sequence)
    await suggestResume(
      tx,
      sequence.id,
      { reason: 'owner-removed', since: departure.confirmedAt },
      `${user.name} is back. Undo to go on.`,
    )
  }
  await requestJob(tx, 'directory', context.clock.now())
}

/** Takes the halt of a sequence away: its pauses are lifted by the job `directory`. */
export async function letRun(tx: Db, sequence: Sequence): Promise<void> {
  if (sequence.halt !== null) await setHalt(tx, sequence.id, 'lift')
}

/** The seat is gone at once and by an administrator's own hand: no second look, and nobody is asked. */
export async function takeSeat(tx: Db, context: Context, userId: string): Promise<void> {
  const at = context.clock.now()
  const standing = await departureOf(tx, userId)
  if (standing && standing.state !== 'doubted' && standing.state !== 'kept') return
  await ownerDeparted(tx, context, {
    userId,
    cause: 'no-seat',
    state: 'removed',
    seenAt: at,
    checkAt: null,
    confirmedAt: at,
    decidedBy: null,
  })
}
