/** Finds the dates that a text names, in one language, and where in the text they stand. */

import { calendarDay, daysBetween, daysLater, lastOfMonth, weekdayOf } from './calendar-day.ts'
import type { DateWords } from './phrases/phrases.ts'
import { plainWords } from './plain-words.ts'

export interface NamedDate {
  day: string
  from: number
  to: number
  /** "Monday", "next week": said of the day the mail was written. */
  relative: boolean
  /** The first day of "10 to 31 July" is not this date's own, but belongs to it. */
  range: boolean
}

export interface DateFinder {
  find: (text: string, writtenOn: string) => NamedDate[]
}

const year = "(?:,? ?(?:de |del |do |den |of |год[а]? )?(20\\d\\d)|,? ?'(\\d\\d)(?!\\d))?"

/** Expressions are made once per language. */
export function dateFinder(words: DateWords, language: string): DateFinder {
  const steps = [
    namedMonths(words),
    numbers(language),
    weekdays(words),
    relatives(words),
    ...(language === 'ja' || language === 'zh' || language === 'ko' ? [eastAsian()] : []),
  ]
  return {
    find: (text, writtenOn) =>
      steps.flatMap((step) => step(text, writtenOn)).sort((a, b) => a.from - b.from),
  }
}

type Step = (text: string, writtenOn: string) => NamedDate[]

