/** The contact answered one of this enrollment's letters, from the address that was enrolled. */

import { writerOf } from '../author.ts'
import type { Finding, ReadMail, Subject } from '../subject.ts'

export function replied(mail: ReadMail, subject: Subject): Finding | null {
  if (subject.letter === null || writerOf(mail, subject) !== 'contact') return null
  return {
    reason: 'replied',
    because: `it answers letter ${String(subject.letter)} of this enrollment`,
  }
}
