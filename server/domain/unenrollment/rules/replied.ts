/** The contact answered one of this enrollment's letters, from the address that was enrolled. */

import { authorOf } from '../author.ts'
import type { Finding, ReadMail, Subject } from '../subject.ts'

export function replied(mail: ReadMail, subject: Subject): Finding | null {
  if (subject.letter === null || authorOf(mail) !== subject.address) return null
  return {
    reason: 'replied',
    because: `it answers letter ${String(subject.letter)} of this enrollment, by its Message-ID`,
  }
}
