/** What an answer from another address teaches of the contact: a further address, or one that a person has to look at. */

import type { MessageEvidence } from '../../../shared/evidence.ts'
import { addressKey } from '../../domain/contacts/address.ts'
import { counts, learn, type Alias } from '../../domain/contacts/alias.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { ReadMessage } from '../../domain/unenrollment/subject.ts'
import { putAlias } from '../../store/contacts/aliases.ts'
import { forgetMeetingsKnown } from '../../store/meetings/calendars.ts'
import type { Db } from '../../store/db/db.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { whyNotAlias } from '../policies/address-owner.ts'

export interface Answered {
  mail: ReadMessage
  enrollment: Enrollment
  contact: Contact
  /** Every further address of the contact, the unlinked ones included. */
  aliases: Alias[]
  evidence: MessageEvidence
}

/** Inside the caller's transaction. Answers whether an address was learned; what was offered or unlinked before stays so. */
export async function learnAlias(
  tx: Db,
  context: Context,
  { mail, enrollment, contact, aliases, evidence }: Answered,
): Promise<boolean> {
  const author = mail.from ?? mail.sender
  if (!author) return false
  const key = addressKey(author.address)
  if (aliases.some((alias) => addressKey(alias.address) === key)) return false
  const learning = learn(
    author,
    { name: contact.name, addresses: [enrollment.address, contact.email] },
    {
      emailNumber: evidence.emailNumber,
      isTaken: (await whyNotAlias(tx, author.address, contact.id)) !== null,
    },
  )
  if (!learning) return false
  const at = context.clock.now()
  await putAlias(tx, { contactId: contact.id, address: author.address, ...learning, since: at })
  if (counts(learning)) await forgetMeetingsKnown(tx, contact.id)
  await addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: contact.id,
    at,
    kind: 'alias',
    text: counts(learning)
      ? `${author.address} is taken for another address of ${contact.name}. ${learning.text} Mail from it counts from now on; unlink it if that is wrong.`
      : `Is ${author.address} another address of ${contact.name}? ${learning.text} Link it if it is.`,
    evidence,
  })
  return counts(learning)
}
