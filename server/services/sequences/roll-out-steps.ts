/** Takes those enrolled over to edited steps, in batches: what they had stays, what is still to come changes. */

import {
  areSameSteps,
  shiftMs,
  takeOver,
  type TakenOver,
} from '../../domain/sequences/edited-steps.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import {
  joinedVersion,
  moveBegunToVersion,
  moveToVersion,
  putJoinedVersion,
} from '../../store/enrollments/moved.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import {
  endRollout,
  nextStepHasBegun,
  noteRolledOut,
  rolloutOf,
  sequencesRollingOut,
  leftToRollOut,
  type Rollout,
} from '../../store/enrollments/rollouts.ts'
import { lastVersion, putSteps, stepsOf } from '../../store/sequences/steps.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { userById } from '../../store/directory/users.ts'
import type { Job } from '../job.ts'
import { newId, type Context } from '../context.ts'
import { scheduleNextStep } from '../enrollments/schedule-next-step.ts'
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
    const who = (await userById(tx, rollout.askedBy))?.name ?? 'Somebody'
    const edited = await stepsOf(tx, sequenceId, rollout.version)
    let moved = 0
    for (const one of some) if (await move(tx, context, { rollout, edited, who }, one)) moved += 1
    await noteRolledOut(tx, sequenceId, { after: last.id, moved })
    return false
  })
  context.wake()
  return done
}

interface Edit {
  rollout: Rollout
  edited: Step[]
  who: string
}

/** Inside the caller's transaction; whether anything changes for this one. */
async function move(tx: Db, context: Context, edit: Edit, one: Enrollment): Promise<boolean> {
  const { nextStep } = one
  if (nextStep === null) return false
  const old = await stepsOf(tx, one.sequenceId, one.version)
  const begun = await nextStepHasBegun(tx, one.id)
  const over = takeOver(old, { nextStep, begun }, edit.edited)
  if (over.kind !== 'changed') return false
  const version = await versionFor(tx, edit, one, over)
  const next = over.steps[nextStep - 1]
  if (begun) await moveBegunToVersion(tx, one.id, version)
  else await moveOn(tx, context, one, { version, before: old[nextStep - 1], next })
  await tell(tx, context, one, edit, over)
  if (!next) await unenroll(tx, context, one.id, { reason: 'completed', by: null, evidence: null })
  return true
}

/** The edited version itself where what was done is the same in it; else one that joins what was done to what comes. */
async function versionFor(
  tx: Db,
  { rollout, edited }: Edit,
  one: Enrollment,
  { done, steps }: TakenOver & { kind: 'changed' },
): Promise<number> {
  if (areSameSteps(steps, edited)) return rollout.version
  const join = { sequenceId: one.sequenceId, from: one.version, done, onto: rollout.version }
  const known = await joinedVersion(tx, join)
  if (known !== null) return known
  const version = (await lastVersion(tx, one.sequenceId)) + 1
  await putSteps(tx, one.sequenceId, version, steps)
  await putJoinedVersion(tx, join, version)
  return version
}

async function moveOn(
  tx: Db,
  context: Context,
  one: Enrollment,
  to: { version: number; before: Step | undefined; next: Step | undefined },
): Promise<void> {
  const { version, before, next } = to
  const wanted = one.wantedAt
  if (!next || wanted === null) {
    await moveToVersion(tx, one.id, { version, nextStep: next?.number ?? null, due: null })
    return
  }
  const now = context.clock.now()
  const shift = shiftMs(before, next)
  const place = { sequenceId: one.sequenceId, version, nextStep: next.number }
  const keepsTime = shift === 0 && before?.kind === next.kind
  const due =
    keepsTime && one.dueAt !== null
      ? { wantedAt: wanted, dueAt: one.dueAt }
      : await scheduleNextStep(tx, place, later(wanted, shift), now)
  await moveToVersion(tx, one.id, { version, nextStep: next.number, due })
  if (due.dueAt !== one.dueAt) await requestSyncNow(tx, one.mailboxId, now)
}

function tell(
  tx: Db,
  context: Context,
  one: Enrollment,
  { who }: Edit,
  { done, steps }: TakenOver & { kind: 'changed' },
): Promise<void> {
  const next = steps[done]
  const what = next
    ? `the sequence goes on with step ${String(next.number)} of ${String(steps.length)}`
    : 'no step is left'
  const after = done === one.nextStep ? `after step ${String(done)}, which has begun, ` : ''
  return addEntry(tx, {
    id: newId(),
    enrollmentId: one.id,
    contactId: one.contactId,
    at: context.clock.now(),
    kind: 'steps-edited',
    text: `${who} edited the steps: ${after}${what}.`,
    evidence: null,
  })
}
