/** The send window of a sequence: on which days, and between which hours of which zone, its emails may go. */

/** In the order of JavaScript's days of the week. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const
export type Weekday = (typeof weekdays)[number]

export interface SendWindow {
  days: Weekday[]
  /** `08:00`: from then on emails go. */
  from: string
  /** `18:00`: from then on none goes; later on the same day than `from`. */
  to: string
  /** IANA name of the zone in which days and hours are counted. */
  timeZone: string
}

/** What is offered to whoever turns a window on. */
export const usualDays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
]
export const usualHours = { from: '08:00', to: '18:00' }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/**
 * The earliest moment at or after `at` at which an email may go; null: at any time. Times are UTC, ISO 8601. Never more than
 * eight days later. Throws RangeError for a zone that is none, or a window without a day.
 */
export function opensAt(window: SendWindow | null, at: string): string {
  if (window === null) return at
  const ms = Date.parse(at)
  const today = Math.floor((ms + offsetAt(window.timeZone, ms)) / dayMs) * dayMs
  for (let day = today; day <= today + 8 * dayMs; day += dayMs) {
    const name = weekdays[new Date(day).getUTCDay()]
    if (name === undefined || !window.days.includes(name)) continue
    for (const [from, to] of spansOn(window, day))
      if (ms < to) return ms >= from ? at : new Date(from).toISOString()
  }
  throw new RangeError('A send window needs at least one day.')
}

/**
 * The spans of this day in which the window is open: one; two, when the hour that is counted twice in autumn parts them. When all of it
 * falls into the hour that is left out in spring, it is open for as long as it would have been, from when that hour is over.
 */
function spansOn({ from, to, timeZone }: SendWindow, day: number): [number, number][] {
  const opens = day + timeOfDayMs(from)
  const closes = day + timeOfDayMs(to)
  const dayBegins = day - offsetAt(timeZone, day) - 2 * hourMs
  const dayEnds = dayBegins + dayMs + 4 * hourMs
  const before = offsetAt(timeZone, dayBegins)
  const after = offsetAt(timeZone, dayEnds)
  if (before === after) return [[opens - before, closes - before]]
  const changesAt = changeBetween(timeZone, dayBegins, dayEnds)
  const spans: [number, number][] = [
    [opens - before, Math.min(closes - before, changesAt)],
    [Math.max(opens - after, changesAt), closes - after],
  ]
  const open = spans.filter(([begin, end]) => begin < end)
  return open.length > 0 ? open : [[changesAt, changesAt + closes - opens]]
}

/** When the clocks are changed; they are, once, between these two moments. */
function changeBetween(timeZone: string, from: number, to: number): number {
  const before = offsetAt(timeZone, from)
  let last = from
  let first = to
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2)
    if (offsetAt(timeZone, middle) === before) last = middle
    else first = middle
  }
  return first
}

/** `08:30` in milliseconds since midnight. */
function timeOfDayMs(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * hourMs + (minutes ?? 0) * minuteMs
}

// Making one costs a hundred times what using it does.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}

/** How far the clocks of the zone are ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, ms: number): number {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(ms / 1000) * 1000
}

/** "Europe/Berlin" is "Berlin". */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

/** "Monday 30 November, 08:00 (Berlin)": a moment by the clocks of the window. */
export function describeMoment({ timeZone }: SendWindow, at: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(Date.parse(at))
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')} ${part('month')}, ${part('hour')}:${part('minute')} (${placeOf(timeZone)})`
}
