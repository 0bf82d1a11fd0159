/** The contacts that fit a filter, held page by page: only pages that changed are asked for again. */

import type { ContactFilter, ContactList, ListedContact } from '../../../shared/contact-list.ts'
import type { Answer } from '../../kit/api.ts'
import type { Changed } from '../live/live.ts'
import type { Question } from '../live/use-live.ts'

export interface ContactPages {
  pages: { after: string | null; list: ContactList }[]
  rows: ListedContact[]
  /** How many match in all, at hand or not. */
  count: number
  hasMore: boolean
}

export interface ContactListing {
  question: Question<ContactPages>
  /** Asks for so many pages from now on; answers whether that is news. */
  reach: (pages: number) => boolean
}

export function createContactListing(filter: ContactFilter): ContactListing {
  let wanted = 1
  return {
    question: {
      ask: ({ api }, before, changed) =>
        bringContacts((after) => api.contacts(filter, after), before, changed, wanted),
      // What happens to an enrollment is told of its contact as well.
      concerns: ({ kind }) => kind === 'contact',
    },
    reach(pages) {
      const further = pages > wanted
      if (further) wanted = pages
      return further
    },
  }
}

async function bringContacts(
  ask: (after: string | null) => Promise<Answer<ContactList>>,
  before: ContactPages | null,
  changed: Changed,
  wanted: number,
): Promise<Answer<ContactPages>> {
  const pages: ContactPages['pages'] = []
  let count = before?.count ?? 0
  let after: string | null = null
  do {
    const at: string | null = after
    const held: ContactList | undefined = before?.pages.find((page) => page.after === at)?.list
    const isStill: boolean = held !== undefined && !isTouched(held, at === null, changed)
    const answer: Answer<ContactList> =
      held && isStill ? { kind: 'ok', value: held, etag: null } : await ask(at)
    if (answer.kind !== 'ok') return answer
    if (!isStill) count = answer.value.count
    pages.push({ after: at, list: answer.value })
    after = answer.value.next
  } while (after !== null && pages.length < Math.max(wanted, before?.pages.length ?? 0))
  const rows = pages.flatMap(({ list }) => list.items)
  return { kind: 'ok', etag: null, value: { pages, rows, count, hasMore: after !== null } }
}

/** Whoever was added a moment ago stands on the first page. */
function isTouched(list: ContactList, isFirst: boolean, changed: Changed): boolean {
  if (changed === 'everything') return true
  return (isFirst && changed.size > 0) || list.items.some(({ id }) => changed.has(id))
}
