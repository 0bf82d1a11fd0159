/** When a series takes place: Graph's patternedRecurrence, daily or weekly, unrolled in the series' own zone. */

import { DateTime } from 'luxon'
import { z } from 'zod'
import { zoneOf } from '../time-zone.ts'

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const
export type Weekday = (typeof weekdays)[number]

export const recurrenceSchema = z.object({
  pattern: z.object({
    type: z.enum(['daily', 'weekly']),
    interval: z.int().min(1).max(99),
    daysOfWeek: z.array(z.enum(weekdays)),
    firstDayOfWeek: z.enum(weekdays),
  }),
  range: z.object({
    type: z.enum(['numbered', 'endDate', 'noEnd']),
    /** `2026-12-01`, in the series' zone. */
    startDate: z.string(),
    endDate: z.string().nullable(),
    numberOfOccurrences: z.int().min(0).max(999),
  }),
})
export type Recurrence = z.infer<typeof recurrenceSchema>

export interface Series {
  startMs: number
  /** Windows or IANA name. */
  timeZone: string
  recurrence: Recurrence
}

/** A series without end is unrolled no further than this. */
const mostOccurrences = 2_000

/** Starts of all occurrences before `untilMs`, oldest first; the wall clock time stays over a change to summer time. */
export function startsOf(series: Series, untilMs: number): number[] {
  const { range } = series.recurrence
  const most =
    range.type === 'numbered'
      ? Math.min(range.numberOfOccurrences, mostOccurrences)
      : mostOccurrences
  const last = range.type === 'endDate' ? (range.endDate ?? undefined) : undefined
  const starts: number[] = []
  for (const day of daysOf(series)) {
    if (starts.length >= most || day.toMillis() >= untilMs) break
    if (last !== undefined && day.toFormat('yyyy-MM-dd') > last) break
    starts.push(day.toMillis())
  }
  return starts
}

function* daysOf(series: Series): Generator<DateTime> {
  const { pattern } = series.recurrence
  const first = DateTime.fromMillis(series.startMs, { zone: zoneOf(series.timeZone) ?? 'utc' })
  if (pattern.type === 'daily') {
    for (let n = 0; ; n += 1) yield first.plus({ days: n * pattern.interval })
  }
  // Luxon counts Monday 1 to Sunday 7; Sunday is 0 here.
  const weekStart = weekdays.indexOf(pattern.firstDayOfWeek)
  const fromWeekStart = (first.weekday - weekStart + 7) % 7
  const offsets = (pattern.daysOfWeek.length === 0 ? [weekdayOf(first)] : pattern.daysOfWeek)
    .map((day) => (weekdays.indexOf(day) - weekStart + 7) % 7)
    .sort((a, b) => a - b)
  for (let week = 0; ; week += 1) {
    for (const offset of offsets) {
      const day = first.plus({ days: week * 7 * pattern.interval + offset - fromWeekStart })
      if (day >= first) yield day
    }
  }
}

/** The day of the week on which this local time falls. */
export function weekdayOf(time: DateTime): Weekday {
  return weekdays[time.weekday % 7] ?? 'sunday'
}
