/** One contact in one sequence, as routes answer it. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

import type { Evidence } from './evidence.ts'
import type { Reason } from './reason.ts'
import type { StepKind } from './sequence.ts'
import type { FinishedTask, OpenTask } from './task.ts'

export type EnrollmentState = 'active' | 'paused' | 'ended'

/** `rep-away` and `mailbox-disconnected` pause everything of a mailbox, and end by themselves. */
export const pauseKinds = [
  'out-of-office',
  'left-company',
  'manual',
  'rep-away',
  'mailbox-disconnected',
  'owner-removed',
  'email-unconfirmed',
  'email-not-ready',
  'email-rejected',
  'message-unreadable',
  'sender-blocked',
] as const
export type PauseKind = (typeof pauseKinds)[number]

/** Short titles, fit for a badge. */
export const pauseTitles: Record<PauseKind, string> = {
  'out-of-office': 'Out of office',
  'left-company': 'Has left the company',
  manual: 'Paused',
  'rep-away': 'Rep is away',
  'mailbox-disconnected': 'Mailbox not connected',
  'owner-removed': 'Owner removed',
  'email-unconfirmed': 'Email unconfirmed',
  'email-not-ready': 'Email not ready',
  'email-rejected': 'Email rejected',
  'message-unreadable': 'Unreadable message',
  'sender-blocked': 'Sender blocked',
}

/** One thing the enrollment waits for. Several stand side by side: nothing goes until each is over. */
export interface Pause {
  /** Names it for DELETE /api/enrollments/:id/pauses/:pauseId. */
  id: string
  kind: PauseKind
  since: string
  /** When it ends by itself; null: a person has to resume. */
  until: string | null
  /** One sentence for the person. */
  text: string
  /** The mail it rests on, or null. */
  evidence: Evidence | null
  /** Whether the asking person may end it; `because` says in a sentence why not. */
  may: { resume: boolean; because: string | null }
}

export interface NextStepResource {
  number: number
  kind: StepKind
  /** Null while the email is on its way and nothing can be said yet. */
  dueAt: string | null
  /** Why a step that is due has not been done yet, in a sentence; null when nothing is in the way. */
  waits: string | null
  /** Set once the step is due and waits for a person. */
  task: OpenTask | null
}

export interface EnrollmentResource {
  id: string
  state: EnrollmentState
  contact: { id: string; email: string; name: string }
  sequence: { id: string; name: string; steps: number }
  enrolledBy: { id: string; name: string }
  /** The mailbox that sends. */
  mailbox: string
  enrolledAt: string
  emailsSent: number
  nextStep: NextStepResource | null
  /** The task just done or skipped, while the asking person may take that back; else null. */
  finishedTask: FinishedTask | null
  /** Its own first, in the order in which they came; then that of the mailbox, which ends by itself. */
  pauses: Pause[]
  /** When the last of them ends by itself; null when there is none, or when one has no end. */
  pausedUntil: string | null
  reason: Reason | null
  endedAt: string | null
  endedBy: { kind: 'user'; id: string; name: string } | { kind: 'rule'; rule: Reason } | null
  evidence: Evidence | null
  /** Why it ended, or the sentence of the pause that lasts longest; null while it simply runs. */
  explanation: string | null
  /** Why an ended one may be worth resuming, in a sentence: the meeting was cancelled, the sequence is back. Else null. */
  offer: string | null
  /** Set when it ended while an email could no longer be called back: that email's number. */
  emailOnItsWay: number | null
  /**
   * What the asking person may do with it; `because` says in a sentence why not. `resume`: one of its pauses may be ended, and
   * each of them says which.
   */
  may: {
    unenroll: boolean
    undo: boolean
    pause: boolean
    resume: boolean
    because: string | null
  }
}

/** POST /api/enrollments. */
export interface EnrollmentRequest {
  contact: { email: string; name?: string; company?: string } | { id: string }
  sequenceId: string
}

/** POST /api/enrollments/:id/pauses: pauses by hand. */
export interface PauseRequest {
  /** When it ends by itself; left out or null: when somebody resumes. */
  until?: string | null
}
