/** What conditions look at: a contact, its company and its enrollment at one moment. */

import type { Contact } from '../../contacts/contact.ts'
import type { EnrollmentState } from '../../../../shared/enrollment.ts'
import type { Instant } from '../../time/instant.ts'

export interface ContactFacts extends Pick<
  Contact,
  'email' | 'name' | 'company' | 'properties' | 'addressState' | 'createdAt'
> {
  id: string
}

export interface CompanyFacts {
  /** Id of the record, or null when the contact belongs to none. */
  id: string | null
  name: string | null
  domains: string[]
}

export interface EnrollmentFacts {
  sequence: { id: string; name: string }
  state: EnrollmentState
  /** Address of the mailbox that sends. */
  sender: string
  enrolledAt: Instant
  emailsSent: number
  nextStep: number | null
}

export interface ConditionFacts {
  contact: ContactFacts
  company: CompanyFacts
  enrollment: EnrollmentFacts
}

/** What is true besides the facts. */
export interface Moment {
  now: Instant
  /** The values a property had when it was last looked at, or null when it has not been written since. */
  was: (property: string) => readonly string[] | null
}
