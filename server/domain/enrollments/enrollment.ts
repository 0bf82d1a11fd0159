/** An enrollment: one contact in one sequence, from the first step to the reason it ended. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import { finalReasons, type Reason } from '../../../shared/reason.ts'
import { later, msOf, type Instant } from '../time/instant.ts'
import { delayMs, type Step } from '../sequences/sequence.ts'

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
  /** 1-based; null when every step is done. */
  nextStep: number | null
  /** When the next step would come if its sequence had no send window. */
  wantedAt: Instant | null
  dueAt: Instant | null
  waits: string | null
  emailsSent: number
  /** Names the pause that stands; another one in its place has another id. */
  pauseId: string | null
  pauseKind: PauseKind | null
  pauseText: string | null
  pausedAt: Instant | null
  pausedUntil: Instant | null
  pauseEvidence: Evidence | null
  reason: Reason | null
  endedAt: Instant | null
  /** Id of the user who ended it, or null when a rule did. */
  endedBy: string | null
  evidence: Evidence | null
  explanation: string | null
  /** Why resuming it may be worth while after it ended, in a sentence. */
  offer: string | null
  /** What was left of the delay when it ended, in milliseconds; below 0 when the next step was overdue. */
  leftMs: number | null
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
    emailsSent: 0,
    pauseId: null,
    pauseKind: null,
    pauseText: null,
    pausedAt: null,
    pausedUntil: null,
    pauseEvidence: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    offer: null,
    leftMs: null,
    emailOnItsWay: null,
  }
}

/** What is left of the wait for the next step at the moment of ending; below 0 by as much as the step was overdue. */
export function leftAtEnd(wantedAt: Instant | null, endedAt: Instant): number | null {
  return wantedAt === null ? null : msOf(wantedAt) - msOf(endedAt)
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
  if (finalReasons.includes(enrollment.reason) || enrollment.nextStep === null)
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
