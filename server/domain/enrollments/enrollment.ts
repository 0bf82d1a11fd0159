/** An enrollment: one contact in one sequence, from the first step to the reason it ended. */

import type { Evidence } from '../../../shared/evidence.ts'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import { finalReasons, type Reason } from '../../../shared/reason.ts'
import type { Instant } from '../time/instant.ts'
import type { NextStep } from './next-step.ts'
import type { OwnPause } from './pause.ts'

export interface Enrollment {
  id: string
  sequenceId: string
  version: number
  contactId: string
  mailboxId: string
  enrolledBy: string
  /** The address the emails go to, as it was when enrolled. */
  address: string
  state: EnrollmentState
  /** Graph's own time of the enrolling (its `Date` header): mails received before do not count. */
  beganAt: Instant
  /** Message keys of the contact's mails that already lay in the mailbox in that very second. */
  messagesBefore: string[]
  /** What comes next, when, and what it waits for. */
  next: NextStep
  emailsSent: number
  /** What it waits for, in the order in which that came; an ended one keeps them for an undo. */
  pauses: OwnPause[]
  /** When the last of its pauses ends by itself; null when there is none, or when one has no end. */
  pausedUntil: Instant | null
  reason: Reason | null
  endedAt: Instant | null
  /** Id of the user who ended it, or null when a rule did. */
  endedBy: string | null
  evidence: Evidence | null
  explanation: string | null
  /** Why resuming it may be worth while after it ended, in a sentence. */
  offer: string | null
  emailOnItsWay: number | null
  createdAt: Instant
}

type Begun = Pick<
  Enrollment,
  | 'id'
  | 'sequenceId'
  | 'version'
  | 'contactId'
  | 'mailboxId'
  | 'enrolledBy'
  | 'address'
  | 'beganAt'
  | 'messagesBefore'
  | 'next'
  | 'createdAt'
>

/** One that has just begun: active, with nothing behind it. */
export function newEnrollment(begun: Begun): Enrollment {
  return {
    ...begun,
    state: 'active',
    emailsSent: 0,
    pauses: [],
    pausedUntil: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    offer: null,
    emailOnItsWay: null,
  }
}

/** Why an end cannot be taken back, in a sentence; null when it can. */
export function whyNotUndo(
  enrollment: Pick<Enrollment, 'state' | 'reason' | 'next'>,
  facts: {
    addressBad: boolean
    suppressed: boolean
    otherOpen: string | null
    answeredSince: boolean
    /** Whether the steps were edited since, for everybody, in a way that leaves this one none. */
    noStepLeft: boolean
    /** Why the whole sequence stands still, in a sentence; null when it runs. */
    standsStill: string | null
  },
): string | null {
  if (enrollment.state !== 'ended' || !enrollment.reason)
    return 'This enrollment has not ended, so there is nothing to undo.'
  if (enrollment.reason === 'unsubscribed')
    return 'The contact unsubscribed. Only the contact can take that back, on the unsubscribe page.'
  if (finalReasons.includes(enrollment.reason) || enrollment.next.kind === 'done')
    return 'Every step was done, so there is nothing left to resume. Enroll the contact again instead.'
  if (facts.noStepLeft)
    return 'The steps were edited since, and none is left for this contact. Enroll the contact again instead.'
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

/** One sentence that says why it ended. `who` is the user's name for an end by hand. */
