/** A colleague of the contact answered: an email of the same sequence, or another mail of this rep. */

import { writerOf } from '../author.ts'
import { isReply } from '../../mail/message/thread.ts'
import { cameAfter, type Finding, type ReadMessage, type Subject } from '../subject.ts'

/** Only in sequences whose setting asks for it. */
export function sameCompanyReplied(mail: ReadMessage, subject: Subject): Finding | null {
  if (!subject.settings.unenrollSameCompany || !isReply(mail) || !cameAfter(mail, subject))
    return null
  if (writerOf(mail, subject) !== 'colleague') return null
  if (subject.answersSequence)
    return {
      reason: 'same-company-replied',
      because: 'it comes from the contact’s company and answers an email of the same sequence',
    }
  // Whoever is in Cc of other people's talk has not been answered.
  if (!subject.inItsMailbox || !subject.wroteToRep) return null
  return {
    reason: 'same-company-replied',
    because: 'it comes from the contact’s company and answers a mail of the same rep',
  }
}
