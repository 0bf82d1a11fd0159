/** Times as calendars write them: local, with the name of a zone that Windows or IANA gave. */

import { DateTime, IANAZone } from 'luxon'

/** The usual Windows names and their main IANA zone (Unicode CLDR, windowsZones.xml). */
const windowsZones: Record<string, string> = {
  'Alaskan Standard Time': 'America/Anchorage',
  'Arab Standard Time': 'Asia/Riyadh',
  'Arabian Standard Time': 'Asia/Dubai',
  'Argentina Standard Time': 'America/Buenos_Aires',
  'Atlantic Standard Time': 'America/Halifax',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Central America Standard Time': 'America/Guatemala',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Central Standard Time': 'America/Chicago',
  'China Standard Time': 'Asia/Shanghai',
  'E. Australia Standard Time': 'Australia/Brisbane',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Eastern Standard Time': 'America/New_York',
  'Egypt Standard Time': 'Africa/Cairo',
  'FLE Standard Time': 'Europe/Kiev',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'GTB Standard Time': 'Europe/Bucharest',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
  'India Standard Time': 'Asia/Kolkata',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Korea Standard Time': 'Asia/Seoul',
  'Mountain Standard Time': 'America/Denver',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Romance Standard Time': 'Europe/Paris',
  'Russian Standard Time': 'Europe/Moscow',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'Singapore Standard Time': 'Asia/Singapore',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Turkey Standard Time': 'Europe/Istanbul',
  'US Mountain Standard Time': 'America/Phoenix',
  UTC: 'UTC',
  'W. Europe Standard Time': 'Europe/Berlin',
}

const byLowerName = new Map(
  Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]),
)

/** The IANA zone of a Windows or IANA name; undefined for a name that neither knows. */
export function zoneOf(name: string): string | undefined {
  const known = byLowerName.get(name.toLowerCase())
  if (known !== undefined) return known
  return IANAZone.isValidZone(name) ? name : undefined
}

/** Milliseconds UTC of a local time such as `2026-12-01T09:00:00.0000000`; undefined when time or zone cannot be read. */
export function localTime(text: string, zoneName: string): number | undefined {
  const zone = zoneOf(zoneName)
  if (zone === undefined) return undefined
  const time = DateTime.fromISO(text.replace(/(\.\d{3})\d+/, '$1'), { zone })
  return time.isValid ? time.toMillis() : undefined
}

export interface ZonedTime {
  dateTime: string
  timeZone: string
}

/** Graph's dateTimeTimeZone: no offset, seven decimals. An unknown zone is written as UTC. */
export function zonedTime(ms: number, zoneName: string): ZonedTime {
  const zone = zoneOf(zoneName)
  const local = DateTime.fromMillis(ms, { zone: zone ?? 'utc' })
  return {
    dateTime: local.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'0000'"),
    timeZone: zone === undefined ? 'UTC' : zoneName,
  }
}
