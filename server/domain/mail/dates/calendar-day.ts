/** Days of the calendar as `YYYY-MM-DD`, reckoned without any time zone. */

const dayMs = 86_400_000

/** Null for days that no calendar has, such as 31 February. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const ms = Date.UTC(year, month - 1, day)
  const date = new Date(ms)
  const fits = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1970
  return fits && year <= 9999 ? date.toISOString().slice(0, 10) : null
}

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7
}

export function lastOfMonth(year: number, month: number): string | null {
  return calendarDay(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate())
}
