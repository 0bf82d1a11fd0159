/** Brings a database to today's shape, once each step, and holds it to the world it was born in. */

import sql, { raw } from 'sql-template-tag'
import type { Db } from '../db/db.ts'
import { store } from './0001-store.ts'
import { metaValue, putMeta } from '../db/meta.ts'

interface Migration {
  name: string
  statements: readonly string[]
}

const migrations: readonly Migration[] = [{ name: '0001-store', statements: store }]

/** Thrown when a store that belongs to one world is opened by a server configured for another. */
export class WrongWorldError extends Error {
  override name = 'WrongWorldError'
}

/** Thrown when another version of the product has shaped the store. */
export class OtherVersionError extends Error {
  override name = 'OtherVersionError'
}

/**
 * Runs what has not run yet. `world` is the tenant's id, or `sandbox`; a new store is stamped with it, and an old one with
 * another stamp is refused, and so is one that took a step unknown here. Throws WrongWorldError and OtherVersionError.
 */
export async function migrate(db: Db, world: string, secret: () => string): Promise<void> {
  const meta = `create table if not exists meta (key text primary key, value text not null) /* strict */`
  await db.all(raw(forSqlite(meta)))
  await db.transaction(async (tx) => {
    await refuseOtherVersion(tx)
    const stamp = await metaValue(tx, 'world')
    if (stamp !== null && stamp !== world)
      throw new WrongWorldError(
        `This data folder belongs to ${worldName(stamp)}, but the server is configured for ${worldName(world)}. ` +
          'Point DATA_DIR to another folder, or restore the configuration it was made with.',
      )
    if (stamp === null) await putMeta(tx, 'world', world)
    if ((await metaValue(tx, 'message-id-key')) === null)
      await putMeta(tx, 'message-id-key', secret())
    for (const { name, statements } of migrations) {
      if ((await metaValue(tx, keyOf(name))) !== null) continue
      for (const statement of statements) await tx.all(raw(forSqlite(statement)))
      await putMeta(tx, keyOf(name), 'done')
    }
  })
}

/** Before anything is written: what another version has shaped would be left half this and half that. */
async function refuseOtherVersion(tx: Db): Promise<void> {
  const known = new Set(migrations.map(({ name }) => keyOf(name)))
  const taken = await tx.all<{ key: string }>(sql`
    select key
    from meta
    where key like ${keyOf('%')}
    order by key`)
  const strange = taken.find(({ key }) => !known.has(key))
  if (strange)
    throw new OtherVersionError(
      'The store in this data folder was made by another version of Sequences for Outlook, and this one cannot open it ' +
        `(it has the ${strange.key}). Nothing was changed. Point DATA_DIR to an empty folder to begin anew, or start the ` +
        'version that made it.',
    )
}

function keyOf(migration: string): string {
  return `migration ${migration}`
}

/** Migrations are written for both databases: SQLite wants to be told to be strict, and knows one integer only. */
function forSqlite(statement: string): string {
  return statement.replace('/* strict */', 'strict').replaceAll(' bigint', ' integer')
}

function worldName(stamp: string): string {
  return stamp === 'sandbox' ? 'the sandbox' : `tenant ${stamp}`
}
