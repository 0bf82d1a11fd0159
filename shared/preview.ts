/** Emails as one contact would get them, before anything is saved or sent. */

import type { StepKind, StepRequest } from './sequence.ts'

/** POST /api/previews; nothing is written. */
export interface PreviewRequest {
  steps: StepRequest[]
  /** Left out: the first one enrolled in the sequence, else an invented contact. */
  contactId?: string
  sequenceId?: string
}

export interface Preview {
  /** `id` null: an invented contact, with a value for every token. */
  contact: { id: string | null; name: string; email: string }
  sender: { name: string; email: string }
  /** What stands under every email and leads to the unsubscribe page. */
  unsubscribe: string
  steps: PreviewedStep[]
}

export interface PreviewedStep {
  /** 1-based. */
  number: number
  kind: StepKind
  /** Why the step cannot be saved, in a sentence; then there is nothing to show. */
  fault: string | null
  subject: string
  /** Plain text; blank lines part paragraphs. What is missing stands in square brackets. */
  text: string
  /** What is missing, a sentence each. With anything missing the email would wait. */
  missing: string[]
}

/** Answer of GET /api/tokens: what emails may name. */
export interface TokenList {
  items: { token: string; title: string }[]
}
