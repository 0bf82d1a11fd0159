/** The day on which a mail was written, in the time zone of its writer: "until Monday" is said where one sits. */

/** A Date header (RFC 5322 section 3.3) -> `YYYY-MM-DD` by its own offset; null when it is no date. */
export function writtenOn(date: string | null): string | null {
  const ms = Date.parse(date ?? '')
  if (Number.isNaN(ms)) return null
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)\b/.exec(date ?? '') ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  const local = new Date(ms + (sign ? offset : 0)).toISOString()
  return local.length === 24 ? local.slice(0, 10) : null
}
