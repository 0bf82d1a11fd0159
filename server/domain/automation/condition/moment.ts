/** Days and durations as conditions write them, and days as properties hold them. Days are days of UTC. */

import { DateTime, Duration } from 'luxon'
import { dayMs, msOf, type Instant } from '../../time/instant.ts'

/** `ms`: milliseconds from now, negative for the past. `day`: `YYYY-MM-DD`, as the milliseconds since 1970 when it begins. */
export type DayValue = { kind: 'relative'; ms: number; words: string } | { kind: 'day'; ms: number }

const longestMs = 100 * 366 * dayMs

/** Null when it is neither a day nor a duration of a hundred years at most. */
export function readDayValue(text: string): DayValue | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const day = DateTime.fromISO(text, { zone: 'utc' })
    return day.isValid ? { kind: 'day', ms: day.toMillis() } : null
  }
  if (!/^[-+]?P/.test(text)) return null
  const duration = Duration.fromISO(text)
  const ms = duration.isValid ? duration.toMillis() : Number.NaN
  return Math.abs(ms) <= longestMs ? { kind: 'relative', ms, words: spoken(duration) } : null
}

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const

/** "30 days ago", "1 month and 2 days from now". */
function spoken(duration: Duration): string {
  const ms = duration.toMillis()
  if (ms === 0) return 'now'
  const parts = units.flatMap((unit) => {
    const size = Math.abs(duration.get(unit))
    return size === 0 ? [] : [`${String(size)} ${size === 1 ? unit.replace(/s$/, '') : unit}`]
  })
  return `${parts.join(' and ')} ${ms < 0 ? 'ago' : 'from now'}`
}

/** Begin and end of what a property's text names: a day, or a single moment. Null when it names neither. */
export function readSpan(text: string): { from: number; to: number } | null {
  if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return null
  const start = DateTime.fromISO(text, { zone: 'utc' })
  if (!start.isValid) return null
  const from = start.toMillis()
  return { from, to: text.length === 10 ? from + dayMs - 1 : from }
}

/** Whether all of the span lies before the value. */
export function isBefore(span: { to: number }, value: DayValue, now: Instant): boolean {
  return span.to < (value.kind === 'day' ? value.ms : msOf(now) + value.ms)
}

/** Whether all of the span lies after the value: after the whole day, where a day is meant. */
export function isAfter(span: { from: number }, value: DayValue, now: Instant): boolean {
  return span.from > (value.kind === 'day' ? value.ms + dayMs - 1 : msOf(now) + value.ms)
}
