/** Works off what the going of an owner means: enrollments end or are paused, and pauses are lifted, in batches. */

import { departureEvidence, describeWaiting } from '../../domain/directory/owner.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { openByOwnerPause, pausedForOwner } from '../../store/enrollments/paused.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { departureOf } from '../../store/directory/departures.ts'
import { haltedSequences, sequenceById, setHalt } from '../../store/sequences/sequences.ts'
import { userById } from '../../store/directory/users.ts'
import type { Job } from '../job.ts'
import type { Context } from '../context.ts'
import { endBatch } from '../sequences/end-enrollments.ts'
import { endPauses, pauseEnrollment } from '../enrollments/pause.ts'

const batchSize = 100

/** Every sequence that is halted, one after the other. Done again it finds nothing left: a crash costs nothing. */
export async function settleSequences(job: Job): Promise<void> {
  for (let after = ''; ;) {
    const some = await haltedSequences(job.context.db, after, batchSize)
    for (const sequence of some) await settle(job, sequence)
    const last = some.at(-1)
    if (!last || some.length < batchSize) return
    after = last.id
  }
}

async function settle(job: Job, sequence: Sequence): Promise<void> {
  const { context } = job
  if (sequence.halt === 'pause') {
    await pauseAll(job, sequence.id)
    return
  }
  for (;;) {
    await job.renewLease()
    const done =
      sequence.halt === 'end'
        ? await endSome(context, sequence.id)
        : await context.db.transaction((tx) => liftSome(tx, context, sequence.id))
    context.wake()
    if (done) return
  }
}

async function endSome(context: Context, id: string): Promise<boolean> {
  const batch = await endBatch(context, id)
  if (batch && !batch.done) return false
  await context.db.transaction(async (tx) => {
    // Everything has ended; what a person resumes now is that person's decision, and runs.
    if (batch && (await sequenceById(tx, id))?.halt === 'end') await setHalt(tx, id, null)
  })
  return true
}

/** Beside what pauses them already. The sequence stays halted; whoever is resumed behind our back is found by the next look. */
async function pauseAll(job: Job, id: string): Promise<void> {
  const { context } = job
  for (let after = ''; ;) {
    await job.renewLease()
    const some = await openByOwnerPause(context.db, id, after, batchSize)
    const left = some.filter(({ waits }) => !waits).map((one) => one.id)
    if (left.length > 0) {
      if (!(await context.db.transaction((tx) => pauseSome(tx, context, id, left)))) return
      context.wake()
    }
    const last = some.at(-1)
    if (!last || some.length < batchSize) return
    after = last.id
  }
}

/** False once the sequence is halted no more. */
async function pauseSome(tx: Db, context: Context, id: string, ids: string[]): Promise<boolean> {
  const sequence = await sequenceById(tx, id)
  const owner = sequence && (await userById(tx, sequence.ownerId))
  const departure = sequence && (await departureOf(tx, sequence.ownerId))
  if (sequence?.halt !== 'pause' || !owner || !departure) return false
  const why = {
    reason: 'owner-removed' as const,
    text: describeWaiting(owner, departure),
    evidence: departureEvidence(owner, departure),
  }
  for (const one of ids) await pauseEnrollment(tx, context, one, why)
  return true
}

async function liftSome(tx: Db, context: Context, id: string): Promise<boolean> {
  const sequence = await sequenceById(tx, id)
  if (sequence?.halt !== 'lift') return true
  const paused = await pausedForOwner(tx, id, batchSize)
  const owner = await userById(tx, sequence.ownerId)
  const departure = await departureOf(tx, sequence.ownerId)
  const why =
    departure?.state === 'kept'
      ? 'an administrator decided so'
      : `${owner?.name ?? 'somebody'} looks after this sequence`
  const mailboxes = new Set<string>()
  for (const one of paused) {
    const over = one.pauses.filter(({ kind }) => kind === 'owner-removed')
    await endPauses(tx, context, one, over, (_pause, goesOn) =>
      goesOn ? `Goes on: ${why}.` : `Could go on: ${why}.`,
    )
    mailboxes.add(one.mailboxId)
  }
  for (const mailboxId of mailboxes) await requestSyncNow(tx, mailboxId, context.clock.now())
  if (paused.length < batchSize) await setHalt(tx, id, null)
  return paused.length < batchSize
}
