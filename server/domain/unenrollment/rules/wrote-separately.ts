/** The enrolled address wrote to this rep without answering a letter of this enrollment. */

import { authorOf } from '../author.ts'
import type { Finding, ReadMail, Subject } from '../subject.ts'

export function wroteSeparately(mail: ReadMail, subject: Subject): Finding | null {
  if (!subject.inItsMailbox || subject.letter !== null) return null
  if (authorOf(mail) !== subject.address || !cameAfter(mail, subject)) return null
  return {
    reason: 'wrote-separately',
    because: 'it comes from the enrolled address and answers no letter of this enrollment',
  }
}

/** Exchange keeps whole seconds, so a mail of the very second counts unless it was seen lying there before. */
function cameAfter(mail: ReadMail, subject: Subject): boolean {
  return mail.receivedAt >= subject.beganAt && !subject.mailBefore.includes(mail.key)
}
