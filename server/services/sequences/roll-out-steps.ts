/** Takes those enrolled over to edited steps, in batches: what they had stays, what is still to come changes. */

import { shiftMs } from '../../domain/sequences/edited-steps.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dueAs } from '../../domain/enrollments/next-step.ts'
import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { moveBegunToVersion, moveToVersion } from '../../store/enrollments/moved.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import {
  endRollout,
  noteRolledOut,
  rolloutOf,
  sequencesRollingOut,
  leftToRollOut,
} from '../../store/enrollments/rollouts.ts'
import type { Job } from '../job.ts'
import type { Context } from '../context.ts'
import { scheduleStep } from '../enrollments/schedule-next-step.ts'
import {
  changeFor,
  editOf,
  describeChange,
  versionFor,
  type Edit,
} from '../enrollments/take-over.ts'
import { unenroll } from '../unenroll.ts'

/** Small enough that nobody waits long for the transaction. */
const batchSize = 100

/** The job: whatever is under way, and what a crash has left of it. Asked for by each saving; once a day it looks by itself. */
export async function finishRollouts(job: Job): Promise<Instant> {
  const { context } = job
  for (const id of await sequencesRollingOut(context.db))
    do await job.renewLease()
    while (!(await rollOutBatch(context, id)))
  return later(context.clock.now(), dayMs)
}

/** Takes the next batch over; true when nobody is left. Done again after a crash, it goes on where the last batch ended. */
export async function rollOutBatch(context: Context, sequenceId: string): Promise<boolean> {
  const done = await context.db.transaction(async (tx) => {
    const rollout = await rolloutOf(tx, sequenceId)
    if (!rollout) return true
    const some = await leftToRollOut(tx, rollout, batchSize)
    const last = some.at(-1)
    if (!last) {
      await endRollout(tx, sequenceId)
      return true
    }
    const edit = await editOf(tx, rollout)
    let moved = 0
    for (const one of some) if (await move(tx, context, edit, one)) moved += 1
    await noteRolledOut(tx, sequenceId, { after: last.id, moved })
    return false
  })
  context.wake()
  return done
}

/** Inside the caller's transaction; whether anything changes for this one. */
async function move(tx: Db, context: Context, edit: Edit, one: Enrollment): Promise<boolean> {
  const change = await changeFor(tx, edit, one)
  if (!change) return false
  const { begun, before, next } = change
  const version = await versionFor(tx, change, one)
  if (begun) await moveBegunToVersion(tx, one.id, version)
  else await moveOn(tx, context, one, { version, before, next })
  await describeChange(tx, context, one, change)
  if (!next) await unenroll(tx, context, one.id, { reason: 'completed', by: null, evidence: null })
  return true
}

async function moveOn(
  tx: Db,
  context: Context,
  one: Enrollment,
  to: { version: number; before: Step | undefined; next: Step | undefined },
): Promise<void> {
  const { version, before, next } = to
  if (!next) {
    await moveToVersion(tx, one.id, version, { kind: 'done' })
    return
  }
  if (one.next.kind !== 'due') {
    const stays = one.next.kind === 'done' ? one.next : { ...one.next, step: next.number }
    await moveToVersion(tx, one.id, version, stays)
    return
  }
  const wanted = one.next.wantedAt
  const now = context.clock.now()
  const shift = shiftMs(before, next)
  const place = { sequenceId: one.sequenceId, version }
  const keepsTime = shift === 0 && before?.kind === next.kind
  const due = keepsTime
    ? { wantedAt: wanted, dueAt: one.next.dueAt }
    : await scheduleStep(tx, place, next.number, later(wanted, shift), now)
  await moveToVersion(tx, one.id, version, dueAs(next.number, due))
  if (due.dueAt !== one.next.dueAt) await requestSyncNow(tx, one.mailboxId, now)
}
