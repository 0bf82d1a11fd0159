/** Contacts: adding, finding and changing them, and the name of their company in what they are sent. */

import sql, { join, type Sql } from 'sql-template-tag'
import { addressKey } from '../../domain/contacts/address.ts'
import { registrableDomain } from '../../domain/contacts/company.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { Db } from '../db/db.ts'
import { notePropertyNames } from './property-names.ts'

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

// Who was given no company belongs to the one whose domain the address is in.
const companyId = sql`coalesce(company_id,
  (select d.company_id from company_domains d where d.domain = contacts.domain)) as company_id`
const columns = sql`id, email, name, company, ${companyId}, properties, address_state, created_at`

export async function contactById(db: Db, id: string): Promise<Contact | null> {
  return (await list(db, sql`where id = ${id}`)).at(0) ?? null
}

export async function contactByEmail(db: Db, email: string): Promise<Contact | null> {
  return (await list(db, sql`where email = ${email}`)).at(0) ?? null
}

/** Every contact whose address has one of these keys. */
export async function contactsAtKeys(db: Db, addressKeys: string[]): Promise<Contact[]> {
  if (addressKeys.length === 0) return []
  return list(db, sql`where address_key in (${join(addressKeys)}) order by id`)
}

export async function contactsByIds(db: Db, ids: string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  return list(db, sql`where id in (${join(ids)})`)
}

/** Adds the contact unless the address is known; answers the one that is there, and whether it is new. */
export async function addContact(
  db: Db,
  contact: Contact,
): Promise<{ contact: Contact; isNew: boolean }> {
  const added = await db.one(sql`
    insert into contacts (id, email, name, company, company_id, properties, address_state, created_at, domain,
      address_key)
    values (${contact.id}, ${contact.email}, ${contact.name}, ${contact.company}, ${contact.companyId},
      ${JSON.stringify(contact.properties)}, ${contact.addressState}, ${contact.createdAt},
      ${registrableDomain(contact.email)}, ${addressKey(contact.email)})
    on conflict (email) do nothing
    returning id`)
  if (added) await notePropertyNames(db, Object.keys(contact.properties))
  if (added) db.publish({ kind: 'contact', id: contact.id })
  const known = await contactByEmail(db, contact.email)
  if (!known) throw new Error('A contact was neither added nor found.')
  return { contact: known, isNew: added !== undefined }
}

/** Writes every field but the id, the time of making and the company's record, which `setCompany` writes. */
export async function putContact(db: Db, contact: Contact): Promise<void> {
  await db.all(sql`
    update contacts
    set email = ${contact.email},
      name = ${contact.name},
      company = ${contact.company},
      properties = ${JSON.stringify(contact.properties)},
      domain = ${registrableDomain(contact.email)},
      address_key = ${addressKey(contact.email)},
      address_state = ${contact.addressState}
    where id = ${contact.id}`)
  await notePropertyNames(db, Object.keys(contact.properties))
  db.publish({ kind: 'contact', id: contact.id })
}

/** Null: the contact was given no company, and belongs to the one that has the address's domain, if any. */
export async function setCompany(db: Db, contactId: string, company: string | null): Promise<void> {
  await db.all(sql`update contacts set company_id = ${company} where id = ${contactId}`)
  db.publish({ kind: 'contact', id: contactId })
}

/** Whether the contact was given a company, and does not merely write from one's domain. */
export async function isGivenCompany(db: Db, contactId: string): Promise<boolean> {
  const row = await db.one(sql`
    select id
    from contacts
    where id = ${contactId}
    and company_id is not null`)
  return row !== undefined
}

/** Emails to those who were given this company say its new name; whoever bears a name of their own for it keeps that. */
export async function renameCompanyOf(
  db: Db,
  companyId: string,
  from: string,
  to: string,
): Promise<void> {
  if (from === to) return
  const rows = await db.all<{ id: string }>(sql`
    update contacts
    set company = ${to}
    where company_id = ${companyId}
    and lower(company) = lower(${from})
    returning id`)
  for (const { id } of rows) db.publish({ kind: 'contact', id })
}

export async function markAddressBad(db: Db, contactId: string): Promise<void> {
  await db.all(sql`update contacts set address_state = 'bad' where id = ${contactId}`)
}

async function list(db: Db, rest: Sql): Promise<Contact[]> {
  const rows = await db.all<Row>(sql`select ${columns} from contacts ${rest}`)
  return rows.map(fromRow)
}

function fromRow(row: Row): Contact {
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
