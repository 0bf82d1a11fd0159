/** Addresses that must not be written to: what the contacts asked for, and what administrators keep. */

import sql from 'sql-template-tag'
import { addressKey } from '../../domain/contacts/address.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface ListedSuppression {
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
): Promise<ListedSuppression[]> {
  const piece = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return db.all<ListedSuppression>(sql`
    select address, reason, since, added_by as "addedBy", asked_at as "askedAt"
    from suppressions
    where address > ${after}
    and address like ${piece} escape '\\'
    order by address
    limit ${limit}`)
}

export async function listedAt(db: Db, address: string): Promise<ListedSuppression | null> {
  const row = await db.one<ListedSuppression>(sql`
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
  db.publish({ kind: 'suppression', id: one.address })
}

export async function removeOfAdmin(db: Db, address: string): Promise<void> {
  await db.all(sql`
    delete from suppressions
    where address = ${address}
    and added_by is not null
    and asked_at is null`)
  db.publish({ kind: 'suppression', id: address })
}

/** The administrator's part of one that the contact asked for as well: from now on it is the contact's alone. */
export async function leaveToContact(db: Db, address: string, wish: string): Promise<void> {
  await db.all(sql`
    update suppressions
    set reason = ${wish},
      since = asked_at,
      added_by = null,
      asked_at = null
    where address = ${address}
    and added_by is not null
    and asked_at is not null`)
  db.publish({ kind: 'suppression', id: address })
}

/** The one that stands at this address for another reason than the contact's own wish, so that no wish lifts it; or null. */
export async function keptSuppression(
  db: Db,
  address: string,
  wish: string,
): Promise<Suppression | null> {
  const row = await db.one<Suppression>(sql`
    select address, reason, since
    from suppressions
    where address_key = ${addressKey(address)}
    and (reason <> ${wish} or added_by is not null)
    order by since, address
    limit 1`)
  return row ?? null
}

export interface Suppression {
  address: string
  reason: string
  since: string
}

/** Whoever asked for no more under one spelling of an address asked it for every other: `ana+news@` is `ana@`. */
export async function suppressionOf(db: Db, address: string): Promise<Suppression | null> {
  const row = await db.one<Suppression>(sql`
    select address, reason, since
    from suppressions
    where address_key = ${addressKey(address)}
    order by since, address
    limit 1`)
  return row ?? null
}

/** The contact's own wish. An address that is suppressed already stays so, for the reason and since the time it has. */
export async function suppress(db: Db, suppression: Suppression): Promise<void> {
  await db.all(sql`
    insert into suppressions (address, address_key, reason, since)
    values (${suppression.address}, ${addressKey(suppression.address)}, ${suppression.reason},
      ${suppression.since})
    on conflict (address) do update set asked_at = coalesce(suppressions.asked_at, excluded.since)
    where suppressions.added_by is not null`)
  db.publish({ kind: 'suppression', id: suppression.address })
}

/** Lifts what was suppressed for this reason; one that stands for another reason stays. */
export async function liftSuppression(db: Db, address: string, reason: string): Promise<void> {
  await db.all(sql`
    delete from suppressions
    where address_key = ${addressKey(address)}
    and reason = ${reason}
    and added_by is null`)
  db.publish({ kind: 'suppression', id: address })
}
