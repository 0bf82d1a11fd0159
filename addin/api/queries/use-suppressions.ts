/** The suppression list as far as it was scrolled to, kept true. */

import { useCallback, useMemo } from 'react'
import type { SuppressionResource } from '../../../shared/suppression.ts'
import type { Page } from '../../../shared/problem.ts'
import type { Answer } from '../request.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'

export interface SuppressionPages {
  rows: SuppressionResource[]
  pages: number
  hasMore: boolean
}

export interface UsedSuppressions extends UsedLive<SuppressionPages> {
  /** Asks for the next page, if there is one. */
  more: () => void
}

export function useSuppressions(search: string): UsedSuppressions {
  const listing = useMemo(() => createListing(search), [search])
  const live = useLive(listing.question)
  const { ask, value } = live
  const more = useCallback(() => {
    if (value?.hasMore && listing.loadPages(value.pages + 1)) ask()
  }, [ask, listing, value])
  return { ...live, more }
}

function createListing(search: string) {
  let wanted = 1
  const question: Question<SuppressionPages> = {
    async ask({ api }) {
      const rows: SuppressionResource[] = []
      let pages = 0
      let cursor: string | null = ''
      do {
        const answer: Answer<Page<SuppressionResource>> = await api.suppressions(search, cursor)
        if (answer.kind !== 'ok') return answer
        rows.push(...answer.value.items)
        cursor = answer.value.next
        pages += 1
      } while (cursor !== null && pages < wanted)
      return { kind: 'ok', etag: null, value: { rows, pages, hasMore: cursor !== null } }
    },
    concerns: ({ kind }) => kind === 'suppression',
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
