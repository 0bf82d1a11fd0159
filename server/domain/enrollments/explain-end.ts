/** Why an enrollment ended, in one sentence. */

import type { Evidence } from '../../../shared/evidence.ts'
import { reasonTitles, type Reason } from '../../../shared/reason.ts'
import { capital } from '../time/capital.ts'

function meetingText(contact: string, evidence: Evidence | null): string {
  const meeting = evidence?.kind === 'meeting' ? evidence : null
  const subject = meeting?.subject ? `: “${meeting.subject}”` : ''
  switch (meeting?.via) {
    case 'link':
      return `${contact} booked a meeting through the link in an email.`
    case 'record':
      return `A meeting with ${contact} was logged${subject}.`
    case 'calendar':
    case undefined:
      return `A meeting with ${contact} is in the calendar${subject}.`
  }
}

export function explainEnd(
  reason: Reason,
  { contact, who, evidence }: { contact: string; who: string | null; evidence: Evidence | null },
): string {
  const mail = evidence?.kind === 'message' ? evidence : null
  const email = mail?.emailNumber ? `email ${String(mail.emailNumber)}` : 'an email'
  const writer = (mail?.from.name.trim().slice(0, 100) ?? '') || 'Somebody'
  const from = (mail?.from.address ?? '') || 'another address'
  switch (reason) {
    case 'replied':
      return `${contact} replied to ${email}.`
    case 'replied-from-other-address':
      return `${writer} replied to ${email} from ${from}.`
    case 'wrote-separately':
      return `${contact} wrote a mail of their own.`
    case 'wrote-from-alias':
      return `${contact} wrote from ${from}.`
    case 'same-company-replied':
      return `${writer} of the same company replied.`
    case 'meeting-booked':
      return meetingText(contact, evidence)
    case 'unsubscribed':
      return `${contact} unsubscribed.`
    case 'bounced':
      return `${capital(email)} could not be delivered to ${contact}.`
    case 'completed':
      return 'Every step was done.'
    case 'manual':
      return who ? `Unenrolled by ${who}.` : 'Unenrolled by hand.'
    case 'sequence-deleted':
      return who ? `${who} deleted the sequence.` : 'The sequence was deleted.'
    case 'owner-removed':
      return `${evidence?.because[0] ?? 'The owner of this sequence is gone'}.`
    case 'workflow':
    case 'trigger':
      return evidence?.kind === 'condition'
        ? `The ${reason} “${evidence.name}” applied: ${evidence.because.join(', ')}.`
        : `${reasonTitles[reason]}.`
    default: {
      const never: never = reason
      return never
    }
  }
}

/** The sentence, with the email that could not be called back any more, as long as nobody knows that it did not go. */
export function withEmailOnItsWay(sentence: string, emailOnItsWay: number | null): string {
  return emailOnItsWay === null
    ? sentence
    : `${sentence} Email ${String(emailOnItsWay)} was already on its way.`
}
