/** Finds out, for many addresses at once, which contacts they belong to. */

import { addressKey } from '../../domain/contacts/address.ts'
import { aliasesAtKeys } from '../../store/contacts/aliases.ts'
import { contactsAtKeys, contactsByIds } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { inBatches, unique } from '../batches.ts'

export interface Known {
  contactId: string
  email: string
  companyId: string | null
}

/** The contacts whom these addresses belong to, by address: their own, a further one, or another spelling of it. */
export async function contactsBehind(db: Db, addresses: string[]): Promise<Map<string, Known>> {
  const keys = unique(addresses.map(addressKey))
  const contacts = await inBatches(keys, (some) => contactsAtKeys(db, some))
  const aliases = await inBatches(keys, (some) => aliasesAtKeys(db, some))
  const owners = await inBatches(unique(aliases.map((alias) => alias.contactId)), (some) =>
    contactsByIds(db, some),
  )
  const found = new Map<string, Known>()
  for (const address of unique(addresses)) {
    const key = addressKey(address)
    const alias = aliases.find((one) => addressKey(one.address) === key)
    const contact =
      contacts.find((one) => one.email === address) ??
      owners.find((one) => one.id === alias?.contactId) ??
      contacts.find((one) => addressKey(one.email) === key)
    if (contact)
      found.set(address, {
        contactId: contact.id,
        email: contact.email,
        companyId: contact.companyId,
      })
  }
  return found
}
