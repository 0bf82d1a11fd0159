/** The people of the tenant: who is there, who was deleted, and which property of whom changed when. */

import { z } from 'zod'
import type { Person } from '../person.ts'
import type { Db } from './database.ts'

const personSchema = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string(),
  accountEnabled: z.boolean(),
  hasMailbox: z.boolean(),
  title: z.string(),
  aliases: z.array(z.string()),
})

export interface DirectoryEntry {
  person: Person
  /** Product time; null while the person is there. */
  deletedMs: number | null
  /** Deleted for good. */
  gone: boolean
  /** The number of the latest change of each property of Person, and of `deleted`. */
  touched: Record<string, number>
}

export interface DirectoryStore {
  /** Everybody ever known, in the order of hiring. */
  list: () => DirectoryEntry[]
  find: (id: string) => DirectoryEntry | undefined
  save: (entry: DirectoryEntry) => void
  latestChange: () => number
}

interface Row {
  person: string
  deleted_ms: number | null
  gone: number
  touched: string
}

const touchedSchema = z.record(z.string(), z.number())

/** Those of `first` who are not in the file yet are added to it. */
export function openDirectoryStore(db: Db, first: Person[]): DirectoryStore {
  const list = db.prepare<[], Row>(
    'select person, deleted_ms, gone, touched from people order by rowid',
  )
  const find = db.prepare<[string], Row>(
    'select person, deleted_ms, gone, touched from people where id = ?',
  )
  const save = db.prepare<[string, string, number | null, number, string, number]>(`
    insert into people (id, person, deleted_ms, gone, touched, changed) values (?, ?, ?, ?, ?, ?)
    on conflict (id) do update
    set person = excluded.person, deleted_ms = excluded.deleted_ms, gone = excluded.gone,
        touched = excluded.touched, changed = excluded.changed`)
  const latest = db.prepare<[], { changed: number | null }>(
    'select max(changed) as changed from people',
  )

  const store: DirectoryStore = {
    list: () => list.all().map(fromRow),
    find: (id) => {
      const row = find.get(id)
      return row === undefined ? undefined : fromRow(row)
    },
    save: (entry) => {
      const changed = Math.max(1, ...Object.values(entry.touched))
      const person = JSON.stringify({ ...entry.person, aliases: entry.person.aliases ?? [] })
      save.run(
        entry.person.id,
        person,
        entry.deletedMs,
        Number(entry.gone),
        JSON.stringify(entry.touched),
        changed,
      )
    },
    latestChange: () => latest.get()?.changed ?? 1,
  }
  const hire = db.transaction(() => {
    for (const person of first) {
      if (store.find(person.id) !== undefined) continue
      store.save({ person, deletedMs: null, gone: false, touched: {} })
    }
  })
  hire()
  return store
}

function fromRow(row: Row): DirectoryEntry {
  return {
    person: personSchema.parse(JSON.parse(row.person)),
    deletedMs: row.deleted_ms,
    gone: row.gone === 1,
    touched: touchedSchema.parse(JSON.parse(row.touched)),
  }
}
