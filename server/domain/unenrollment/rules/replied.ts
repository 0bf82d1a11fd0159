/** The contact answered one of this enrollment's emails, from the address that was enrolled. */

import { writerOf } from '../author.ts'
import type { Finding, ReadMessage, Subject } from '../subject.ts'

export function replied(mail: ReadMessage, subject: Subject): Finding | null {
  if (subject.emailNumber === null || writerOf(mail, subject) !== 'contact') return null
  return {
    reason: 'replied',
    because: `it answers email ${String(subject.emailNumber)} of this enrollment`,
  }
}
