/** A long list held page by page: only pages that changed are asked for again. */

import type { Answer } from '../request.ts'
import type { Changed } from './live-query.ts'

interface Page {
  items: { id: string }[]
  next: string | null
}

export interface Pages<List extends Page> {
  pages: { after: string | null; list: List }[]
  rows: List['items']
  hasMore: boolean
}

/**
 * `wanted` is how many pages shall be at hand; those that are stay, even when fewer are wanted. `newest` is the page that
 * was asked for last, whose totals count; null when all were kept still.
 */
export async function bringPages<List extends Page>(
  ask: (after: string | null) => Promise<Answer<List>>,
  before: Pages<List> | null,
  changed: Changed,
  wanted: number,
): Promise<Answer<Pages<List> & { newest: List | null }>> {
  const pages: Pages<List>['pages'] = []
  const enough = Math.max(wanted, before?.pages.length ?? 0)
  let newest: List | null = null
  let after: string | null = null
  do {
    const at: string | null = after
    const paused: List | undefined = before?.pages.find((page) => page.after === at)?.list
    let list: List | null = paused && !isTouched(paused, at === null, changed) ? paused : null
    if (list === null) {
      const answer = await ask(at)
      if (answer.kind !== 'ok') return answer
      list = answer.value
      newest = list
    }
    pages.push({ after: at, list })
    after = list.next
  } while (after !== null && pages.length < enough)
  const rows: List['items'] = pages.flatMap(({ list }) => list.items)
  return { kind: 'ok', etag: null, value: { pages, rows, hasMore: after !== null, newest } }
}

/** Whoever was added a moment ago stands on the first page. */
function isTouched(list: Page, isFirst: boolean, changed: Changed): boolean {
  if (changed === 'everything') return true
  return (isFirst && changed.size > 0) || list.items.some(({ id }) => changed.has(id))
}
