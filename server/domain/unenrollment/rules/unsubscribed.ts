/** A mail that a mail program wrote for the contact: it carries this enrollment's own unsubscribe token. */

import { writerOf } from '../author.ts'
import type { Finding, ReadMessage, Subject } from '../subject.ts'

export function unsubscribed(mail: ReadMessage, subject: Subject): Finding | null {
  if (mail.unsubscribes === null || mail.unsubscribes !== subject.enrollmentId) return null
  // A colleague of ours who forwards such a mail does not speak for the contact.
  if (writerOf(mail, subject) === 'own') return null
  return { reason: 'unsubscribed', because: 'it is the unsubscribe mail that our email offers' }
}
