/** The time zones a person may choose from, by their IANA names. */

/** Browsers list some zones under the name a city had before; it is found by today's name too. */
const todaysNames: Record<string, string> = {
  'America/Godthab': 'Nuuk',
  'Asia/Calcutta': 'Kolkata',
  'Asia/Katmandu': 'Kathmandu',
  'Asia/Rangoon': 'Yangon',
  'Asia/Saigon': 'Ho Chi Minh City',
  'Europe/Kiev': 'Kyiv',
}

let known: readonly string[] | null = null

/** All that this browser knows; UTC comes first, for browsers leave it out of their list. */
function knownZones(): readonly string[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return known
}

/** Those that a piece of a name means: "new york", "berlin"; `most` at most. */
export function zonesLike(piece: string, most: number): string[] {
  const wanted = piece.trim().toLowerCase().replaceAll('_', ' ')
  return knownZones()
    .filter((zone) =>
      `${zone} ${todaysNames[zone] ?? ''}`.toLowerCase().replaceAll('_', ' ').includes(wanted),
    )
    .slice(0, most)
}

/** Whether this browser can count in it: the server may know a zone that was made since. */
export function isKnownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
