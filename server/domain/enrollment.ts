/** An enrollment: one contact in one sequence, from the first step to the reason it ended. */

import type { HoldReason } from '../../shared/enrollment.ts'
import type { Evidence } from '../../shared/evidence.ts'
import { finalReasons, reasonTitles, type Reason } from '../../shared/reason.ts'
import { later, msOf, type Instant } from './instant.ts'
import { capital } from './sentence.ts'
import { delayMs, type Step } from './sequence.ts'

export type EnrollmentState = 'active' | 'held' | 'ended'

export interface Enrollment {
  id: string
  sequenceId: string
  edition: number
  contactId: string
  mailboxId: string
  enrolledBy: string
  /** The address the letters go to, as it was when enrolled. */
  address: string
  state: EnrollmentState
  /** Graph's own time of the enrolling (its `Date` header): mails received before do not count. */
  beganAt: Instant
  /** Message keys of the contact's mails that already lay in the mailbox in that very second. */
  mailBefore: string[]
  /** 1-based; null when every step is done. */
  nextStep: number | null
  /** When the next step would come if its sequence had no send window. */
  wantedAt: Instant | null
  dueAt: Instant | null
  waits: string | null
  lettersSent: number
  holdReason: HoldReason | null
  holdText: string | null
  heldAt: Instant | null
  heldUntil: Instant | null
  holdEvidence: Evidence | null
  reason: Reason | null
  endedAt: Instant | null
  /** Id of the user who ended it, or null when a rule did. */
  endedBy: string | null
  evidence: Evidence | null
  explanation: string | null
  /** Why resuming it may be worth while after it ended, in a sentence. */
  offer: string | null
  /** What was left of the delay when it ended, in milliseconds. */
  leftMs: number | null
  letterOnItsWay: number | null
  createdAt: Instant
}

type Begun = Pick<
  Enrollment,
  | 'id'
  | 'sequenceId'
  | 'edition'
  | 'contactId'
  | 'mailboxId'
  | 'enrolledBy'
  | 'address'
  | 'beganAt'
  | 'mailBefore'
  | 'nextStep'
  | 'wantedAt'
  | 'dueAt'
  | 'createdAt'
>

/** One that has just begun: active, with nothing behind it. */
export function newEnrollment(begun: Begun): Enrollment {
  return {
    ...begun,
    state: 'active',
    waits: null,
    lettersSent: 0,
    holdReason: null,
    holdText: null,
    heldAt: null,
    heldUntil: null,
    holdEvidence: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    offer: null,
    leftMs: null,
    letterOnItsWay: null,
  }
}

/** What is left of the wait for the next step at the moment of ending; 0 when the step was due already. */
export function leftAtEnd(dueAt: Instant | null, endedAt: Instant): number | null {
  return dueAt === null ? null : Math.max(0, msOf(dueAt) - msOf(endedAt))
}

/** The step after one that was done at `doneAt`, or null when that was the last. */
export function stepAfter(
  done: number,
  steps: Step[],
  doneAt: Instant,
): { nextStep: number; dueAt: Instant; leftMs: number } | null {
  const next = steps.find((step) => step.number === done + 1)
  if (!next) return null
  const wait = delayMs(next.delay) ?? 0
  return { nextStep: next.number, dueAt: later(doneAt, wait), leftMs: wait }
}

/** Why an end cannot be taken back, in a sentence; null when it can. */
export function whyNotUndo(
  enrollment: Pick<Enrollment, 'state' | 'reason' | 'nextStep'>,
  facts: {
    addressBad: boolean
    suppressed: boolean
    otherOpen: string | null
    answeredSince: boolean
    /** Why the whole sequence stands still, in a sentence; null when it runs. */
    standsStill: string | null
  },
): string | null {
  if (enrollment.state !== 'ended' || !enrollment.reason)
    return 'This enrollment has not ended, so there is nothing to undo.'
  if (enrollment.reason === 'unsubscribed')
    return 'The contact unsubscribed. Only the contact can take that back, on the unsubscribe page.'
  if (finalReasons.includes(enrollment.reason) || enrollment.nextStep === null)
    return 'Every step was done, so there is nothing left to resume. Enroll the contact again instead.'
  if (facts.standsStill) return facts.standsStill
  if (enrollment.reason === 'bounced' && facts.addressBad)
    return 'The address does not exist, says the mail server. Change the contact’s address first.'
  if (facts.answeredSince)
    return 'The contact has answered since. Read the answer first; to go on writing, enroll the contact again.'
  if (facts.suppressed) return 'This address is on the suppression list and must not be written to.'
  if (facts.otherOpen)
    return `The contact is in the sequence “${facts.otherOpen}” by now. Unenroll there first.`
  return null
}

function meetingText(contact: string, evidence: Evidence | null): string {
  const meeting = evidence?.kind === 'meeting' ? evidence : null
  const subject = meeting?.subject ? `: “${meeting.subject}”` : ''
  switch (meeting?.via) {
    case 'link':
      return `${contact} booked a meeting through the link in a letter.`
    case 'record':
      return `A meeting with ${contact} was logged${subject}.`
    case 'calendar':
    case undefined:
      return `A meeting with ${contact} is in the calendar${subject}.`
  }
}

/** One sentence that says why it ended. `who` is the user's name for an end by hand. */
export function explainEnd(
  reason: Reason,
  facts: {
    contact: string
    who: string | null
    evidence: Evidence | null
    letterOnItsWay: number | null
  },
): string {
  const sentence = whatHappened(reason, facts)
  return facts.letterOnItsWay === null
    ? sentence
    : `${sentence} Letter ${String(facts.letterOnItsWay)} was already on its way.`
}

function whatHappened(
  reason: Reason,
  { contact, who, evidence }: { contact: string; who: string | null; evidence: Evidence | null },
): string {
  const mail = evidence?.kind === 'mail' ? evidence : null
  const letter = mail?.letter ? `letter ${String(mail.letter)}` : 'a letter'
  const writer = (mail?.from.name.trim().slice(0, 100) ?? '') || 'Somebody'
  const from = (mail?.from.address ?? '') || 'another address'
  switch (reason) {
    case 'replied':
      return `${contact} replied to ${letter}.`
    case 'replied-from-other-address':
      return `${writer} replied to ${letter} from ${from}.`
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
      return `${capital(letter)} could not be delivered to ${contact}.`
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
