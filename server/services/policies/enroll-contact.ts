/** What keeps a contact out of sequences: an address that must not be written to, or another sequence. */

import type { Contact } from '../../domain/contacts/contact.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import { suppressionOf } from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import { refuse, type Refused } from '../problem.ts'
import { blockingSequence } from './concurrent-enrollments.ts'

/** Why nobody may write to this address at all, or null. */
export async function whyNotWrite(db: Db, contact: Contact): Promise<Refused | null> {
  if (contact.addressState === 'bad')
    return refuse(
      422,
      'address-bad',
      'The address does not exist',
      `Emails to ${contact.email} came back: the address does not exist. Correct it first.`,
    )
  if (await suppressionOf(db, contact.email))
    return refuse(
      422,
      'suppressed',
      'On the suppression list',
      `${contact.email} is on the suppression list and must not be written to.`,
    )
  return null
}

/** Why the contact cannot be enrolled in `wanted`, or in any sequence, beside those it is in already; or null. */
export async function alreadyEnrolled(
  db: Db,
  contact: Contact,
  wanted: Sequence | null = null,
): Promise<Refused | null> {
  const name = await blockingSequence(db, contact.id, wanted)
  return name === null
    ? null
    : refuse(
        409,
        'already-enrolled',
        'Already enrolled',
        `${contact.name} is in the sequence “${name}”. Unenroll there first.`,
      )
}
