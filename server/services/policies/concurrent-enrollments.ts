/** Whether a contact who is in one sequence may be in another at the same time: only when every one of them allows it. */

import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { openEnrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'

/**
 * The name of the sequence that is in the way of enrolling this contact in `wanted`; null when none is. Without `wanted` the
 * question is whether any sequence could take the contact.
 */
export async function blockingSequence(
  db: Db,
  contactId: string,
  wanted: Sequence | null,
): Promise<string | null> {
  for (const open of await openEnrollmentsOfContact(db, contactId)) {
    const sequence = await sequenceById(db, open.sequenceId)
    if (!sequence) throw new Error(`Enrollment ${open.id} lacks its sequence.`)
    const bothAllow =
      sequence.settings.severalAtOnce &&
      sequence.id !== wanted?.id &&
      (wanted?.settings.severalAtOnce ?? true)
    if (!bothAllow) return sequence.name
  }
  return null
}
