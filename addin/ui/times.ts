/** Times as the rep reads them: "2 March, 10:02" and "in 2 days", in the rep's zone and with the region's habits. */

export interface Times {
  /** UTC, ISO 8601. */
  now: () => string
  /** "2 March, 10:02"; with the year when it is not this one. `at` is UTC, ISO 8601. */
  absolute: (at: string) => string
  /** "10:02" for today, else as `absolute`. */
  short: (at: string) => string
  /** "at 10:02" for today, else "on 2 March, 10:02". */
  on: (at: string) => string
  isPast: (at: string) => boolean
  isToday: (at: string) => boolean
  /** Less than a day ago. */
  isRecent: (at: string) => boolean
  /** "in 2 days", "3 hours ago", "now". */
  relative: (at: string) => string
  /** When work begins, 08:00 in the rep's zone, so many days from today; UTC, ISO 8601. */
  morningIn: (days: number) => string
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/**
 * `locale` is BCP 47, `timeZone` whatever Outlook calls it: names that Intl does not know (Outlook often gives Windows
 * names) mean the zone of this machine. `now` is in milliseconds.
 */
export function createTimes(locale: string, timeZone: string, now: () => number): Times {
  const language = spoken(locale)
  const zone = knownZone(timeZone)
  const format = (parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, { ...parts, ...(zone === null ? {} : { timeZone: zone }) })
  const clock = format({ hour: 'numeric', minute: '2-digit' })
  const day = format({ day: 'numeric', month: 'long' })
  const dayOfYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const counted = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

  function absolute(at: string): string {
    const time = new Date(at)
    const sameYear = dayOfYear.format(time) === dayOfYear.format(withYearOf(now(), time))
    return `${(sameYear ? day : dayOfYear).format(time)}, ${clock.format(time)}`
  }
  function isToday(at: string): boolean {
    return dayOfYear.format(now()) === dayOfYear.format(new Date(at))
  }
  function short(at: string): string {
    return isToday(at) ? clock.format(new Date(at)) : absolute(at)
  }
  return {
    now: () => new Date(now()).toISOString(),
    absolute,
    short,
    on: (at) => `${isToday(at) ? 'at' : 'on'} ${short(at)}`,
    isPast: (at) => Date.parse(at) <= now(),
    isToday,
    isRecent: (at) => now() - Date.parse(at) < 86_400_000,
    relative(at) {
      const left = Date.parse(at) - now()
      const unit = units.find(([, length]) => Math.abs(left) >= length)
      if (!unit) return Math.abs(left) < 30_000 ? 'now' : left > 0 ? 'in a moment' : 'just now'
      return counted.format(Math.round(left / unit[1]), unit[0])
    },
    morningIn: (days) => morningIn(days, now(), zone),
  }
}

function morningIn(days: number, now: number, zone: string | null): string {
  const here = new Date(wallClock(now, zone))
  const wanted = Date.UTC(here.getUTCFullYear(), here.getUTCMonth(), here.getUTCDate() + days, 8)
  // Twice: the first guess may lie on the other side of a change to summer time.
  const guess = wanted - (wallClock(wanted, zone) - wanted)
  return new Date(wanted - (wallClock(guess, zone) - guess)).toISOString()
}

/** What a clock on the wall of that zone shows, as if it were UTC; in milliseconds, whole seconds. */
function wallClock(at: number, zone: string | null): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(zone === null ? {} : { timeZone: zone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
}

/** Our sentences are English, so a German rep reads "2 March, 10:02" and not "2. März" in the middle of one: en-DE. */
function spoken(locale: string): string {
  try {
    const { language, region } = new Intl.Locale(locale)
    if (language === 'en') return locale
    return `en-${region ?? 'GB'}`
  } catch {
    return 'en-GB'
  }
}

function knownZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

function withYearOf(now: number, time: Date): Date {
  const moved = new Date(time)
  moved.setUTCFullYear(new Date(now).getUTCFullYear())
  return moved
}
