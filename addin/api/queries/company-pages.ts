/** The companies that fit a search, page by page, with how many there are in all. */

import type { CompanyFilter, CompanyList } from '../../../shared/company.ts'
import { bringPages, type Pages } from './pages.ts'
import type { Question } from './use-live-query.ts'

export interface CompanyPages extends Pages<CompanyList> {
  /** How many match in all, at hand or not. */
  count: number
}

export interface CompanyListing {
  question: Question<CompanyPages>
  /** Asks for so many pages from now on; answers whether that is news. */
  loadPages: (pages: number) => boolean
}

export function createCompanyListing(filter: CompanyFilter): CompanyListing {
  let wanted = 1
  return {
    question: {
      async ask({ api }, before, changed) {
        // A new name moves a row to another page, and a contact's news do not say whose numbers they change. Scrolling on changes nothing.
        const touched = changed === 'everything' || changed.size > 0 ? 'everything' : changed
        const answer = await bringPages(
          (cursor) => api.companies(filter, cursor),
          before,
          touched,
          wanted,
        )
        if (answer.kind !== 'ok') return answer
        const { newest, ...pages } = answer.value
        return { ...answer, value: { ...pages, count: (newest ?? before)?.count ?? 0 } }
      },
      concerns: ({ kind }) => kind === 'company' || kind === 'contact',
    },
    loadPages(pages) {
      const further = pages > wanted
      if (further) wanted = pages
      return further
    },
  }
}
