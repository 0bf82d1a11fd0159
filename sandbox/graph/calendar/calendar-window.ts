/** The window of a calendar view, and the zone its times are told in. */

import { DateTime } from 'luxon'
import { zoneOf } from '../../time-zone.ts'
import type { Call } from '../call.ts'
import { GraphRefusal } from '../refusal.ts'

/** Milliseconds UTC; the end is not part of it. */
export interface Window {
  fromMs: number
  toMs: number
}

const longestMs = 1825 * 24 * 3_600_000

/** Reads startDateTime and endDateTime (UTC unless they have an offset); both are needed. */
export function windowOf(call: Call): Window {
  const fromMs = timeOf(call, 'startDateTime')
  const toMs = timeOf(call, 'endDateTime')
  if (toMs <= fromMs)
    throw invalid("The value of the parameter 'EndDateTime' must be later than 'StartDateTime'.")
  if (toMs - fromMs > longestMs)
    throw invalid('The time between StartDateTime and EndDateTime may not exceed 1825 days.')
  return { fromMs, toMs }
}

function timeOf(call: Call, name: string): number {
  const given = [...call.query].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
  if (given === undefined)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    )
  // A plus sign that was not encoded has become a space.
  const time = DateTime.fromISO(given.replace(' ', '+').replace(/(\.\d{3})\d+/, '$1'), {
    zone: 'utc',
  })
  if (!time.isValid) throw invalid(`The value '${given}' of parameter '${name}' is invalid.`)
  return time.toMillis()
}

/** Throws when the zone of `Prefer: outlook.timezone` is none. */
export function checkTimeZone(call: Call): void {
  const { timeZone } = call.prefer
  if (timeZone === undefined || zoneOf(timeZone) !== undefined) return
  throw new GraphRefusal(
    400,
    'TimeZoneNotSupportedException',
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`,
  )
}

function invalid(message: string): GraphRefusal {
  return new GraphRefusal(400, 'ErrorInvalidParameter', message)
}
