/** One row of a contact file: who it is about, and what it makes of a contact that is known. */

import type { ColumnMatch, ExistingChoice } from '../../../shared/import.ts'
import { nameFromAddress, normalAddress } from '../contacts/address.ts'
import { contactName, type Contact } from '../contacts/contact.ts'
import { changeProperties, propertyName } from '../contacts/contact-properties.ts'

export interface FilePerson {
  email: string
  /** Empty where the file has none. */
  name: string
  company: string
  properties: Record<string, string>
}

const longestText = 200

/** The person of a row, or a sentence that says why there is none. */
export function personOf(
  cells: readonly string[],
  columns: readonly ColumnMatch[],
): FilePerson | { reason: string } {
  const textOf = (use: ColumnMatch['use']): string =>
    plain(cells[columns.findIndex((one) => one.use === use)])
  const written = textOf('email')
  if (written === '') return { reason: 'The row has no address.' }
  const email = normalAddress(written)
  if (email === null)
    return { reason: 'That is not a mail address. Write one such as ana@acme.example.' }
  const company = textOf('company')
  if (company.length > longestText)
    return { reason: `The company is too long: use ${String(longestText)} characters at most.` }
  const given = columns.flatMap(({ use, property }, at): [string, string][] => {
    const value = plain(cells[at])
    return use === 'property' && value !== '' ? [[propertyName(property), value]] : []
  })
  const properties = changeProperties({}, Object.fromEntries(given))
  if ('refused' in properties) return { reason: properties.refused }
  const name =
    textOf('name') || [textOf('first-name'), textOf('last-name')].filter(Boolean).join(' ')
  return { email, name, company, properties: properties.properties }
}

/**
 * What the file makes of a known contact; null when nothing is to be written. Empty cells take nothing away. A name that was
 * only made from the address is a gap.
 */
export function mergePerson(
  known: Contact,
  person: FilePerson,
  existing: ExistingChoice,
): Contact | null | { reason: string } {
  if (existing === 'keep') return null
  const over = existing === 'overwrite'
  const name = person.name === '' ? known.name : contactName(person.name, known.email)
  const isGap = known.name === nameFromAddress(known.email)
  const company = person.company === '' ? known.company : person.company
  const change = Object.fromEntries(
    Object.entries(person.properties).filter(([key]) => over || !(key in known.properties)),
  )
  const properties = changeProperties(known.properties, change)
  if ('refused' in properties) return { reason: properties.refused }
  const merged: Contact = {
    ...known,
    name: over || isGap ? name : known.name,
    company: over ? company : (known.company ?? company),
    properties: properties.properties,
  }
  return isSame(known, merged) ? null : merged
}

function isSame(one: Contact, other: Contact): boolean {
  const keys = Object.keys(other.properties)
  return (
    one.name === other.name &&
    one.company === other.company &&
    keys.length === Object.keys(one.properties).length &&
    keys.every((key) => one.properties[key] === other.properties[key])
  )
}

/** One line without needless blanks, and without the quote that keeps a spreadsheet from reading a formula. */
function plain(cell: string | undefined): string {
  return (cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
}
