/** Reads out of an out-of-office answer when its writer is there again, against the day the mail was written. */

import { daysBetween } from './calendar-day.ts'
import { dateFinder, type DateFinder } from './dates-in-words.ts'
import type { MessageFacts } from '../facts/facts.ts'
import type { NamedDate } from './named-date.ts'
import { everyLanguage } from '../phrases/every-language.ts'
import type { DateWords } from '../phrases/phrases.ts'
import { anyOf, plainWords } from '../message/plain-words.ts'

// How far before a date the word may stand that says what the date is: "until (and including) Friday, the".
const before = 42
const after = 30

interface Reader {
  finder: DateFinder
  until: RegExp
  back: RegExp
  /** "from": the beginning of the absence, or of being there again. */
  from: RegExp
  /** "again": which of the two it is. */
  again: RegExp
  againAfter: RegExp
  untilAfter: RegExp
  backAfter: RegExp
}

const readers = everyLanguage.flatMap(({ language, dates }) =>
  dates ? [readerOf(dates, language)] : [],
)

function readerOf(words: DateWords, language: string): Reader {
  const again = words.back.map((one) => `(?:${one})(?!\\p{L})`)
  return {
    finder: dateFinder(words, language),
    until: leading(words.until),
    back: leading(words.back),
    from: leading(words.from ?? []),
    again: anyOf(again),
    againAfter: new RegExp(`^[^\\d.!?;\\n]{0,25}(?:${anyOf(again).source})`, 'u'),
    untilAfter: anyOf(
      (words.untilAfter ?? []).map((one) => `\\.? ?(?:${one})`),
      'start',
    ),
    backAfter: anyOf(
      (words.backAfter ?? []).map((one) => `\\.? ?(?:${one})`),
      'start',
    ),
  }
}

/** Only a few short words may stand between it and the date: a number or a full stop begins another thought. */
function leading(phrases: readonly string[]): RegExp {
  const words = anyOf(phrases.map((one) => `(?:${one})(?!\\p{L})`)).source
  return new RegExp(`(?:${words})[^\\d.!?;\\n]{0,${before}}$`, 'u')
}

interface Candidate {
  day: string
  rank: number
  from: number
}

/** `YYYY-MM-DD`, not before the mail's own day nor more than a year after it; null when the words name none. */
export function returnDateIn(
  facts: Pick<MessageFacts, 'subject' | 'newest' | 'writtenOn'>,
): string | null {
  const on = facts.writtenOn
  if (on === null) return null
  const text = plainWords(`${facts.subject}\n${facts.newest}`)
    .replace(/ ?\n ?/g, '\n')
    // "d. 30.11.": the Scandinavian "on the".
    .replace(/ d\. ?(?=\d)/g, ' den ')
    .replace(/([^.!?:;\n])\n(?=[^\n])/g, '$1 ')
    // Hours of the day are numbers that name no day.
    .replace(
      /(?<![\d.])\d{1,2}(:\d\d)? ?([ap]\.?m\b\.?|uhr\b)|(?<![\d.])\d{1,2}[:h]\d\d(?!\d)/g,
      '',
    )
  const found = readers.flatMap((reader) => candidates(reader, text, on))
  const fitting = found.filter(({ day }) => day >= on && daysBetween(on, day) <= 366)
  fitting.sort((a, b) => a.rank - b.rank || a.from - b.from)
  return fitting[0]?.day ?? null
}

function candidates(reader: Reader, text: string, on: string): Candidate[] {
  const dates = reader.finder.find(text, on)
  return dates.flatMap((date, at) => {
    const joined = isJoined(text, dates[at - 1], date)
    const rank = rankOf(reader, text, joined ? { ...date, range: true } : date, dates[at + 1])
    return rank === null ? [] : [{ day: date.day, rank, from: date.from }]
  })
}

/** "23 Nov - 4 Dec": a stroke between two dates makes them one absence. */
function isJoined(text: string, first: NamedDate | undefined, second: NamedDate): boolean {
  if (!first || second.from <= first.to || second.from - first.to > 8) return false
  return /^[ .]*(\(.{1,3}\))? ?[-~〜] ?$/.test(text.slice(first.to, second.from))
}

/** The day of return first, then the end of the absence, then the end of a range; named dates before weekdays. */
function rankOf(
  reader: Reader,
  text: string,
  date: NamedDate,
  next: NamedDate | undefined,
): number | null {
  const lead = text.slice(Math.max(0, date.from - 60), date.from)
  const tail = text.slice(date.to, date.to + after)
  const loose = date.relative ? 1 : 0
  if (reader.backAfter.test(tail) || reader.back.test(lead)) return loose
  if (reader.untilAfter.test(tail) || reader.until.test(lead)) return 2 + loose
  if (date.range) return 4
  if (reader.from.test(lead)) {
    const clause = /^\.?[^\d.!?;\n]*/.exec(text.slice(date.to, date.to + 60))?.[0] ?? ''
    // "From the 3rd, and will return on the 5th": the word belongs to the date that it leads to.
    const leadsOn =
      next !== undefined && next.from >= date.to && next.from <= date.to + clause.length
    return reader.again.test(leadsOn ? lead : `${lead}${clause}`) ? loose : null
  }
  // "On Monday I am back": the word comes after the date, in the same clause.
  if (reader.againAfter.test(tail)) return 2 + loose
  return null
}
