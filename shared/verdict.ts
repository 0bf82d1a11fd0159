/** What one mail meant for one enrollment: the banner on the mail that is being read. */

import type { EnrollmentResource } from './enrollment.ts'
import type { MessageEvidence } from './evidence.ts'
import type { Reason } from './reason.ts'

export const messageKinds = [
  'bounce',
  'receipt',
  'calendar',
  'auto-reply',
  'own',
  'human',
  'unreadable',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** `ended`, `paused`: it did that. `kept`: it ended nothing. `noted`: it came after the end, or proves too little. */
export const verdictEffects = ['ended', 'paused', 'kept', 'noted'] as const
export type VerdictEffect = (typeof verdictEffects)[number]

/** Answer of GET /api/verdicts?messageId=: items are these, newest enrollment first. */
export interface VerdictResource {
  id: string
  messageKind: MessageKind
  rule: Reason | null
  effect: VerdictEffect
  /** Whether what it did still stands: false once somebody undid or resumed it, or something else ended the enrollment. */
  stands: boolean
  /** One sentence: "Unenrolled by this reply." "Out of office until 3 March: paused." */
  text: string
  judgedAt: string
  evidence: MessageEvidence
  enrollment: EnrollmentResource
}
