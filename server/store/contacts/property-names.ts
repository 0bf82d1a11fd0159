/** The names of the properties that contacts were ever given: for choosing from, without going through all contacts. */

import sql from 'sql-template-tag'
import type { Db } from '../db/db.ts'

export async function notePropertyNames(db: Db, names: string[]): Promise<void> {
  for (const name of names)
    await db.all(sql`
      insert into property_names (name)
      values (${name})
      on conflict (name) do nothing`)
}

/** In the order of the alphabet, `limit` at most. */
export async function propertyNames(db: Db, limit: number): Promise<string[]> {
  const rows = await db.all<{ name: string }>(sql`
    select name
    from property_names
    order by name
    limit ${limit}`)
  return rows.map(({ name }) => name)
}
