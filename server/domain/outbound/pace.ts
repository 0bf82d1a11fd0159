/** When emails may go: the pace of a mailbox, and how long a step waits. */

import { instant, later, msOf, type Instant } from '../time/instant.ts'

/** Limits of one mailbox. Exchange Online itself stops at 30 a minute (facts of Microsoft's "Exchange Online limits"). */
export interface Pace {
  gapMs: number
  perMinute: number
  /** Rolling 24 hours, not a calendar day. */
  perDay: number
}

/** What the mailbox sent lately: newest first, of the last 24 hours. */
export interface SentLately {
  lastAt: Instant | null
  /** When the oldest of the last `perMinute` emails went, if so many went within the minute. */
  minuteFullSince: Instant | null
  /** When the oldest of the last `perDay` emails went, if so many went within the day. */
  dayFullSince: Instant | null
}

export interface Permit {
  /** The earliest moment an email may go; at or before now: it may go. */
  at: Instant
  /** Why not now, in a sentence; null when it may go. */
  waits: string | null
}

const minute = 60_000
const day = 24 * 60 * minute

/**
 * Says when this mailbox may send its next email. A first email that a person asked for does not wait for the gap, but
 * keeps to the limits per minute and day.
 */
export function mayGo(first: boolean, lately: SentLately, pace: Pace, now: Instant): Permit {
  const day24 = lately.dayFullSince && later(lately.dayFullSince, day)
  if (day24 && day24 > now)
    return {
      at: day24,
      waits: `Waits: this mailbox has sent ${String(pace.perDay)} emails in 24 hours.`,
    }
  const full = lately.minuteFullSince && later(lately.minuteFullSince, minute)
  if (full && full > now)
    return {
      at: full,
      waits: `Waits: this mailbox has sent ${String(pace.perMinute)} emails in a minute.`,
    }
  const gap = !first && lately.lastAt ? later(lately.lastAt, pace.gapMs) : null
  if (gap && gap > now)
    return { at: gap, waits: 'Waits its turn behind other emails of this mailbox.' }
  return { at: now, waits: null }
}

/** One of each by turns while there are both, in the order of each; `begins` says whose turn it is. */
export function alternate<One>(
  first: readonly One[],
  second: readonly One[],
  begins: 'first' | 'second',
): One[] {
  const [one, other] = begins === 'first' ? [first, second] : [second, first]
  return Array.from({ length: Math.max(one.length, other.length) }).flatMap((_, i) => [
    ...one.slice(i, i + 1),
    ...other.slice(i, i + 1),
  ])
}

/** Reads the limits off the moments at which emails went, newest first. */
export function sentLately(moments: Instant[], pace: Pace, now: Instant): SentLately {
  const since = (ms: number) => instant(msOf(now) - ms)
  const within = (count: number, ms: number): Instant | null => {
    const oldest = moments[count - 1]
    return oldest && oldest > since(ms) ? oldest : null
  }
  return {
    lastAt: moments[0] ?? null,
    minuteFullSince: within(pace.perMinute, minute),
    dayFullSince: within(pace.perDay, day),
  }
}
