/** The enrolled address wrote to this rep without answering an email of this enrollment. */

import { writerOf } from '../author.ts'
import { cameAfter, type Finding, type ReadMessage, type Subject } from '../subject.ts'

export function wroteSeparately(mail: ReadMessage, subject: Subject): Finding | null {
  if (!subject.inItsMailbox || subject.emailNumber !== null) return null
  if (writerOf(mail, subject) !== 'contact' || !cameAfter(mail, subject)) return null
  return {
    reason: 'wrote-separately',
    because: 'it comes from the enrolled address and answers no email of this enrollment',
  }
}
