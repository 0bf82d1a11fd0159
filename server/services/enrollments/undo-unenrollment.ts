/** Takes an end back: the one place that lets an ended enrollment go on, one alone or all of a restored sequence. */

import { whyNotUndo, type Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import type { User } from '../../domain/directory/user.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { suppressionOf } from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { answeredAfterEnd } from '../../store/history/verdicts.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { exempt } from '../automation/exemptions.ts'
import { resumeEnded } from './resume-ended.ts'
import { changeSinceEnd, type StepsChange } from './take-over.ts'
import { blockingSequence } from '../policies/concurrent-enrollments.ts'
import { whyNotRunning } from '../policies/sequence-is-running.ts'

/** Why this end cannot be taken back, in a sentence; null when it can. */
export async function whyNotUndone(db: Db, enrollment: Enrollment): Promise<string | null> {
  return (await lookAt(db, enrollment)).fault
}

/** What is in the way, and what has become of the steps since. */
async function lookAt(
  db: Db,
  enrollment: Enrollment,
): Promise<{ fault: string | null; change: StepsChange | null }> {
  const contact = await contactById(db, enrollment.contactId)
  const sequence = await sequenceById(db, enrollment.sequenceId)
  const change = await changeSinceEnd(db, enrollment, sequence)
  const fault = whyNotUndo(enrollment, {
    addressBad: contact?.addressState === 'bad',
    suppressed: (await suppressionOf(db, enrollment.address)) !== null,
    answeredSince: await answeredAfterEnd(db, enrollment.id),
    standsStill: await whyNotRunning(db, sequence),
    otherOpen: await blockingSequence(db, enrollment.contactId, sequence),
    noStepLeft: change !== null && change.next === undefined,
  })
  return { fault, change }
}

/**
 * Takes the end back inside the caller's transaction, by this user: the next step comes after the delay that was left at the
 * end, counted from now, and as the steps were edited for everybody since. Answers the enrollment, or in a sentence why not.
 */
export async function undoUnenrollment(
  tx: Db,
  context: Context,
  user: User,
  enrollment: Enrollment,
): Promise<Enrollment | string> {
  const { fault, change } = await lookAt(tx, enrollment)
  if (fault) return fault
  const at = context.clock.now()
  const resumed = await resumeEnded(
    tx,
    context,
    enrollment,
    change,
    ({ state }) =>
      `${user.name} undid the unenrollment. ${
        state === 'paused'
          ? 'The sequence is paused, as it was before.'
          : `The sequence goes on with step ${String(stepOf(enrollment.next))}.`
      }`,
  )
  await addAudit(tx, {
    id: newId(),
    at,
    userId: user.id,
    action: 'undo-unenrollment',
    subjectId: enrollment.id,
  })
  await exempt(tx, context, resumed, user)
  return resumed
}
