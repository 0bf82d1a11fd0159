/** The enrolled address wrote to this rep without answering a letter of this enrollment. */

import { writerOf } from '../author.ts'
import { cameAfter, type Finding, type ReadMail, type Subject } from '../subject.ts'

export function wroteSeparately(mail: ReadMail, subject: Subject): Finding | null {
  if (!subject.inItsMailbox || subject.letter !== null) return null
  if (writerOf(mail, subject) !== 'contact' || !cameAfter(mail, subject)) return null
  return {
    reason: 'wrote-separately',
    because: 'it comes from the enrolled address and answers no letter of this enrollment',
  }
}
