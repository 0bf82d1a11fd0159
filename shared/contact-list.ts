/** The contacts, listed and searched. */

import type { ContactResource } from './contact.ts'
import type { Page } from './problem.ts'

export const contactGroups = ['enrolled', 'not-enrolled', 'bad-address', 'suppressed'] as const
export type ContactGroup = (typeof contactGroups)[number]

/** Query of GET /api/contacts; what is left out lets all through. */
export interface ContactFilter {
  /** A piece of the name, address or company; upper or lower case does not matter. */
  search?: string
  group?: ContactGroup
  /** Id of a company: those who belong to it, by its record or by their address's domain. */
  company?: string
  /** Id of an import: the contacts whose rows it took. */
  import?: string
}

export interface ListedContact extends ContactResource {
  /** The sequences the contact is in at the moment. */
  enrolledIn: { id: string; name: string }[]
  suppressed: boolean
}

/** Newest first, a hundred at most; `after` is the cursor in the query. */
export interface ContactList extends Page<ListedContact> {
  /** How many match, on this page and all others. */
  count: number
}
