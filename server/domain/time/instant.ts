/** A moment as the store keeps it: UTC text of exactly 24 characters, so that text order is time order. */

export type Instant = string

export const dayMs = 24 * 3600_000

/** Milliseconds since 1970 -> `YYYY-MM-DDTHH:mm:ss.sssZ`. Throws RangeError for a moment outside the years 0-9999. */
export function instant(ms: number): Instant {
  const text = new Date(ms).toISOString()
  if (text.length !== 24) throw new RangeError(`A time must lie in the years 0 to 9999: ${text}`)
  return text
}

/** The milliseconds since 1970 of any ISO 8601 or HTTP date. Throws RangeError when it is none. */
export function msOf(text: string): number {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new RangeError(`Not a time: ${text}`)
  return ms
}

/** Brings a foreign spelling (whole seconds, offsets, HTTP dates) into the one form. */
export function toInstant(text: string): Instant {
  return instant(msOf(text))
}

export function later(from: Instant, ms: number): Instant {
  return instant(msOf(from) + ms)
}

export function earliest(...moments: (Instant | null | undefined)[]): Instant | null {
  let first: Instant | null = null
  for (const moment of moments) if (moment && (first === null || moment < first)) first = moment
  return first
}

/** Exchange keeps whole seconds; a moment is brought to that grain before it is compared with Exchange's. */
export function wholeSecond(moment: Instant): Instant {
  return instant(Math.floor(msOf(moment) / 1000) * 1000)
}
