/** What a language's table of phrases holds: how its programs and people say that nobody, or somebody else, will answer. */

/**
 * Every phrase is a regular expression in natural spelling; both it and the mail are brought to plain words before
 * they meet. Gaps are bounded. A list that a language leaves out is empty.
 */
export interface Phrases {
  /** ISO 639-1. */
  language: string
  /** Subjects that only programs write, from their beginning: enough alone. */
  autoSubject: readonly string[]
  /** "This is an automatic reply". */
  autoText: readonly string[]
  /** Subjects that people write too, from their beginning: they need words beside them. */
  awaySubject?: readonly string[]
  /** "I am out of the office", in the present or future. */
  awayText: readonly string[]
  /** "I will answer on my return", "in urgent cases write to". */
  laterText?: readonly string[]
  /** "no longer works here". */
  leftText?: readonly string[]
  /** "Your request was given the number". */
  ticketText?: readonly string[]
  /** "We have received your message". */
  receivedText?: readonly string[]
  bounceSubject: readonly string[]
  bounceText?: readonly string[]
  /** Subjects of read receipts, from their beginning. */
  receiptSubject?: readonly string[]
  receiptText?: readonly string[]
  dates?: DateWords
}

export interface DateWords {
  /** January first, each an alternation. */
  months: readonly string[]
  /** Monday first, each an alternation. */
  weekdays: readonly string[]
  /** Before a date: the absence lasts until then. */
  until: readonly string[]
  /** Before a date: the person is there again. */
  back: readonly string[]
  /** Before a date: the absence begins, or is over, as the words around it tell. */
  from?: readonly string[]
  /** After a date, where the language puts it there. */
  untilAfter?: readonly string[]
  backAfter?: readonly string[]
  tomorrow?: string
  nextWeek?: string
  nextMonth?: string
  /** "end of", before a month. */
  endOf?: string
}
