/** A contact and the card that shows where the contact stands. */

import type { EnrollmentResource } from './enrollment.ts'
import type { Evidence } from './evidence.ts'

export interface ContactResource {
  id: string
  email: string
  name: string
  company: string | null
  /** The company record the contact belongs to, or null. */
  companyId: string | null
  /** Free properties by name, such as `job title`; texts of 200 characters at most. */
  properties: Record<string, string>
  /** `bad` once a delivery report said that the address does not exist. */
  addressState: 'ok' | 'bad'
  createdAt: string
}

/** `learned`: seen in an answer. `confirmed`: a person said so. `offered`: may be the contact's, a person has to say. */
export const aliasStates = ['learned', 'confirmed', 'offered'] as const
export type AliasState = (typeof aliasStates)[number]

/** A further address of a contact. */
export interface AliasResource {
  address: string
  state: AliasState
  since: string
  /** Why it is thought to be the contact's, in a sentence. */
  text: string
}

/** POST /api/contacts/:id/aliases: links an address to the contact, or confirms one that was learned or offered. */
export interface AliasRequest {
  address: string
}

/** POST /api/contacts. */
export interface ContactRequest {
  email: string
  name?: string
  company?: string
  properties?: Record<string, string>
}

/** PATCH /api/contacts/:id: what is left out stays as it is. */
export interface ContactChange {
  email?: string
  name?: string
  company?: string
  /** Properties named here are set; an empty text takes one away. */
  properties?: Record<string, string>
}

export const timelineKinds = [
  'enrolled',
  'email-sent',
  'email-withdrawn',
  'email-unconfirmed',
  'task',
  'verdict',
  'ended',
  'undone',
  'paused',
  'resumed',
  'alias',
  'meeting',
  'offer',
  'steps-edited',
] as const
export type TimelineKind = (typeof timelineKinds)[number]

export interface TimelineEntry {
  id: string
  at: string
  kind: TimelineKind
  enrollmentId: string
  sequence: { id: string; name: string }
  /** One sentence, ready to show: "Ana replied to email 1: unenrolled." */
  text: string
  evidence: Evidence | null
}

/** Answer of GET /api/contact-cards?email=: everything the pane shows about one address. */
export interface ContactCard {
  email: string
  /** Null when nobody with this address is known yet; enrolling makes the contact. */
  contact: ContactResource | null
  /** Open ones first, then the newest. */
  enrollments: EnrollmentResource[]
  /** Newest first, at most 50. */
  timeline: TimelineEntry[]
  aliases: AliasResource[]
  suppressed: { since: string; reason: string } | null
  /** Whether the asking person may enroll this address; `because` is the sentence to show when not. */
  mayEnroll: { allowed: boolean; because: string | null }
}
