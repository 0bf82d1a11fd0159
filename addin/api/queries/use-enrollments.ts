/** The enrollments of a sequence that fit a filter, kept true, more of them as one scrolls on. */

import { useCallback, useMemo } from 'react'
import type { EnrollmentFilter } from '../../../shared/enrollment-list.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'
import { bringEnrollments, type EnrollmentPages } from './enrollment-pages.ts'

export interface UsedEnrollments extends UsedLive<EnrollmentPages> {
  /** Asks for the next page, if there is one. */
  more: () => void
}

export function useEnrollments(sequenceId: string, filter: EnrollmentFilter): UsedEnrollments {
  // As a text, so that the same filter is the same question.
  const asked = JSON.stringify(filter)
  const listing = useMemo(() => createListing(sequenceId, asked), [sequenceId, asked])
  const live = useLive(listing.question)
  const { ask, value } = live
  const more = useCallback(() => {
    if (value?.hasMore && listing.loadPages(value.pages.length + 1)) ask()
  }, [ask, listing, value])
  return { ...live, more }
}

interface Listing {
  question: Question<EnrollmentPages>
  /** Whether so many pages are news to it. */
  loadPages: (pages: number) => boolean
}

function createListing(sequenceId: string, asked: string): Listing {
  const filter = JSON.parse(asked) as EnrollmentFilter
  let wanted = 1
  return {
    question: {
      ask: ({ api }, before, changed) =>
        bringEnrollments(
          (after) => api.enrollments(sequenceId, filter, after),
          before,
          changed,
          wanted,
        ),
      // Somebody newly enrolled here is known by no id yet, so the sequence's own news count too.
      concerns: ({ kind, id }) =>
        kind === 'enrollment' || (kind === 'sequence' && id === sequenceId),
    },
    loadPages(pages) {
      const further = pages > wanted
      if (further) wanted = pages
      return further
    },
  }
}
