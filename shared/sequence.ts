/** A sequence: its steps, its settings and its performance, as routes answer them. Durations are ISO 8601 (`P2D`, `PT4H`). */

import type { Problem } from './problem.ts'
import type { Reason } from './reason.ts'
import type { SendWindow } from './send-window.ts'

export const stepKinds = ['automatic-email', 'manual-email', 'call', 'to-do'] as const
export type StepKind = (typeof stepKinds)[number]

export interface StepResource {
  /** Stays the step's in every version; to be sent along when the steps are edited. */
  id: string
  /** 1-based. */
  number: number
  kind: StepKind
  /** ISO 8601 duration counted from when the step before was really done; `PT0S` for the first. */
  delay: string
  subject: string
  /** Plain text with Liquid tokens such as `{{ contact.first_name }}`; blank lines part paragraphs. */
  body: string
  /** `same`: answers the email before, under its subject. `new`: starts a thread with its own subject. */
  thread: 'same' | 'new'
}

export interface StepRequest {
  /** Of the step it was before; left out for a new one. */
  id?: string
  kind?: StepKind
  delay?: string
  subject?: string
  body: string
  thread?: 'same' | 'new'
}

/** What a sequence does beyond its steps. */
export interface SequenceSettings {
  /** **Unenroll contacts from the same company**: a colleague's reply ends it too. */
  unenrollSameCompany: boolean
  /** Days paused after an out-of-office answer that names no day of return; 0: no pause. */
  outOfOfficeDays: number
  /** What happens when the owner is deleted, disabled or loses the seat. */
  ownerRemoved: 'unenroll' | 'pause'
  /** Whether its contacts may be in other sequences at the same time. */
  severalAtOnce: boolean
  /** Meetings with more attendees than this say nothing about one contact. */
  mostAttendees: number
  /** When emails may go; null: at any time. */
  sendWindow: SendWindow | null
}

/** The zone left out: that of the owner’s mailbox. */
export type SendWindowRequest = Omit<SendWindow, 'timeZone'> & { timeZone?: string }

/** POST /api/sequences. */
export interface SequenceRequest {
  name: string
  steps: StepRequest[]
  /** Whom a new version reaches: those enrolled from now on, or also what is still to come of those enrolled now. */
  applyTo?: 'new' | 'enrolled'
  /** What is left out stays as it is. */
  settings?: Partial<Omit<SequenceSettings, 'sendWindow'>> & {
    sendWindow?: SendWindowRequest | null
  }
}

/** PATCH /api/sequences/:id: what is left out stays as it is; changed steps are a new version. */
export type SequenceChange = Partial<SequenceRequest>

/** What a change of a sequence that somebody else has edited meanwhile is refused with, status 412. */
export interface EditedMeanwhile extends Problem {
  /** As it is now. */
  theirs: SequenceResource
  /** The request as it came. */
  yours: SequenceChange
}

/** Counted over everybody ever enrolled; unenrolling never lowers them. */
export interface SequencePerformance {
  enrolled: number
  active: number
  paused: number
  ended: Partial<Record<Reason, number>>
  emailsSent: number
  /** Contacts who answered an email, whenever they did. */
  replied: number
  bounced: number
}

/** Answer of GET /api/sequences/:id/step-performance: a row for each step that somebody has come to, whichever version it was of. */
export interface StepPerformance {
  step: number
  /** Those enrolled whose next step it is. */
  coming: number
  /** Emails of the step that went out. */
  sent: number
  /** Of those: answered, by the contact or somebody in their place. */
  replied: number
  bounced: number
}

export interface SequenceResource {
  id: string
  name: string
  owner: { id: string; name: string }
  steps: StepResource[]
  settings: SequenceSettings
  /** Set while it is deleted: history can be read, nobody can be enrolled; restorable for 30 days. */
  deletedAt: string | null
  /** Set while it is archived: nobody new can be enrolled; those who are go on. */
  archivedAt: string | null
  performance: SequencePerformance
  /** Set while those enrolled are being taken over to edited steps: how many were, how many are still to be looked at. */
  rollout: { moved: number; left: number } | null
  createdAt: string
  updatedAt: string
  /** Who saved it last. */
  updatedBy: { id: string; name: string } | null
  /** Names name, steps and settings as they are; to be sent as If-Match with a change that is made from them. */
  etag: string
}

/** Answer of DELETE /api/sequences/:id. Nothing of it is sent any more, whether or not everything has ended yet. */
export interface SequenceDeletion {
  sequence: SequenceResource
  ended: number
  /** Those that end in the background, when there are very many. */
  stillEnding: number
}

/** Answer of POST /api/sequences/:id/restoration. */
export interface SequenceRestoration {
  sequence: SequenceResource
  /** Enrollments that the deletion had ended: POST /api/sequences/:id/resumption resumes those that may be. */
  resumable: number
}

/** POST /api/sequences/:id/resumption. */
export interface ResumptionRequest {
  /** `next` of the call before; left out at first. */
  cursor?: string
}

export interface SequenceResumption {
  resumed: number
  /** Those that stay ended, and why. */
  left: { enrollmentId: string; contact: { id: string; name: string }; because: string }[]
  /** To be given as `after` in the following call; null when everybody was looked at. */
  next: string | null
}

/** POST /api/sequences/:id/rollout-preview, before saving; nothing is written. */
export interface RolloutPreviewRequest {
  steps: StepRequest[]
}

/** What these steps would mean for those enrolled now. */
export interface RolloutPreview {
  enrolled: number
  /** Whose coming steps would change, those who would complete among them. */
  changed: number
  /** For whom no step would be left. */
  completed: number
  /** Who keep their steps, because nothing they had and nothing they were to get is in the sequence any more. */
  kept: number
}
