/** A contact and the card that shows where the contact stands. */

import type { Enrollment, MailEvidence } from './enrollment.ts'

export interface Contact {
  id: string
  email: string
  name: string
  company: string | null
  /** `bad` once a delivery report said that the address does not exist. */
  addressState: 'ok' | 'bad'
  createdAt: string
}

/** POST /api/contacts. */
export interface ContactRequest {
  email: string
  name?: string
  company?: string
}

/** POST /api/contacts/:id: what is left out stays as it is. */
export interface ContactChange {
  email?: string
  name?: string
  company?: string
}

export const timelineKinds = [
  'enrolled',
  'letter-sent',
  'letter-withdrawn',
  'letter-unknown',
  'verdict',
  'ended',
  'undone',
  'held',
  'resumed',
] as const
export type TimelineKind = (typeof timelineKinds)[number]

export interface TimelineEntry {
  id: string
  at: string
  kind: TimelineKind
  enrollmentId: string
  sequence: { id: string; name: string }
  /** One sentence, ready to show: "Ana replied to letter 1: unenrolled." */
  text: string
  evidence: MailEvidence | null
}

/** Answer of GET /api/contacts?email=: everything the pane shows about one address. */
export interface ContactCard {
  email: string
  /** Null when nobody with this address is known yet; enrolling makes the contact. */
  contact: Contact | null
  /** Open ones first, then the newest. */
  enrollments: Enrollment[]
  /** Newest first, at most 50. */
  timeline: TimelineEntry[]
  suppressed: { since: string; reason: string } | null
  /** Whether the asking person may enroll this address; `because` is the sentence to show when not. */
  mayEnroll: { allowed: boolean; because: string | null }
}
