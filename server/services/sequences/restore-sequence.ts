/** Brings a deleted sequence back, and resumes those whom its deletion had ended. */

import type { Reason } from '../../../shared/reason.ts'
import type { SequenceResumption } from '../../../shared/sequence.ts'
import { later, type Instant } from '../../domain/time/instant.ts'
import { restorableMs, type Sequence } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import {
  countSuggested,
  offeredIn,
  suggestResume,
  suggestSomeResumes,
} from '../../store/enrollments/resume-suggestions.ts'
import { markDeleted } from '../../store/sequences/sequences.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { manageable } from '../policies/manage-sequence.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'
import { undoUnenrollment } from '../enrollments/undo-unenrollment.ts'

const offer = 'The sequence is back. Undo to go on.'

/** So many offers a transaction: everybody else waits no longer than these take. */
const offersAtOnce = 200

/**
 * Nobody is resumed by this alone: each end it had caused is offered to be undone. The offers come first, some at a time: what
 * a crash cuts off is begun anew by restoring again, and until then the deletion refuses every undo.
 */
export async function restoreSequence(
  context: Context,
  user: User,
  id: string,
): Promise<{ sequence: Sequence; resumable: number } | Refused> {
  const known = await restorable(context.db, context, user, id)
  if (isRefused(known)) return known
  const ended = { reason: 'sequence-deleted' as const, since: known.deletedAt }
  let after: string | null = ''
  while (after !== null) after = await suggestSome(context.db, id, { ...ended, after })
  return context.db.transaction(async (tx) => {
    const still = await restorable(tx, context, user, id)
    if (isRefused(still)) return still
    const sequence = await markDeleted(tx, id, null)
    if (!sequence) throw new Error('A deleted sequence could not be restored in its transaction.')
    // What ended while the offers were made.
    await suggestResume(tx, id, ended, offer)
    await addAudit(tx, {
      id: newId(),
      at: context.clock.now(),
      userId: user.id,
      action: 'restore-sequence',
      subjectId: id,
    })
    return { sequence, resumable: await countSuggested(tx, id, ended) }
  })
}

function suggestSome(
  db: Db,
  id: string,
  ended: { reason: Reason; since: Instant; after: string },
): Promise<string | null> {
  return db.transaction((tx) =>
    suggestSomeResumes(tx, id, { ...ended, limit: offersAtOnce }, offer),
  )
}

/** The deleted sequence, if this user may restore it now; else the refusal to answer with. */
async function restorable(
  db: Db,
  context: Context,
  user: User,
  id: string,
): Promise<(Sequence & { deletedAt: Instant }) | Refused> {
  const known = await manageable(db, user, id)
  if (isRefused(known)) return known
  const { deletedAt } = known
  if (!deletedAt)
    return refuse(
      409,
      'not-deleted',
      'Not deleted',
      `“${known.name}” is not deleted, so there is nothing to restore.`,
    )
  if (later(deletedAt, restorableMs) < context.clock.now())
    return refuse(
      409,
      'too-late',
      'Too late to restore',
      `“${known.name}” was deleted more than 30 days ago and can no longer be restored. Its history stays readable; make a new sequence from its emails.`,
    )
  return { ...known, deletedAt }
}

/** So many are looked at in one call; `next` says where the following call goes on. */
const mostInRequest = 500
const batchSize = 50

/**
 * Resumes those whom the deletion of this sequence had ended, under the same conditions as an undo; who has to stay ended
 * is answered with the reason. `after` is the `next` of the call before, empty at first.
 */
export async function resumeSequence(
  context: Context,
  user: User,
  id: string,
  after: string,
): Promise<SequenceResumption | Refused> {
  const answer: SequenceResumption = { resumed: 0, left: [], next: null }
  for (let looked = 0, from = after; looked < mostInRequest; looked += batchSize) {
    const batch = await resumeBatch(context, user, { id, after: from })
    if (isRefused(batch)) return batch
    answer.resumed += batch.resumed
    answer.left.push(...batch.left)
    answer.next = batch.next
    if (batch.next === null) break
    from = batch.next
  }
  context.wake()
  return answer
}

function resumeBatch(
  context: Context,
  user: User,
  { id, after }: { id: string; after: string },
): Promise<SequenceResumption | Refused> {
  return context.db.transaction(async (tx) => {
    const sequence = await manageable(tx, user, id)
    if (isRefused(sequence)) return sequence
    if (sequence.deletedAt)
      return refuse(
        409,
        'sequence-deleted',
        'The sequence was deleted',
        `“${sequence.name}” is still deleted. Restore it first.`,
      )
    const ended = await offeredIn(tx, id, 'sequence-deleted', after, batchSize)
    const answer: SequenceResumption = { resumed: 0, left: [], next: null }
    for (const one of ended) {
      const resumed = await undoUnenrollment(tx, context, user, one)
      if (typeof resumed !== 'string') answer.resumed += 1
      else {
        const contact = await contactById(tx, one.contactId)
        const name = contact?.name ?? one.address
        answer.left.push({
          enrollmentId: one.id,
          contact: { id: one.contactId, name },
          because: resumed,
        })
      }
    }
    answer.next = ended.length < batchSize ? null : (ended.at(-1)?.id ?? null)
    return answer
  })
}
