/** What is looked at when a mail is judged, whether Graph listed it or its MIME text was read. */

import type { Address } from '../../contacts/address.ts'
import type { DeliveryReport } from '../delivery/delivery-report.ts'
import type { Header } from '../message/message.ts'

// No phrase worth reading comes later, and no phrase search is given more than this: hostile mails are long.
export const longestText = 40_000
export const longestNewest = 5_000
export const longestSubject = 500

/** One leaf of the MIME tree. */
export interface MimePart {
  /** Content type, lower case. */
  type: string
  /** Calendar method (RFC 5546), upper case, or null. */
  method: string | null
  attached: boolean
}

export interface MessageFacts {
  headers: Header[]
  from: Address | null
  /** Whom it is addressed to, as far as those are SMTP addresses. */
  to: Address[]
  subject: string
  messageClass: string | null
  isEventMessage: boolean
  /** `YYYY-MM-DD` where it was written, by which words such as "Monday" are understood; null when it has no date. */
  writtenOn: string | null
  /** All its own words (not those of attached mails), at most `longestText`. */
  text: string
  /** What its writer wrote now, without quotations, at most `longestNewest`. */
  newest: string
  /** Whether words of an earlier mail stand below or above the newest ones. */
  quotes: boolean
  /** Null when only Graph's list was read, which shows no structure. */
  parts: MimePart[] | null
  report: DeliveryReport | null
  /** The Disposition field of a receipt (RFC 8098 section 3.2.6), lower case, or null. */
  disposition: string | null
}

/** A clause a person can read, and what was found. */
export interface Sign<Found> {
  found: Found
  because: string
}

/** Answers the sign, or null; the first that fits speaks. */
export function firstSign<Found>(
  ...signs: (Sign<Found> | null | (() => Sign<Found> | null))[]
): Sign<Found> | null {
  for (const sign of signs) {
    const found = typeof sign === 'function' ? sign() : sign
    if (found) return found
  }
  return null
}
