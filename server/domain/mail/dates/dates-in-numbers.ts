/** Finds dates written in numbers, and in the numbers of China, Japan and Korea. */

import { calendarDay } from './calendar-day.ts'
import { certain, dated, eachMatch, type DateReader } from './named-date.ts'

/** 2027-03-03, 03.03.2027, 3.3., 3/3/27; Americans put the month first: the nearer of the two readings is meant. */
export function numbers(language: string): DateReader {
  const iso = eachMatch(
    /(?<![\d-])(20\d\d)[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})(?!\d)/g,
    ([, y, m, d]) => certain(calendarDay(Number(y), Number(m), Number(d))),
  )
  const short = eachMatch(
    /(?<![\d.,:/])(?:(\d{1,2})\.? ?- ?)?(\d{1,2})([./]|-(?=\d{1,2}-)) ?(\d{1,2})(?:[./-] ?(20\d\d|\d\d(?![\d:])))?(?![\d:%]|[.,]\d)/g,
    ([whole, first, a, mark, b, y], on) => {
      if (mark === '.' && y === undefined && !whole.endsWith('.') && !isDotted(language))
        return null
      const inYear = y === undefined ? null : Number(y) + (y.length === 2 ? 2000 : 0)
      const dayFirst = isEastAsian(language) ? null : dated(Number(a), Number(b), inYear, on)
      const swapped = isEastAsian(language) || (mark === '/' && language === 'en')
      const monthFirst = swapped ? dated(Number(b), Number(a), inYear, on) : null
      return certain(nearer(dayFirst, monthFirst, on), first !== undefined)
    },
  )
  return (text, on) => [...iso(text, on), ...short(text, on)]
}

export function isEastAsian(language: string): boolean {
  return language === 'ja' || language === 'zh' || language === 'ko'
}

/** Where "3.3" is read as a date even without its last full stop. */
function isDotted(language: string): boolean {
  return ['de', 'fi', 'nb', 'da', 'cs', 'pl', 'tr', 'ru', 'ro'].includes(language)
}

function nearer(a: string | null, b: string | null, on: string): string | null {
  const [one, other] = [a, b].map((day) => (day !== null && day >= on ? day : null))
  if (!one || !other) return one ?? other ?? a
  return one < other ? one : other
}

/** 2027年3月3日, 3月3日, 3월 3일. */
export function eastAsian(): DateReader {
  return eachMatch(
    /(?:(20\d\d) ?[年년] ?)?(?:(\d{1,2}) ?[月월] ?)?(\d{1,2}) ?[日号號일](?!間|间|\d)/g,
    ([, y, m, d], on) => {
      const month = m === undefined ? Number(on.slice(5, 7)) : Number(m)
      return certain(dated(Number(d), month, y === undefined ? null : Number(y), on))
    },
  )
}

/** "Back on the 7th": the next seventh. */
export function dayAlone(): DateReader {
  return eachMatch(
    /(?<!\p{L})the (\d{1,2})(?:st|nd|rd|th)(?!\w| ?(?:of |jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|floor|time|edition|annual))/gu,
    ([, day], on) => {
      const [year = 0, month = 0, today = 0] = on.split('-').map(Number)
      const later = Number(day) < today ? 1 : 0
      return certain(
        calendarDay(
          year + (month + later > 12 ? 1 : 0),
          ((month - 1 + later) % 12) + 1,
          Number(day),
        ),
      )
    },
  )
}