function eachMatch(
  expression: RegExp,
  read: (match: RegExpExecArray, writtenOn: string) => Omit<NamedDate, 'from' | 'to'> | null,
): Step {
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

function certain(day: string | null, range = false): Omit<NamedDate, 'from' | 'to'> | null {
  return day === null ? null : { day, relative: false, range }
}

/** "3 March", "3. März 2027", "3rd of March", "le 1er mars", "March 3", "July 10-31", "end of March". */
function namedMonths({ months, endOf }: DateWords): Step {
  if (months.length === 0) return () => []
  const names = months.map((one) => `(${ungrouped(one)})`).join('|')
  const end = months.length
  const monthOf = (match: RegExpExecArray, first: number) => {
    for (let month = 1; month <= end; month += 1)
      if (match[first + month - 1] !== undefined) return month
    return 0
  }
  const dayFirst = eachMatch(
    new RegExp(
      `(?<!\\d)(\\d{1,2}) ?(-|to|bis|au|al|a|a|e|till?|do|—) ?(?=\\d)(?:[^\\s\\d]{1,4} )?(\\d{1,2})(?:st|nd|rd|th|\\.|er|º|°)? ?(?:of |de |di |d')?(?:${names})\\.?(?!\\p{L})${year}|(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er|e|º|°|:?a|:?e)?,? ?(?:of |de |di |d'|den )?(?:${names})\\.?(?!\\p{L})${year}`,
      'gu',
    ),
    (match, on) => {
      const ranged = match[3] !== undefined
      const base = ranged ? 4 : 4 + end + 2 + 1
      const day = Number(ranged ? match[3] : match[4 + end + 2])
      return certain(dated(day, monthOf(match, base), yearIn(match, base + end), on), ranged)
    },
  )
  const monthFirst = eachMatch(
    new RegExp(
      `(?<!\\p{L}|\\d\\.? ?)(?:${names})\\.? (\\d{1,2})(?:st|nd|rd|th|\\.)?(?: ?(?:-|to|through|thru|until) ?(\\d{1,2})(?:st|nd|rd|th)?)?(?![\\d:])${year}`,
      'gu',
    ),
    (match, on) => {
      const ranged = match[end + 2] !== undefined
      const day = Number(match[end + 2] ?? match[end + 1])
      return certain(dated(day, monthOf(match, 1), yearIn(match, end + 3), on), ranged)
    },
  )
  const ends = eachMatch(
    new RegExp(
      endOf ? `(?<!\\p{L})(?:${ungrouped(endOf)}) ?(?:${names})(?!\\p{L})${year}` : '(?!)',
      'gu',
    ),
    (match, on) => {
      const month = monthOf(match, 1)
      const inYear = yearIn(match, end + 1) ?? Number(on.slice(0, 4))
      const last = lastOfMonth(inYear, month)
      return certain(last !== null && last < on ? lastOfMonth(inYear + 1, month) : last)
    },
  )
  return (text, on) => [...dayFirst(text, on), ...monthFirst(text, on), ...ends(text, on)]
}

function yearIn(match: RegExpExecArray, at: number): number | null {
  if (match[at] !== undefined) return Number(match[at])
  return match[at + 1] === undefined ? null : 2000 + Number(match[at + 1])
}

/** Without a year it is the next such day; one that has just gone by means an answer that was left on, so null. */
function dated(day: number, month: number, inYear: number | null, on: string): string | null {
  if (inYear !== null) return calendarDay(inYear, month, day)
  const thisYear = Number(on.slice(0, 4))
  const same = calendarDay(thisYear, month, day)
  if (same !== null && same >= on) return same
  const next = calendarDay(thisYear + 1, month, day)
  return next !== null && daysBetween(on, next) <= 300 ? next : null
}

/** 2027-03-03, 03.03.2027, 3.3., 3/3/27; Americans put the month first: the nearer of the two readings is meant. */
function numbers(language: string): Step {
  const iso = eachMatch(
    /(?<![\d-])(20\d\d)[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})(?!\d)/g,
    ([, y, m, d]) => certain(calendarDay(Number(y), Number(m), Number(d))),
  )
  const short = eachMatch(
    /(?<![\d.,:/-])(?:(\d{1,2})\.? ?- ?)?(\d{1,2})([./]|-(?=\d{1,2}-)) ?(\d{1,2})(?:[./-] ?(20\d\d|\d\d(?![\d:])))?(?![\d:%]|[.,]\d)/g,
    ([whole, first, a, mark, b, y], on) => {
      if (mark === '.' && y === undefined && !whole.endsWith('.') && !isDotted(language))
        return null
      const inYear = y === undefined ? null : Number(y) + (y.length === 2 ? 2000 : 0)
      const dayFirst = dated(Number(a), Number(b), inYear, on)
      const monthFirst =
        mark === '/' && language === 'en' ? dated(Number(b), Number(a), inYear, on) : null
      return certain(nearer(dayFirst, monthFirst, on), first !== undefined)
    },
  )
  return (text, on) => [...iso(text, on), ...short(text, on)]
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

/** No groups of its own; in languages that part words by blanks only the whole word. */
function wholeWord(phrase: string): string {
  const plain = ungrouped(phrase)
  return /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(plain)
    ? `(?:${plain})`
    : `(?<!\\p{L})(?:${plain})(?!\\p{L})`
}

function ungrouped(phrase: string): string {
  return plainWords(phrase.replace(/(?<!\\)\((?!\?)/g, '(?:')).replaceAll('\\p{l}', '\\p{L}')
}

/** The next such day after the mail's own. */
function weekdays({ weekdays: names }: DateWords): Step {
  const steps = names.map((name, weekday) =>
    eachMatch(new RegExp(wholeWord(name), 'gu'), (_, on) => ({
      day: daysLater(on, ((weekday - weekdayOf(on) + 6) % 7) + 1),
      relative: true,
      range: false,
    })),
  )
  return (text, on) => steps.flatMap((step) => step(text, on))
}

function relatives({ tomorrow, nextWeek, nextMonth }: DateWords): Step {
  const step = (phrase: string | undefined, day: (on: string) => string | null): Step =>
    phrase === undefined
      ? () => []
      : eachMatch(new RegExp(wholeWord(phrase), 'gu'), (_, on) => {
          const found = day(on)
          return found === null ? null : { day: found, relative: true, range: false }
        })
  const steps = [
    step(tomorrow, (on) => daysLater(on, 1)),
    step(nextWeek, (on) => daysLater(on, 7 - weekdayOf(on))),
    step(nextMonth, (on) => {
      const [y = 0, m = 0] = on.split('-').map(Number)
      return m === 12 ? calendarDay(y + 1, 1, 1) : calendarDay(y, m + 1, 1)
    }),
  ]
  return (text, on) => steps.flatMap((one) => one(text, on))
}

/** 2027年3月3日, 3月3日, 3월 3일. */
function eastAsian(): Step {
  return eachMatch(
    /(?:(20\d\d) ?[年년] ?)?(?:(\d{1,2}) ?[月월] ?)?(\d{1,2}) ?[日号號일](?!間|间|\d)/g,
    ([, y, m, d], on) => {
      const month = m === undefined ? Number(on.slice(5, 7)) : Number(m)
      return certain(dated(Number(d), month, y === undefined ? null : Number(y), on))
    },
  )
}
