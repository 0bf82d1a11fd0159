/** Taking one enrollment over to steps that were edited for everybody: what it had stays, what is still to come changes. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import { areSameSteps, takeOver, type TakenOver } from '../../domain/sequences/edited-steps.ts'
import type { Sequence, Step } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'
import { joinedVersion, putJoinedVersion } from '../../store/enrollments/moved.ts'
import { lastRolloutOf, nextStepHasBegun, type Rollout } from '../../store/enrollments/rollouts.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { lastVersion, putSteps, stepsOf } from '../../store/sequences/steps.ts'
import { newId, type Context } from '../context.ts'

/** Steps that were edited for everybody, and who did it. */
export interface Edit {
  rollout: Rollout
  edited: Step[]
  who: string
}

export async function editOf(db: Db, rollout: Rollout): Promise<Edit> {
  const who = (await userById(db, rollout.askedBy))?.name ?? 'Somebody'
  return { rollout, edited: await stepsOf(db, rollout.sequenceId, rollout.version), who }
}

/** What an edit changes for one enrollment. */
export interface StepsChange {
  edit: Edit
  over: TakenOver & { kind: 'changed' }
  /** The next step has begun: it stays, and those after it change. */
  begun: boolean
  /** The next step as it was, and as it is to be; undefined: none is left. */
  before: Step | undefined
  next: Step | undefined
}

/** Null: nothing. */
export async function changeFor(db: Db, edit: Edit, one: Enrollment): Promise<StepsChange | null> {
  const nextStep = stepOf(one.next)
  if (nextStep === null) return null
  const old = await stepsOf(db, one.sequenceId, one.version)
  const begun = await nextStepHasBegun(db, one.id)
  const over = takeOver(old, { nextStep, begun }, edit.edited)
  if (over.kind !== 'changed') return null
  return { edit, over, begun, before: old[nextStep - 1], next: over.steps[nextStep - 1] }
}

/**
 * What has changed for an ended enrollment since: everybody else was taken over to edited steps, or is being so. Null when
 * nobody was, or when it comes to the same.
 */
export async function changeSinceEnd(
  db: Db,
  one: Enrollment,
  sequence: Sequence | null,
): Promise<StepsChange | null> {
  if (!sequence || sequence.version === one.version) return null
  const rollout = await lastRolloutOf(db, sequence.id)
  // Whatever was made of the steps for those enrolled then has a number above the rollout's own.
  if (!rollout || one.version >= rollout.version) return null
  return changeFor(db, await editOf(db, rollout), one)
}

/** The edited version itself where what was done is the same in it; else one that joins what was done to what comes. */
export async function versionFor(tx: Db, change: StepsChange, one: Enrollment): Promise<number> {
  const { rollout, edited } = change.edit
  const { done, steps } = change.over
  if (areSameSteps(steps, edited)) return rollout.version
  const join = { sequenceId: one.sequenceId, from: one.version, done, onto: rollout.version }
  const known = await joinedVersion(tx, join)
  if (known !== null) return known
  const version = (await lastVersion(tx, one.sequenceId)) + 1
  await putSteps(tx, one.sequenceId, version, steps)
  await putJoinedVersion(tx, join, version)
  return version
}

/** Tells on the timeline who edited the steps, and where the enrollment goes on. */
export function describeChange(
  tx: Db,
  context: Context,
  one: Enrollment,
  { edit, over: { done, steps } }: StepsChange,
): Promise<void> {
  const next = steps[done]
  const what = next
    ? `the sequence goes on with step ${String(next.number)} of ${String(steps.length)}`
    : 'no step is left'
  const after = done === stepOf(one.next) ? `after step ${String(done)}, which has begun, ` : ''
  return addEntry(tx, {
    id: newId(),
    enrollmentId: one.id,
    contactId: one.contactId,
    at: context.clock.now(),
    kind: 'steps-edited',
    text: `${edit.who} edited the steps: ${after}${what}.`,
    evidence: null,
  })
}
