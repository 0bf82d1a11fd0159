/** What the judge is given: only what was seen from outside. Times named `...At` are real milliseconds unless they are texts. */
import type { PauseKind } from '../../shared/enrollment.ts'
import type { Mark } from './played-sequences.ts'
import type { SeenEnrollment, SeenPerformance } from './product-shapes.ts'
import type { Passed } from './proxy/proxy.ts'

/** A `/send` as it came to the proxy. */
export interface SeenSend {
  at: number
  /** Address of the mailbox. */
  mailbox: string
  draftId: string
  /** Product time, UTC. */
  productTime: string
}

/** A draft that the server had made, or an email among the mailbox's messages, that names one of our enrollments. */
export interface SeenEmail {
  id: string
  mailbox: string
  enrollmentId: string
  step: Mark | null
}

export const reactionKinds = [
  'reply',
  'reply-from-other',
  'new-mail',
  'out-of-office',
  'left-company',
  'bounce',
  'unsubscribe-mail',
  'unsubscribe-click',
  'invitation',
  'auto-reply-ticket',
  'read-receipt',
  'delayed',
] as const
export type ReactionKind = (typeof reactionKinds)[number]

/** Somebody outside did something. */
export interface Reaction {
  contact: string
  kind: ReactionKind
  /** Its Message-ID; null for a click. */
  messageId: string | null
  /** The mailbox it came into. */
  mailbox: string
  startedAt: number
  /** By then it was there. */
  arrivedAt: number
  /** Product time at which Exchange received it, UTC; null for a click. */
  receivedAt: string | null
  /** The enrollment whose email it answers, or null. */
  answers: string | null
}

/** A person let an enrollment go on: took its end back, or resumed it. */
export interface Intervention {
  kind: 'undo' | 'resume'
  enrollmentId: string
  /** Which kind of pause was ended; of an undo null. */
  pause: PauseKind | null
  startedAt: number
  /** Null when no answer came: it may have been done all the same. */
  answeredAt: number | null
}

/** An email as its contact received it. */
export interface ReceivedEmail {
  contact: string
  enrollmentId: string | null
  step: Mark | null
  internetMessageId: string
  inReplyTo: string | null
  subject: string
  /** Product time, UTC, whole seconds. */
  receivedAt: string
}

/** What lies in a rep's mailbox and names an enrollment of ours. */
export interface MailboxItem extends SeenEmail {
  isDraft: boolean
  folder: string
  internetMessageId: string
  conversationId: string
  subject: string
  /** The rep wrote into it. */
  changedByRep: boolean
}

export interface SeenEntry {
  contact: string
  enrollmentId: string
  at: string
  kind: string
  text: string
  messageId: string | null
}

export interface SeenSequence {
  id: string
  code: string
  name: string
  performance: SeenPerformance
}

export interface Facts {
  /** How long after a reaction an email may still go, as docs/rules.md states it, and what proxy and transport are allowed. */
  windowMs: number
  allowanceMs: number
  /** Every Graph request that the server made. */
  passed: Passed[]
  sends: SeenSend[]
  emails: SeenEmail[]
  reactions: Reaction[]
  interventions: Intervention[]
  /** Enrollments that somebody asked to end by hand. */
  unenrolled: string[]
  received: ReceivedEmail[]
  /** As they stood one sweep after nothing was broken any more. */
  swept: SeenEnrollment[]
  /** As they stand when all has settled. */
  enrollments: SeenEnrollment[]
  /** When they began, in real milliseconds, by id; those whose answer was lost are missing. */
  beganAt: Record<string, number>
  items: MailboxItem[]
  timeline: SeenEntry[]
  sequences: SeenSequence[]
  /** Answers 500, faults in the server's log, ends of the server that nobody ordered. */
  complaints: string[]
  /** What `pragma integrity_check` answers; `ok` alone when all is well. */
  integrity: string[]
  /** When the watching ended, in real milliseconds. */
  watchedUntil: number
}
