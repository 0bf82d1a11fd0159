/** What the store knows of itself: the world it was born in, its keys, what has been migrated. */

import sql from 'sql-template-tag'
import type { Db } from './db.ts'

export async function metaValue(db: Db, key: string): Promise<string | null> {
  const row = await db.one<{ value: string }>(sql`
    select value
    from meta
    where key = ${key}`)
  return row?.value ?? null
}

export async function putMeta(db: Db, key: string, value: string): Promise<void> {
  await db.all(sql`
    insert into meta (key, value)
    values (${key}, ${value})
    on conflict (key) do update set value = excluded.value`)
}
