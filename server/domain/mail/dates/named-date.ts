/** A date that a text names, and what every way of finding one shares. */

import { calendarDay, daysBetween } from './calendar-day.ts'

export interface NamedDate {
  day: string
  from: number
  to: number
  /** "Monday", "next week": said of the day the mail was written. */
  relative: boolean
  /** It ends a span: the 31st of "10 to 31 July". */
  range: boolean
}

export type DateReader = (text: string, writtenOn: string) => NamedDate[]

export function eachMatch(
  expression: RegExp,
  read: (match: RegExpExecArray, writtenOn: string) => Omit<NamedDate, 'from' | 'to'> | null,
): DateReader {
  return (text, writtenOn) => {
    const found: NamedDate[] = []
    for (const match of text.matchAll(expression)) {
      const date = read(match, writtenOn)
      if (date) found.push({ ...date, from: match.index, to: match.index + match[0].length })
      if (found.length >= 30) break
    }
    return found
  }
}

export function certain(day: string | null, range = false): Omit<NamedDate, 'from' | 'to'> | null {
  return day === null ? null : { day, relative: false, range }
}

/** Without a year it is the next such day; one that has just gone by means an answer that was left on, so null. */
export function dated(
  day: number,
  month: number,
  inYear: number | null,
  on: string,
): string | null {
  if (inYear !== null) return calendarDay(inYear, month, day)
  const thisYear = Number(on.slice(0, 4))
  const same = calendarDay(thisYear, month, day)
  if (same !== null && same >= on) return same
  const next = calendarDay(thisYear + 1, month, day)
  return next !== null && daysBetween(on, next) <= 300 ? next : null
}
