/** The contact wrote to this rep from another of their addresses, without answering an email of this enrollment. */

import { addressKey } from '../../contacts/address.ts'
import { authorOf, isContacts, writerOf } from '../author.ts'
import { cameAfter, type Finding, type ReadMessage, type Subject } from '../subject.ts'

export function wroteFromAlias(mail: ReadMessage, subject: Subject): Finding | null {
  if (!subject.inItsMailbox || subject.emailNumber !== null) return null
  if (writerOf(mail, subject) !== 'alias' || !cameAfter(mail, subject)) return null
  return { reason: 'wrote-from-alias', because: whyTheirs(mail, subject) }
}

function whyTheirs(mail: ReadMessage, subject: Subject): string {
  const author = authorOf(mail)
  if (author === null || !isContacts(author, subject))
    return 'answers to it go to the contact, says its Reply-To'
  return addressKey(author) === addressKey(subject.address)
    ? `${author} is another spelling of ${subject.address}`
    : `${author} is a further address of the contact`
}
