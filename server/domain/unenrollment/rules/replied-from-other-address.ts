/** Somebody answered one of this enrollment's letters from an address that was not enrolled. */

import { domainOf } from '../../address.ts'
import { authorOf } from '../author.ts'
import type { Finding, ReadMail, Subject } from '../subject.ts'

export function repliedFromOtherAddress(mail: ReadMail, subject: Subject): Finding | null {
  const author = authorOf(mail)
  // The thread is the proof; an author whose address cannot be read (X.500, quoted) answered all the same.
  if (subject.letter === null || author === subject.address) return null
  // A rep who forwards or answers inside the house is no contact.
  if (author !== null && subject.ownDomains.includes(domainOf(author))) return null
  return {
    reason: 'replied-from-other-address',
    because: `it answers letter ${String(subject.letter)} of this enrollment, from another address`,
  }
}
