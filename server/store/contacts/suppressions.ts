/** The suppression list as administrators keep it; what the gate asks of it is in contacts.ts. */

import sql from 'sql-template-tag'
import { addressKey } from '../../domain/contacts/address.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface Listed {
  address: string
  reason: string
  since: string
  addedBy: string | null
  /** When the contact asked for it too, after an administrator had added it. */
  askedAt: string | null
}

/** By address, after the address `after`; `search` is a piece of it in small letters, empty for all. */
export function listSuppressions(
  db: Db,
  search: string,
  after: string,
  limit: number,
): Promise<Listed[]> {
  const piece = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return db.all<Listed>(sql`
    select address, reason, since, added_by as "addedBy", asked_at as "askedAt"
    from suppressions
    where address > ${after}
    and address like ${piece} escape '\\'
    order by address
    limit ${limit}`)
}

export async function listedAt(db: Db, address: string): Promise<Listed | null> {
  const row = await db.one<Listed>(sql`
    select address, reason, since, added_by as "addedBy", asked_at as "askedAt"
    from suppressions
    where address = ${address}`)
  return row ?? null
}

export async function addByAdmin(
  db: Db,
  one: { address: string; reason: string; since: Instant; addedBy: string },
): Promise<void> {
  await db.all(sql`
    insert into suppressions (address, address_key, reason, since, added_by)
    values (${one.address}, ${addressKey(one.address)}, ${one.reason}, ${one.since}, ${one.addedBy})`)
  db.tell({ kind: 'suppression', id: one.address })
}

export async function removeOfAdmin(db: Db, address: string): Promise<void> {
  await db.all(sql`
    delete from suppressions
    where address = ${address}
    and added_by is not null
    and asked_at is null`)
  db.tell({ kind: 'suppression', id: address })
}
