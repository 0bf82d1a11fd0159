/** A long list held page by page: only pages that changed are asked for again. */

import type { Answer } from '../request.ts'
import type { Changed } from './live-query.ts'

interface Page {
  items: { id: string }[]
  next: string | null
}

export interface Pages<List extends Page> {
  pages: { cursor: string | null; list: List }[]
  rows: List['items']
  hasMore: boolean
}

/**
 * `wanted` is how many pages shall be at hand; those that are stay, even when fewer are wanted. `newest` is the page that
 * was asked for last, whose totals count; null when all were kept still.
 */
export async function bringPages<List extends Page>(
  ask: (cursor: string | null) => Promise<Answer<List>>,
  before: Pages<List> | null,
  changed: Changed,
  wanted: number,
): Promise<Answer<Pages<List> & { newest: List | null }>> {
  const pages: Pages<List>['pages'] = []
  const enough = Math.max(wanted, before?.pages.length ?? 0)
  let newest: List | null = null
  let cursor: string | null = null
  do {
    const at: string | null = cursor
    const known: List | undefined = before?.pages.find((page) => page.cursor === at)?.list
    let list: List | null = known && !isTouched(known, at === null, changed) ? known : null
    if (list === null) {
      const answer = await ask(at)
      if (answer.kind !== 'ok') return answer
      list = answer.value
      newest = list
    }
    pages.push({ cursor: at, list })
    cursor = list.next
  } while (cursor !== null && pages.length < enough)
  const rows: List['items'] = pages.flatMap(({ list }) => list.items)
  return { kind: 'ok', etag: null, value: { pages, rows, hasMore: cursor !== null, newest } }
}

/** Whoever was added a moment ago stands on the first page. */
function isTouched(list: Page, isFirst: boolean, changed: Changed): boolean {
  if (changed === 'everything') return true
  return (isFirst && changed.size > 0) || list.items.some(({ id }) => changed.has(id))
}
