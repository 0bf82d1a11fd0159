/** Lets an ended enrollment go on, whoever took the end back: the rep by Undo, or the contact on the unsubscribe page. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { overAt } from '../../domain/enrollments/pause.ts'
import { shiftMs } from '../../domain/sequences/edited-steps.ts'
import { later, wholeSecond, type Instant } from '../../domain/time/instant.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { markResumed } from '../../store/enrollments/ended.ts'
import { moveBegunToVersion } from '../../store/enrollments/moved.ts'
import { removePauses } from '../../store/enrollments/paused.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { requestSyncNow, rewindCursor } from '../../store/mailboxes/mailboxes.ts'
import { newId, type Context } from '../context.ts'
import { planStep } from './schedule-next-step.ts'
import { describeChange, versionFor, type StepsChange } from './take-over.ts'

/**
 * Inside the caller's transaction: the next step comes after the delay that was left at the end, counted from now, and as the
 * steps were edited for everybody since (`change`, which must have left it a step). `told` is what the timeline says of it.
 */
export async function resumeEnded(
  tx: Db,
  context: Context,
  ended: Enrollment,
  change: StepsChange | null,
  told: (resumed: Enrollment) => string,
): Promise<Enrollment> {
  const at = context.clock.now()
  const version = change ? await versionFor(tx, change, ended) : ended.version
  const shift = change?.next && !change.begun ? shiftMs(change.before, change.next) : 0
  // One whose steps are all done is refused by whoever asks.
  if (ended.next.kind !== 'stopped')
    throw new Error(`Enrollment ${ended.id} ended with no step to come.`)
  const { step, leftMs } = ended.next
  const wantedAt = later(at, leftMs + shift)
  const next = await planStep(tx, { ...ended, version }, step, wantedAt, at)
  const contact = await contactById(tx, ended.contactId)
  await dropOver(tx, ended, at)
  const marked = await markResumed(tx, ended.id, next, contact?.email ?? ended.address)
  const resumed = change ? await moveBegunToVersion(tx, ended.id, version) : marked
  if (!resumed)
    throw new Error('An ended enrollment could not be resumed inside its own transaction.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: ended.id,
    contactId: ended.contactId,
    at,
    kind: 'undone',
    text: told(resumed),
    evidence: null,
  })
  if (change) await describeChange(tx, context, ended, change)
  // What the contact wrote of their own accord meanwhile was nobody's business then; now it is looked for.
  await rewindCursor(tx, ended.mailboxId, wholeSecond(ended.endedAt ?? at))
  await requestSyncNow(tx, ended.mailboxId, at)
  return resumed
}

/** Of what paused it when it ended: its sequence runs again, and days have come meanwhile. The rest pauses it again. */
async function dropOver(tx: Db, { id, pauses }: Enrollment, at: Instant): Promise<void> {
  const over = [...overAt(pauses, at), ...pauses.filter(({ kind }) => kind === 'owner-removed')]
  if (over.length === 0) return
  await removePauses(
    tx,
    id,
    over.map((pause) => pause.id),
  )
}
