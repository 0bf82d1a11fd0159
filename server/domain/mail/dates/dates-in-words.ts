/** Finds the dates that a text names, in one language, and where in the text they stand. */

import { calendarDay, daysLater, lastOfMonth, weekdayOf } from './calendar-day.ts'
import { dayAlone, eastAsian, isEastAsian, numbers } from './dates-in-numbers.ts'
import { certain, dated, eachMatch, type NamedDate, type DateReader } from './named-date.ts'
import type { DateWords } from '../phrases/phrases.ts'
import { plainWords } from '../message/plain-words.ts'

export interface DateFinder {
  find: (text: string, writtenOn: string) => NamedDate[]
}

const year = "(?:,? ?(?:de |del |do |den |of |год[а]? )?(20\\d\\d)|,? ?'(\\d\\d)(?!\\d))?"

/** Expressions are made once per language. */
export function dateFinder(words: DateWords, language: string): DateFinder {
  const steps = [
    namedMonths(words),
    numbers(language),
    ...(language === 'en' ? [dayAlone()] : []),
    weekdays(words),
    relatives(words),
    ...(isEastAsian(language) ? [eastAsian()] : []),
  ]
  return {
    find: (text, writtenOn) =>
      steps.flatMap((step) => step(text, writtenOn)).sort((a, b) => a.from - b.from),
  }
}

/** "3 March", "3. März 2027", "3rd of March", "le 1er mars", "March 3", "July 10-31", "end of March". */
function namedMonths({ months, endOf }: DateWords): DateReader {
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
      `(?<!\\p{L}|(?<!\\d\\d)\\d{1,2}\\.? ?)(?:${names})\\.? (\\d{1,2})(?:st|nd|rd|th|\\.)?(?: ?(?:-|to|through|thru|until) ?(\\d{1,2})(?:st|nd|rd|th)?)?(?![\\d:])${year}`,
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
function weekdays({ weekdays: names }: DateWords): DateReader {
  const steps = names.map((name, weekday) =>
    eachMatch(new RegExp(wholeWord(name), 'gu'), (_, on) => ({
      day: daysLater(on, ((weekday - weekdayOf(on) + 6) % 7) + 1),
      relative: true,
      range: false,
    })),
  )
  return (text, on) => steps.flatMap((step) => step(text, on))
}

function relatives({ tomorrow, nextWeek, nextMonth }: DateWords): DateReader {
  const step = (phrase: string | undefined, day: (on: string) => string | null): DateReader =>
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
