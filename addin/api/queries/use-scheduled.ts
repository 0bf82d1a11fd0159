/** What comes next in all sequences, kept true, more of it as one scrolls on. */

import { useCallback, useMemo } from 'react'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'
import { bringScheduled, filterOfRep, type Scheduled } from './scheduled-pages.ts'

export interface UsedScheduled extends UsedLive<Scheduled> {
  /** Asks for the next page, if there is one. */
  more: () => void
}

export function useScheduled(rep: string): UsedScheduled {
  const listing = useMemo(() => createListing(rep), [rep])
  const live = useLive(listing.question)
  const { ask, value } = live
  const more = useCallback(() => {
    if (value?.hasMore && listing.loadPages(value.pages + 1)) ask()
  }, [ask, listing, value])
  return { ...live, more }
}

function createListing(rep: string) {
  const filter = filterOfRep(rep)
  let wanted = 1
  const question: Question<Scheduled> = {
    ask: ({ api }) => bringScheduled((after) => api.scheduled(filter, after), wanted),
    concerns: ({ kind }) => kind === 'enrollment' || kind === 'sequence',
  }
  return {
    question,
    /** Whether so many pages are news to it. */
    loadPages(pages: number): boolean {
      const further = pages > wanted
      if (further) wanted = pages
      return further
    },
  }
}
