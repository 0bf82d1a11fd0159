/** Further addresses of contacts: learned, confirmed, offered, and those that a person has unlinked. */

import sql, { join, type Sql } from 'sql-template-tag'
import { addressKey } from '../../domain/contacts/address.ts'
import type { Alias } from '../../domain/contacts/alias.ts'
import type { Db } from '../db/db.ts'

interface Row {
  contact_id: string
  address: string
  state: Alias['state']
  words: string
  since: string
}

/** Every one of the contact, the unlinked ones included, oldest first; 200 at most. */
export async function aliasesOf(db: Db, contactId: string): Promise<Alias[]> {
  return list(db, sql`where contact_id = ${contactId} order by since, address limit 200`)
}

/** What the contact's card shows: without those unlinked, and without offers of what has become another contact's. */
export async function aliasesToShow(db: Db, contactId: string): Promise<Alias[]> {
  return list(
    db,
    sql`
    where contact_id = ${contactId}
    and state <> 'unlinked'
    and (state <> 'offered' or not exists (
      select 1
      from contacts c
      where c.address_key = aliases.address_key))
    and (state <> 'offered' or not exists (
      select 1
      from aliases o
      where o.address_key = aliases.address_key
      and o.state in ('learned', 'confirmed')))
    order by since, address
    limit 50`,
  )
}

/** Those that count as their contact's, at one of these keys. */
export async function aliasesAtKeys(db: Db, addressKeys: string[]): Promise<Alias[]> {
  if (addressKeys.length === 0) return []
  return list(
    db,
    sql`where address_key in (${join(addressKeys)}) and state in ('learned', 'confirmed')`,
  )
}

/** The contact whose further address this is, in whichever spelling; null when it is nobody's. */
export async function aliasAt(db: Db, address: string): Promise<Alias | null> {
  return (await aliasesAtKeys(db, [addressKey(address)])).at(0) ?? null
}

/** Adds the alias, or gives the contact's known one another state. */
export async function putAlias(db: Db, alias: Alias): Promise<void> {
  await db.all(sql`
    insert into aliases (contact_id, address, address_key, state, words, since)
    values (${alias.contactId}, ${alias.address}, ${addressKey(alias.address)}, ${alias.state}, ${alias.text},
      ${alias.since})
    on conflict (contact_id, address) do update set
      state = excluded.state,
      words = excluded.words,
      since = excluded.since`)
  db.publish({ kind: 'contact', id: alias.contactId })
}

/** Forgets it altogether: it has become the contact's own address. */
export async function dropAlias(db: Db, contactId: string, address: string): Promise<void> {
  await db.all(sql`
    delete from aliases
    where contact_id = ${contactId}
    and address_key = ${addressKey(address)}`)
  db.publish({ kind: 'contact', id: contactId })
}

async function list(db: Db, rest: Sql): Promise<Alias[]> {
  const rows = await db.all<Row>(sql`
    select contact_id, address, state, words, since
    from aliases
    ${rest}`)
  return rows.map((row) => ({
    contactId: row.contact_id,
    address: row.address,
    state: row.state,
    text: row.words,
    since: row.since,
  }))
}
