/** The one place that asks whose an address is already. */

import { addressKey } from '../../domain/contacts/address.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { aliasAt } from '../../store/contacts/aliases.ts'
import { contactByEmail, contactById, contactsAtKeys } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { userByAddress } from '../../store/directory/users.ts'
import { refuse, type Refused } from '../problem.ts'

/** The contact one meets under this address: whose own it is, whose further one, or another spelling of whose it is. */
export async function contactAtAddress(db: Db, address: string): Promise<Contact | null> {
  const own = await contactByEmail(db, address)
  if (own) return own
  const alias = await aliasAt(db, address)
  if (alias) return contactById(db, alias.contactId)
  return (await contactsAtKeys(db, [addressKey(address)])).at(0) ?? null
}

/** Why this address cannot be a contact's own: it is a further one of somebody else. Null: it can. */
export async function whyNotOwn(
  db: Db,
  address: string,
  contactId: string | null,
): Promise<Refused | null> {
  const alias = await aliasAt(db, address)
  if (!alias || alias.contactId === contactId) return null
  const holder = await contactById(db, alias.contactId)
  return refuse(
    409,
    'alias-known',
    'Another contact’s address',
    `${address} is a further address of ${holder?.name ?? 'another contact'} <${holder?.email ?? ''}>. Choose that contact, or unlink the address there first.`,
  )
}

/** Why this address cannot be a further one of that contact, because somebody else has it; null when nobody has. */
export async function whyNotAlias(
  db: Db,
  address: string,
  contactId: string,
): Promise<Refused | null> {
  const contacts = await contactsAtKeys(db, [addressKey(address)])
  const other = contacts.find((one) => one.id !== contactId)
  if (other)
    return refuse(
      409,
      'contact-known',
      'Another contact’s address',
      `${address} is the address of ${other.name}, a contact of their own. One address belongs to one contact.`,
    )
  const user = await userByAddress(db, address)
  if (user)
    return refuse(
      422,
      'own-address',
      'A colleague',
      `${address} belongs to ${user.name} of your own company. A contact’s addresses are outside it.`,
    )
  return whyNotOwn(db, address, contactId)
}
