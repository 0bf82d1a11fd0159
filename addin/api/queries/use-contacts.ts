/** The contacts that fit a filter, kept true, more of them as one scrolls on. */

import { useCallback, useMemo } from 'react'
import type { ContactFilter } from '../../../shared/contact-list.ts'
import { useLive, type UsedLive } from './use-live-query.ts'
import { createContactListing, type ContactPages } from './contact-pages.ts'

export interface UsedContacts extends UsedLive<ContactPages> {
  /** Asks for the next page, if there is one. */
  more: () => void
}

/** The same filter object is the same question: memoise it. */
export function useContacts(filter: ContactFilter): UsedContacts {
  const listing = useMemo(() => createContactListing(filter), [filter])
  const live = useLive(listing.question)
  const { ask, value } = live
  const more = useCallback(() => {
    if (value?.hasMore && listing.loadPages(value.pages.length + 1)) ask()
  }, [ask, listing, value])
  return { ...live, more }
}
