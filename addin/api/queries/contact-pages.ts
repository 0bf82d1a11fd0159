/** The contacts that fit a filter, page by page, with how many there are in all. */

import type { ContactFilter, ContactList } from '../../../shared/contact-list.ts'
import type { Answer } from '../request.ts'
import type { Changed } from './live-query.ts'
import { bringPages, type Pages } from './pages.ts'
import type { Question } from './use-live-query.ts'

export interface ContactPages extends Pages<ContactList> {
  /** How many match in all, at hand or not. */
  count: number
}

export interface ContactListing {
  question: Question<ContactPages>
  /** Asks for so many pages from now on; answers whether that is news. */
  loadPages: (pages: number) => boolean
}

export function createContactListing(filter: ContactFilter): ContactListing {
  let wanted = 1
  return {
    question: {
      ask: ({ api }, before, changed) =>
        bringContacts((cursor) => api.contacts(filter, cursor), before, changed, wanted),
      // What happens to an enrollment is told of its contact as well.
      concerns: ({ kind }) => kind === 'contact',
    },
    loadPages(pages) {
      const further = pages > wanted
      if (further) wanted = pages
      return further
    },
  }
}

async function bringContacts(
  ask: (cursor: string | null) => Promise<Answer<ContactList>>,
  before: ContactPages | null,
  changed: Changed,
  wanted: number,
): Promise<Answer<ContactPages>> {
  const answer = await bringPages(ask, before, changed, wanted)
  if (answer.kind !== 'ok') return answer
  const { newest, ...pages } = answer.value
  return { ...answer, value: { ...pages, count: (newest ?? before)?.count ?? 0 } }
}
