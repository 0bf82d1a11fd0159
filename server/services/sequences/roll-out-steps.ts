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
  joinedEdition,
  moveBegunToEdition,
  moveToEdition,
  putJoinedEdition,
} from '../../store/enrollments/moved.ts'
import { pokeAtOnce } from '../../store/mailboxes/mailboxes.ts'
import {
  endReach,
  nextStepHasBegun,
  noteReached,
  reachOf,
  sequencesBeingReached,
  stillToReach,
  type ReachUnderWay,
} from '../../store/enrollments/rollouts.ts'
import { lastEdition, putSteps, stepsOf } from '../../store/sequences/steps.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { userById } from '../../store/directory/users.ts'
import type { Chore } from '../job.ts'
import { newId, type Context } from '../context.ts'
import { planDue } from '../enrollments/schedule-next-step.ts'
import { unenroll } from '../unenroll.ts'

/** Small enough that nobody waits long for the transaction. */
const batchSize = 100

/** The chore: whatever is under way, and what a crash has left of it. Asked for by each saving; once a day it looks by itself. */
export async function finishReaches(chore: Chore): Promise<Instant> {
  const { context } = chore
  for (const id of await sequencesBeingReached(context.db))
    do await chore.goOn()
    while (!(await reachBatch(context, id)))
  return later(context.clock.now(), dayMs)
}

/** Takes the next batch over; true when nobody is left. Done again after a crash, it goes on where the last batch ended. */
export async function reachBatch(context: Context, sequenceId: string): Promise<boolean> {
  const done = await context.db.transaction(async (tx) => {
    const reach = await reachOf(tx, sequenceId)
    if (!reach) return true
    const some = await stillToReach(tx, reach, batchSize)
    const last = some.at(-1)
    if (!last) {
      await endReach(tx, sequenceId)
      return true
    }
    const who = (await userById(tx, reach.askedBy))?.name ?? 'Somebody'
    const edited = await stepsOf(tx, sequenceId, reach.edition)
    let moved = 0
    for (const one of some) if (await move(tx, context, { reach, edited, who }, one)) moved += 1
    await noteReached(tx, sequenceId, { after: last.id, moved })
    return false
  })
  context.wake()
  return done
}

interface Edit {
  reach: ReachUnderWay
  edited: Step[]
  who: string
}

/** Inside the caller's transaction; whether anything changes for this one. */
async function move(tx: Db, context: Context, edit: Edit, one: Enrollment): Promise<boolean> {
  const { nextStep } = one
  if (nextStep === null) return false
  const old = await stepsOf(tx, one.sequenceId, one.edition)
  const begun = await nextStepHasBegun(tx, one.id)
  const over = takeOver(old, { nextStep, begun }, edit.edited)
  if (over.kind !== 'changed') return false
  const edition = await editionFor(tx, edit, one, over)
  const next = over.steps[nextStep - 1]
  if (begun) await moveBegunToEdition(tx, one.id, edition)
  else await moveOn(tx, context, one, { edition, before: old[nextStep - 1], next })
  await tell(tx, context, one, edit, over)
  if (!next) await unenroll(tx, context, one.id, { reason: 'completed', by: null, evidence: null })
  return true
}

/** The edited edition itself where what was done is the same in it; else one that joins what was done to what comes. */
async function editionFor(
  tx: Db,
  { reach, edited }: Edit,
  one: Enrollment,
  { done, steps }: TakenOver & { kind: 'changed' },
): Promise<number> {
  if (areSameSteps(steps, edited)) return reach.edition
  const join = { sequenceId: one.sequenceId, from: one.edition, done, onto: reach.edition }
  const known = await joinedEdition(tx, join)
  if (known !== null) return known
  const edition = (await lastEdition(tx, one.sequenceId)) + 1
  await putSteps(tx, one.sequenceId, edition, steps)
  await putJoinedEdition(tx, join, edition)
  return edition
}

async function moveOn(
  tx: Db,
  context: Context,
  one: Enrollment,
  to: { edition: number; before: Step | undefined; next: Step | undefined },
): Promise<void> {
  const { edition, before, next } = to
  const wanted = one.wantedAt ?? one.dueAt
  if (!next || wanted === null) {
    await moveToEdition(tx, one.id, { edition, nextStep: next?.number ?? null, due: null })
    return
  }
  const now = context.clock.now()
  const shift = shiftMs(before, next)
  const shifted = later(wanted, shift)
  const wantedAt = shift === 0 ? wanted : shifted < now ? now : shifted
  const place = { sequenceId: one.sequenceId, edition, nextStep: next.number }
  const due = await planDue(tx, place, wantedAt)
  await moveToEdition(tx, one.id, { edition, nextStep: next.number, due })
  if (due.dueAt !== one.dueAt) await pokeAtOnce(tx, one.mailboxId, now)
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
