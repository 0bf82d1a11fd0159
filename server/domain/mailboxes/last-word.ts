/** Whether an email may go now, asked in the very moment in which it would: what the store’s gate cannot know any more. */

import { ageOf, type ClockReadings } from '../time/clock.ts'
import type { CompleteRead } from './complete-read.ts'

/** A complete read counts for so long, in milliseconds. */
export const freshMs = 10_000
/** Before a lease runs out, another process may already believe that it has: clocks differ. */
const leaseMarginMs = 10_000

/** Word that mail has come or has to be read again: the messages it names, or null when it names none. */
export type Named = readonly string[] | null

export interface LastFacts {
  read: CompleteRead
  now: ClockReadings
  mailboxId: string
  /** How many requests, other than to send, the sync has made of Graph so far. */
  requests: number
  /** All that the sync has heard, oldest first. */
  news: readonly Named[]
  /** Graph's ids of our own drafts and sent emails: their notifications tell nothing new. */
  own: ReadonlySet<string>
  /** When the lease was last prolonged, and for how many milliseconds; null when it was not. */
  leased: { at: ClockReadings; forMs: number } | null
}

export type Objection = 'not-last' | 'lease' | 'old' | 'news'

/** Null: nothing speaks against it. */
export function objectionTo(facts: LastFacts): Objection | null {
  const { read, now, leased } = facts
  if (read.mailboxId !== facts.mailboxId || read.requests !== facts.requests) return 'not-last'
  if (!leased || ageOf(leased.at, now) >= leased.forMs - leaseMarginMs) return 'lease'
  if (ageOf(read.asked, now) >= freshMs) return 'old'
  return facts.news.slice(read.news).some((one) => isNew(one, facts)) ? 'news' : null
}

function isNew(news: Named, { read, own }: LastFacts): boolean {
  return news === null || news.some((id) => !own.has(id) && !read.met.has(id))
}

export const objectionTexts: Record<Objection, string> = {
  'not-last': 'The complete read is not the last that Graph was asked.',
  lease: 'The lease of the mailbox may have run out.',
  old: 'The complete read is too old.',
  news: 'Mail has come since the mailbox was read.',
}
