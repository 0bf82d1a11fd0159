/** A mail that a mail program wrote for the contact: it carries this enrollment's own unsubscribe token. */

import { domainOf } from '../../address.ts'
import { authorOf } from '../author.ts'
import type { Finding, ReadMail, Subject } from '../subject.ts'

export function unsubscribed(mail: ReadMail, subject: Subject): Finding | null {
  if (mail.unsubscribes === null || mail.unsubscribes !== subject.enrollmentId) return null
  // A colleague who forwards such a mail does not speak for the contact.
  const author = authorOf(mail)
  if (author !== null && subject.ownDomains.includes(domainOf(author))) return null
  return { reason: 'unsubscribed', because: 'it is the unsubscribe mail that our letter offers' }
}
