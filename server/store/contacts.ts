/** Contacts, and the addresses that must not be written to. */

import sql from 'sql-template-tag'
import { registrableDomain } from '../domain/company.ts'
import type { Contact } from '../domain/contact.ts'
import type { Db } from './db.ts'

interface Row {
  id: string
  email: string
  name: string
  company: string | null
  company_id: string | null
  properties: string
  address_state: Contact['addressState']
  created_at: string
}

const columns = sql`id, email, name, company, company_id, properties, address_state, created_at`

export async function contactById(db: Db, id: string): Promise<Contact | null> {
  return fromRow(await db.one<Row>(sql`select ${columns} from contacts where id = ${id}`))
}

export async function contactByEmail(db: Db, email: string): Promise<Contact | null> {
  return fromRow(await db.one<Row>(sql`select ${columns} from contacts where email = ${email}`))
}

/** Adds the contact unless the address is known; answers the one that is there, and whether it is new. */
export async function addContact(
  db: Db,
  contact: Contact,
): Promise<{ contact: Contact; isNew: boolean }> {
  const added = fromRow(
    await db.one<Row>(sql`
      insert into contacts (${columns}, domain)
      values (${contact.id}, ${contact.email}, ${contact.name}, ${contact.company}, ${contact.companyId},
        ${JSON.stringify(contact.properties)}, ${contact.addressState}, ${contact.createdAt},
        ${registrableDomain(contact.email)})
      on conflict (email) do nothing
      returning ${columns}`),
  )
  if (added) return { contact: added, isNew: true }
  const known = await contactByEmail(db, contact.email)
  if (!known) throw new Error('A contact was neither added nor found.')
  return { contact: known, isNew: false }
}

/** Writes every field but the id and the time of making. */
export async function putContact(db: Db, contact: Contact): Promise<void> {
  await db.all(sql`
    update contacts
    set email = ${contact.email},
      name = ${contact.name},
      company = ${contact.company},
      company_id = ${contact.companyId},
      properties = ${JSON.stringify(contact.properties)},
      domain = ${registrableDomain(contact.email)},
      address_state = ${contact.addressState}
    where id = ${contact.id}`)
}

export async function markAddressBad(db: Db, contactId: string): Promise<void> {
  await db.all(sql`update contacts set address_state = 'bad' where id = ${contactId}`)
}

export interface Suppression {
  address: string
  reason: string
  since: string
}

export async function suppressionOf(db: Db, address: string): Promise<Suppression | null> {
  const row = await db.one<Suppression>(sql`
    select address, reason, since
    from suppressions
    where address = ${address}`)
  return row ?? null
}

/** An address that is suppressed already stays so, for the reason and since the time it has. */
export async function suppress(db: Db, suppression: Suppression): Promise<void> {
  await db.all(sql`
    insert into suppressions (address, reason, since)
    values (${suppression.address}, ${suppression.reason}, ${suppression.since})
    on conflict (address) do nothing`)
}

/** Lifts what was suppressed for this reason; one that stands for another reason stays. Answers whether none is left. */
export async function liftSuppression(db: Db, address: string, reason: string): Promise<boolean> {
  await db.all(sql`
    delete from suppressions
    where address = ${address}
    and reason = ${reason}`)
  return (await suppressionOf(db, address)) === null
}

function fromRow(row: Row | undefined): Contact | null {
  if (!row) return null
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    company: row.company,
    companyId: row.company_id,
    properties: JSON.parse(row.properties) as Record<string, string>,
    addressState: row.address_state,
    createdAt: row.created_at,
  }
}
