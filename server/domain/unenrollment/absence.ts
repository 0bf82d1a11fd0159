/** Somebody is away or has left: what an automatic answer means for the next email. */

import { DateTime } from 'luxon'
import { dayMs, instant, later, type Instant } from '../time/instant.ts'
import type { ReadMessage, Subject } from './subject.ts'

/** Nobody writes to a person at the stroke of midnight: a pause ends when the day's work begins. */
const hourOfReturn = 8

export interface Absence {
  pause: 'out-of-office' | 'left-company'
  until: Instant | null
}

/** Null when nothing has to wait: another kind of answer, a day of return that has passed, or a sequence that does not wait. */
export function absence(
  mail: Pick<ReadMessage, 'sub' | 'returnDate' | 'receivedAt'>,
  subject: Pick<Subject, 'settings' | 'timeZone'>,
): Absence | null {
  if (mail.sub === 'left-company') return { pause: 'left-company', until: null }
  if (mail.sub !== 'out-of-office') return null
  const until = mail.returnDate === null ? null : morningOf(mail.returnDate, subject.timeZone)
  if (until !== null) return until > mail.receivedAt ? { pause: 'out-of-office', until } : null
  const days = subject.settings.outOfOfficeDays
  return days === 0 ? null : { pause: 'out-of-office', until: later(mail.receivedAt, days * dayMs) }
}

/** `date` is `YYYY-MM-DD`; null when there is no such day. A zone that this machine does not know is taken for UTC. */
function morningOf(date: string, zone: string): Instant | null {
  const local = DateTime.fromISO(date, { zone })
  const day = local.isValid ? local : DateTime.fromISO(date, { zone: 'utc' })
  return day.isValid ? instant(day.set({ hour: hourOfReturn }).toMillis()) : null
}
