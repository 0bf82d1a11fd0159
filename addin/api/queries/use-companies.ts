/** The companies that fit a search, kept true, more of them as one scrolls on. */

import { useCallback, useMemo } from 'react'
import type { CompanyFilter } from '../../../shared/company.ts'
import { useLive, type UsedLive } from './use-live-query.ts'
import { createCompanyListing, type CompanyPages } from './company-pages.ts'

export interface UsedCompanies extends UsedLive<CompanyPages> {
  /** Asks for the next page, if there is one. */
  more: () => void
}

/** The same filter object is the same question: memoise it. */
export function useCompanies(filter: CompanyFilter): UsedCompanies {
  const listing = useMemo(() => createCompanyListing(filter), [filter])
  const live = useLive(listing.question)
  const { ask, value } = live
  const more = useCallback(() => {
    if (value?.hasMore && listing.loadPages(value.pages.length + 1)) ask()
  }, [ask, listing, value])
  return { ...live, more }
}
