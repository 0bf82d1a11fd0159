/** Who wrote a mail, seen from one enrollment: its contact, a colleague of the contact's, one of us, or somebody else. */

import { addressKey, domainOf } from '../contacts/address.ts'
import type { ReadMessage, Subject } from './subject.ts'

/** The From address, else the Sender's (RFC 5322 section 3.6.2). */
export function authorOf(mail: Pick<ReadMessage, 'from' | 'sender'>): string | null {
  return mail.from?.address ?? mail.sender?.address ?? null
}

/** `contact`: from the enrolled address. `alias`: the contact, from another. `own`: somebody of our own domains. */
export type Writer = 'contact' | 'alias' | 'colleague' | 'own' | 'somebody'

export function writerOf(
  mail: Pick<ReadMessage, 'from' | 'sender' | 'replyTo'>,
  subject: Subject,
): Writer {
  const author = authorOf(mail)
  if (author === subject.address) return 'contact'
  if (author !== null && subject.ownDomains.includes(domainOf(author))) return 'own'
  if (author !== null && isContacts(author, subject)) return 'alias'
  // Somebody we know by that address speaks for themselves, whoever is to get the answer.
  if (!subject.isSomebodyElse && mail.replyTo.some((one) => isContacts(one.address, subject)))
    return 'alias'
  return subject.isColleague ? 'colleague' : 'somebody'
}

/** Whether the address is one of the contact's, in whichever spelling. */
export function isContacts(
  address: string,
  subject: Pick<Subject, 'address' | 'furtherAddresses'>,
): boolean {
  const key = addressKey(address)
  return [subject.address, ...subject.furtherAddresses].some((one) => addressKey(one) === key)
}
