/** What comes next in all sequences: brought page by page, and parted by day. */

import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { ScheduledFilter, ScheduledPage } from '../../../shared/scheduled.ts'
import type { Answer } from '../request.ts'

export interface Scheduled {
  rows: EnrollmentResource[]
  /** How many pages these are. */
  pages: number
  hasMore: boolean
}

/** Asks for all the pages wanted anew: a step that is done moves everybody behind it. */
export async function bringScheduled(
  ask: (cursor: string | null) => Promise<Answer<ScheduledPage>>,
  wanted: number,
): Promise<Answer<Scheduled>> {
  const rows: EnrollmentResource[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const answer: Answer<ScheduledPage> = await ask(cursor)
    if (answer.kind !== 'ok') return answer
    rows.push(...answer.value.items)
    cursor = answer.value.next
    pages += 1
  } while (cursor !== null && pages < wanted)
  return { kind: 'ok', etag: null, value: { rows, pages, hasMore: cursor !== null } }
}

export function filterOfRep(rep: string): ScheduledFilter {
  return rep === '' ? {} : { rep }
}

/** "Today", "Tomorrow", "Overdue", or "Thu 5 Mar"; `now` in milliseconds, days as this machine's zone has them. */
export function dayTitle(dueAt: string, now: number): string {
  const due = new Date(dueAt)
  const days = Math.round((startOfDay(due) - startOfDay(new Date(now))) / 86_400_000)
  if (days < 0) return 'Overdue'
  if (days === 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  return due.toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(days > 300 ? { year: 'numeric' } : {}),
  })
}

/** "08:05", in this machine's zone. */
export function timeOfDay(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}
