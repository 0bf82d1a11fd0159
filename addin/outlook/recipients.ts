/** The people on the open mail, as the pane works with them: one per address, in the order they stand there. */

export interface Recipient {
  /** Lower-case and trimmed. */
  email: string
  /** As Outlook shows it; empty when Outlook only knows the address. */
  name: string
}

export interface Recipients {
  people: Recipient[]
  /** Names in the fields that Outlook has not turned into an address yet. */
  unresolved: number
}

export interface RawRecipient {
  emailAddress?: string | undefined
  displayName?: string | undefined
}

export const nobody: Recipients = { people: [], unresolved: 0 }

/**
 * One entry per address. Outlook answers recipients that are still being resolved with an empty address
 * (office-js #2502) and Exchange-internal ones with an X.500 path: both are only counted.
 */
export function readRecipients(raw: readonly RawRecipient[]): Recipients {
  const people = new Map<string, Recipient>()
  let unresolved = 0
  for (const each of raw) {
    const email = (each.emailAddress ?? '').trim().toLowerCase()
    if (!/^[^\s@<>]+@[^\s@<>]+$/.test(email)) {
      unresolved += 1
      continue
    }
    const shown = (each.displayName ?? '').trim()
    const name = shown.toLowerCase() === email ? '' : shown
    const known = people.get(email)
    if (!known || (known.name === '' && name !== '')) people.set(email, { email, name })
  }
  return { people: [...people.values()], unresolved }
}

export function sameRecipients(one: Recipients, other: Recipients): boolean {
  return (
    one.unresolved === other.unresolved &&
    one.people.length === other.people.length &&
    one.people.every((person, index) => {
      const twin = other.people[index]
      return twin?.email === person.email && twin.name === person.name
    })
  )
}
