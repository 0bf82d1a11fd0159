/** How a mailbox is read: how far back, how many messages a page, and from where a read that broke off goes on. */

import { earliest, later, wholeSecond, type Instant } from '../time/instant.ts'

/** Mail may be filed a little later than its time says, by so many milliseconds at most. */
export const overlapMs = 10 * 60_000

/** A read of which some pages are judged and the rest is still to come. */
export interface UnfinishedRead {
  /** Where it goes on: everything received before is judged. */
  at: Instant
  /** Whether it is the wide one. */
  deep: boolean
  /** How often the wide read had been asked for when this one began. */
  deepWants: number
}

/**
 * From when a read has to go on after a page whose last message was received at `last`, and which Graph answered at `date`:
 * what is older than the overlap was all filed by then, and need not be asked for again however long the read rests.
 */
export function goesOnAt(since: Instant, last: Instant, date: Instant): Instant {
  const at = wholeSecond(earliest(last, later(date, -overlapMs)) ?? last)
  return at > since ? at : since
}

// Lists of some hundred messages with their headers are themselves what makes Graph answer 504; a mailbox begins with 50.
const leastPageSize = 10
const mostPageSize = 500
const quickMs = 2_000
/** An email must go within ten seconds of the last page’s asking, so a page must not take the most of them. */
const slowMs = 5_000

/** The size of the next page after one that Graph answered; `isFull`: more were there than fitted in. */
export function sizeAfterAnswer(size: number, page: { tookMs: number; isFull: boolean }): number {
  if (page.tookMs > slowMs) return sizeAfterRefusal(size)
  return page.isFull && page.tookMs < quickMs ? Math.min(mostPageSize, size * 2) : size
}

/** The size to ask with after a page that Graph could not bring together in time. */
export function sizeAfterRefusal(size: number): number {
  return Math.max(leastPageSize, Math.floor(size / 2))
}
