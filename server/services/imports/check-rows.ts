/** What rows of an import come to, as the store stands now: the same for the check, which writes nothing, and for the import. */

import { addressKey, domainOf } from '../../domain/contacts/address.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { mergePerson, personOf, type FilePerson } from '../../domain/imports/row.ts'
import { aliasesAtKeys } from '../../store/contacts/aliases.ts'
import { contactById, contactsAtKeys } from '../../store/contacts/contacts.ts'
import { suppressionOf } from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import { firstRowsOfKeys, type FileRow } from '../../store/imports/import-rows.ts'
import type { StoredImport } from '../../store/imports/imports.ts'

/** `number` and `key` are the row's; `key` null: it has no address. */
export type CheckedRow = { number: number; key: string | null; suppressed: boolean } & (
  | { outcome: 'new'; person: FilePerson }
  | { outcome: 'changed'; known: Contact; changed: Contact }
  | { outcome: 'unchanged'; known: Contact }
  | { outcome: 'duplicate' | 'rejected'; reason: string }
)

type Read =
  | { number: number; key: null; reason: string }
  | { number: number; key: string; person: FilePerson }

/** Rows in the file's order, those of the same address once. `ownDomains` are the tenant's. */
export async function judgeRows(
  db: Db,
  one: StoredImport,
  rows: FileRow[],
  ownDomains: readonly string[],
): Promise<CheckedRow[]> {
  const read = rows.map(({ number, cells }): Read => {
    const person = personOf(cells, one.columns)
    return 'reason' in person
      ? { number, key: null, reason: person.reason }
      : { number, key: addressKey(person.email), person }
  })
  const keys = [...new Set(read.flatMap(({ key }) => key ?? []))]
  const first = await firstRowsOfKeys(db, one.id, keys, rows[0]?.number ?? 0)
  const contacts = await contactsAtKeys(db, keys)
  const aliases = new Map((await aliasesAtKeys(db, keys)).map((alias) => [keyOf(alias), alias]))
  const judged: CheckedRow[] = []
  for (const row of read) {
    const { number } = row
    if (!('person' in row)) {
      judged.push({ ...row, suppressed: false, outcome: 'rejected' })
      continue
    }
    const { key, person } = row
    const leaveOut = (outcome: 'duplicate' | 'rejected', reason: string): void => {
      // Only a row that was taken stands in the way of a later one with the same address.
      judged.push({ number, key: null, suppressed: false, outcome, reason })
    }
    const earlier = first.get(key)
    if (earlier !== undefined) {
      leaveOut('duplicate', `The same address stands in row ${String(earlier)} already.`)
      continue
    }
    if (ownDomains.includes(domainOf(person.email))) {
      leaveOut(
        'rejected',
        'The address belongs to your own company. Sequences are for people outside it.',
      )
      continue
    }
    const known = contactAt(contacts, person.email, key)
    const alias = aliases.get(key)
    if (alias && known?.email !== person.email && alias.contactId !== known?.id) {
      const holder = await contactById(db, alias.contactId)
      leaveOut(
        'rejected',
        `It is a further address of ${holder?.name ?? 'another contact'} <${holder?.email ?? ''}>. Change that contact, or unlink the address there first.`,
      )
      continue
    }
    const merged = known && mergePerson(known, person, one.existing)
    if (merged && 'reason' in merged) {
      leaveOut('rejected', merged.reason)
      continue
    }
    first.set(key, number)
    const taken = {
      number,
      key,
      suppressed: (await suppressionOf(db, known?.email ?? person.email)) !== null,
    }
    if (!known) judged.push({ ...taken, outcome: 'new', person })
    else if (merged) judged.push({ ...taken, outcome: 'changed', known, changed: merged })
    else judged.push({ ...taken, outcome: 'unchanged', known })
  }
  return judged
}

/** The contact with this very address, else one with another spelling of it. */
function contactAt(contacts: Contact[], email: string, key: string): Contact | undefined {
  return (
    contacts.find((contact) => contact.email === email) ??
    contacts.find((contact) => addressKey(contact.email) === key)
  )
}

function keyOf(alias: { address: string }): string {
  return addressKey(alias.address)
}
