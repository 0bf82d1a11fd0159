/** The tenant's directory: who works here now, and what becomes of those who leave. */

import type { Clock } from './clock.ts'
import type { Changes } from './delivery/changes.ts'
import type { Person } from './person.ts'
import type { Db } from './state/database.ts'
import type { DirectoryEntry, DirectoryStore } from './state/directory.ts'

export interface Directory {
  /** Those who are there. */
  people: () => Person[]
  /** Soft-deleted people, who can be restored. */
  deleted: () => DirectoryEntry[]
  /** Everybody ever known. */
  entries: () => DirectoryEntry[]
  latestChange: () => number
  change: (person: Person) => void
  remove: (person: Person) => void
  restore: (entry: DirectoryEntry) => void
  /** Deletes for good, whether soft-deleted before or not. */
  erase: (id: string) => void
  /** Deletes for good whoever was soft-deleted 30 days ago. */
  purge: () => void
}

/** Microsoft, "Recover from deletions": how long a deleted user can be restored. */
const restorableMs = 30 * 24 * 3_600_000

export function openDirectory(
  db: Db,
  store: DirectoryStore,
  changes: Changes,
  clock: Clock,
): Directory {
  let present: Person[] | undefined

  function save(entry: DirectoryEntry, touched: string[]): void {
    const number = store.latestChange() + 1
    const marks = Object.fromEntries(touched.map((name) => [name, number]))
    store.save({ ...entry, touched: { ...entry.touched, ...marks } })
    changes.announcePerson(entry.person.id, entry.gone ? 'deleted' : 'updated', number)
    present = undefined
  }

  function erase(id: string): void {
    const entry = store.find(id)
    if (entry === undefined || entry.gone) return
    save({ ...entry, deletedMs: entry.deletedMs ?? clock.now(), gone: true }, ['deleted'])
  }

  return {
    people: () =>
      (present ??= store
        .list()
        .filter((one) => one.deletedMs === null)
        .map((one) => one.person)),
    deleted: () => store.list().filter((one) => one.deletedMs !== null && !one.gone),
    entries: store.list,
    latestChange: store.latestChange,
    change: db.transaction((person: Person) => {
      const entry = store.find(person.id)
      if (entry === undefined) return
      const touched = propertiesOf(entry.person, person)
      if (touched.length > 0) save({ ...entry, person }, touched)
    }),
    remove: db.transaction((person: Person) => {
      const entry = store.find(person.id)
      if (entry?.deletedMs === null) save({ ...entry, deletedMs: clock.now() }, ['deleted'])
    }),
    restore: db.transaction((entry: DirectoryEntry) => {
      save({ ...entry, deletedMs: null }, ['deleted'])
    }),
    erase: db.transaction(erase),
    purge: () => {
      const before = clock.now() - restorableMs
      for (const one of store.list())
        if (one.deletedMs !== null && one.deletedMs <= before && !one.gone) erase(one.person.id)
    },
  }
}

function propertiesOf(before: Person, after: Person): string[] {
  const was = Object.entries({ aliases: [], ...before })
  const is = new Map<string, unknown>(Object.entries({ aliases: [], ...after }))
  return was
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(is.get(name)))
    .map(([name]) => name)
}
