/** A long list of enrollments, held page by page: only pages that changed are asked for again. */

import type { Enrollment } from '../../../shared/enrollment.ts'
import type { EnrollmentList } from '../../../shared/enrollment-list.ts'
import type { Answer } from '../../kit/api.ts'
import type { Changed } from '../live/live.ts'

export interface EnrollmentPages {
  pages: { after: string | null; list: EnrollmentList }[]
  rows: Enrollment[]
  /** How many match in all, at hand or not. */
  count: number
  /** How many of these have not ended. */
  open: number
  hasMore: boolean
}

/** `wanted` is how many pages shall be at hand; those that are stay, even when fewer are wanted. */
export async function bringPages(
  ask: (after: string | null) => Promise<Answer<EnrollmentList>>,
  before: EnrollmentPages | null,
  changed: Changed,
  wanted: number,
): Promise<Answer<EnrollmentPages>> {
  const pages: EnrollmentPages['pages'] = []
  const enough = Math.max(wanted, before?.pages.length ?? 0)
  let newest: EnrollmentList | null = null
  let after: string | null = null
  do {
    const at: string | null = after
    const held: EnrollmentList | undefined = before?.pages.find((page) => page.after === at)?.list
    let list: EnrollmentList | null = held && !isTouched(held, at === null, changed) ? held : null
    if (list === null) {
      const answer = await ask(at)
      if (answer.kind !== 'ok') return answer
      list = answer.value
      newest = list
    }
    pages.push({ after: at, list })
    after = list.next
  } while (after !== null && pages.length < enough)
  const { count, open } = newest ?? before ?? { count: 0, open: 0 }
  const rows = pages.flatMap(({ list }) => list.items)
  return { kind: 'ok', etag: null, value: { pages, rows, count, open, hasMore: after !== null } }
}

/** Whoever was enrolled a moment ago stands on the first page. */
function isTouched(list: EnrollmentList, isFirst: boolean, changed: Changed): boolean {
  if (changed === 'everything') return true
  return (isFirst && changed.size > 0) || list.items.some(({ id }) => changed.has(id))
}
