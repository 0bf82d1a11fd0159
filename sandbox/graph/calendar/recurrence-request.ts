/** What Graph accepts as the recurrence of an event; the sandbox unrolls daily and weekly ones. */

import { DateTime } from 'luxon'
import { z } from 'zod'
import { weekdayOf, weekdays } from '../../calendar/recurrence.ts'
import type { Recurrence } from '../../calendar/recurrence.ts'
import { GraphRefusal } from '../refusal.ts'

const type = { '@odata.type': z.string().optional() }

/** Enum values in any case, told in their own. */
export function enumOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess(
    (given) => values.find((one) => one.toLowerCase() === String(given).toLowerCase()) ?? given,
    z.enum(values),
  )
}

export const recurrenceSchema = z.strictObject({
  ...type,
  pattern: z.strictObject({
    ...type,
    type: z.string(),
    interval: z.int().min(1).max(99),
    daysOfWeek: z.array(enumOf(weekdays)).optional(),
    firstDayOfWeek: enumOf(weekdays).nullish(),
    month: z.int().optional(),
    dayOfMonth: z.int().optional(),
    index: z.string().nullish(),
  }),
  range: z.strictObject({
    ...type,
    type: enumOf(['numbered', 'endDate', 'noEnd']),
    startDate: z.iso.date(),
    endDate: z.iso.date().nullish(),
    numberOfOccurrences: z.int().min(0).max(999).optional(),
    recurrenceTimeZone: z.string().nullish(),
  }),
})

/** Throws Graph's refusal for one that ends before it starts, or that the sandbox does not know. */
export function readRecurrence(given: z.infer<typeof recurrenceSchema>): Recurrence {
  const { pattern, range } = given
  const kind = pattern.type.toLowerCase()
  if (kind !== 'daily' && kind !== 'weekly')
    throw invalid(
      'ErrorInvalidRequest',
      `The sandbox knows daily and weekly recurrences, not '${pattern.type}'.`,
    )
  const first = DateTime.fromISO(range.startDate, { zone: 'utc' })
  if (range.type === 'endDate' && (range.endDate == null || range.endDate < range.startDate))
    throw invalid('ErrorPropertyValidationFailure', 'The recurrence ends before it starts.')
  if (range.type === 'numbered' && (range.numberOfOccurrences ?? 0) < 1)
    throw invalid('ErrorPropertyValidationFailure', 'A numbered recurrence needs a number.')
  return {
    pattern: {
      type: kind,
      interval: pattern.interval,
      daysOfWeek: kind === 'weekly' ? (pattern.daysOfWeek ?? [weekdayOf(first)]) : [],
      firstDayOfWeek: pattern.firstDayOfWeek ?? 'sunday',
    },
    range: {
      type: range.type,
      startDate: range.startDate,
      endDate: range.type === 'endDate' ? (range.endDate ?? null) : null,
      numberOfOccurrences: range.type === 'numbered' ? (range.numberOfOccurrences ?? 0) : 0,
    },
  }
}

function invalid(code: string, message: string): GraphRefusal {
  return new GraphRefusal(400, code, message)
}
