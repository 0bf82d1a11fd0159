/** Times as Outlook shows them, in the zone of the browser, seen from the sandbox's clock. */

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const dayOnly = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const full = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

const day = 86_400_000

/** "2 Mar, 10:02". */
export function dayTime(iso: string): string {
  return dayOnly.format(new Date(iso))
}

/** "10:02" today, "Tue 10:02" this week, "2 Mar 2027" before. Both times ISO 8601 UTC. */
export function shortTime(iso: string, now: string): string {
  const at = new Date(iso)
  const present = new Date(now)
  if (at.toDateString() === present.toDateString()) return time.format(at)
  return Math.abs(present.getTime() - at.getTime()) < 6 * day ? weekday.format(at) : date.format(at)
}

/** "Tue, 2 Mar 2027, 10:02". */
export function fullTime(iso: string): string {
  return full.format(new Date(iso))
}

/** The value of a datetime-local field, in the browser's zone. */
export function localInput(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
