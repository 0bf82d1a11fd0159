/** A day as sentences name it. */

import { DateTime } from 'luxon'
import type { Instant } from './instant.ts'

/** `3 March 2026` */
export function dayOf(at: Instant, timeZone: string): string {
  const there = DateTime.fromISO(at, { zone: timeZone })
  const day = there.isValid ? there : DateTime.fromISO(at, { zone: 'utc' })
  return day.setLocale('en').toFormat('d MMMM yyyy')
}
