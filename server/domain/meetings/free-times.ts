/** The half hours in which a rep can be met: within the working hours, and free in the calendar. */

import { DateTime } from 'luxon'
import { instant, msOf, type Instant } from '../time/instant.ts'

export const slotMs = 30 * 60_000
const quarterMs = 15 * 60_000
const workingDays = 10
/** Ten working days of a four-day week, and a holiday week between. */
export const lookAheadDays = 24

/** Names of weekdays in English, lower case; local times `HH:mm`. */
export interface WorkingHours {
  days: readonly string[]
  from: string
  to: string
  /** IANA zone. */
  zone: string
}

export function usualHours(zone: string): WorkingHours {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
  return { days, from: '09:00', to: '17:00', zone }
}

/** The moment from which a calendar has to be asked, for `freeTimes`: whole quarters of an hour. */
export function askFrom(now: Instant): Instant {
  return instant(Math.ceil(msOf(now) / quarterMs) * quarterMs)
}

/**
 * Starts of the free half hours of the next ten working days, in order. `view` has a digit for each quarter of an hour
 * from `from` on: `0` is free, `4` is working elsewhere, everything else is taken (Microsoft, "scheduleInformation").
 */
export function freeTimes(
  schedule: { view: string; from: Instant },
  hours: WorkingHours,
  now: Instant,
): Instant[] {
  const isFree = (ms: number): boolean => {
    const at = (ms - msOf(schedule.from)) / quarterMs
    return /^[04][04]$/.test(schedule.view.slice(at, at + 2)) && at >= 0
  }
  const today = DateTime.fromISO(now, { zone: hours.zone })
  const free: Instant[] = []
  for (let day = 0, worked = 0; day < lookAheadDays && worked < workingDays; day += 1) {
    const date = today.plus({ days: day })
    if (!hours.days.includes(date.setLocale('en').weekdayLong?.toLowerCase() ?? '')) continue
    worked += 1
    const end = at(date, hours.to)
    for (let ms = at(date, hours.from); ms + slotMs <= end; ms += slotMs)
      if (ms > msOf(now) && isFree(ms)) free.push(instant(ms))
  }
  return free
}

function at(date: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return date
    .set({ hour, minute: Math.ceil(minute / 15) * 15, second: 0, millisecond: 0 })
    .toMillis()
}
