/** The store's port on a real file: durable, in turns, and closed to statements that would slip past a transaction. */

import { join } from 'node:path'
import sql, { raw } from 'sql-template-tag'
import type { ClosableDb } from '../../../server/store/db/db.ts'
import {
  migrate,
  OtherVersionError,
  WrongWorldError,
} from '../../../server/store/migrations/migrate.ts'
import { putMeta } from '../../../server/store/db/meta.ts'
import { openSqlite } from '../../../server/store/db/sqlite.ts'
import { patienceMs } from '../../../tools/patience.ts'
import { messageOf } from '../../support/message-of.ts'
import { withTempFolder } from '../../support/temp-folder.ts'
import { Database } from '../../../server/store/db/sqlite-driver.ts'

async function withStore(use: (db: ClosableDb, file: string) => Promise<void>): Promise<void> {
  await withTempFolder(async (dir) => {
    const file = join(dir, 'store.sqlite')
    const db = openSqlite(file)
    try {
      await db.all(sql`create table t (id text primary key, n integer not null)`)
      await use(db, file)
    } finally {
      db.close()
    }
  })
}

const count = async (db: ClosableDb): Promise<number> =>
  (await db.one<{ n: number }>(sql`select count(*) as n from t`))?.n ?? -1

test('after a write the file is in WAL mode, and minds foreign keys', async () => {
  await withStore(async (db) => {
    await db.all(sql`insert into t values ('a', 1)`)
    await db.transaction((tx) => tx.all(sql`insert into t values ('b', 1)`))
    expect(await db.one(sql`pragma journal_mode`)).toEqual({ journal_mode: 'wal' })
    // Before the log is worked into the database, and when it begins anew, SQLite syncs by itself.
    expect(await db.one(sql`pragma synchronous`)).toEqual({ synchronous: 1 })
    expect(await db.one(sql`pragma foreign_keys`)).toEqual({ foreign_keys: 1 })
    expect(await db.one(sql`pragma busy_timeout`)).toEqual({ timeout: 5000 })
  })
})

test('another request’s write survives the rollback of an open transaction', async () => {
  await withStore(async (db, file) => {
    let go = (): void => undefined
    const paused = new Promise<void>((resolve) => (go = resolve))
    const failing = db.transaction(async (tx) => {
      await tx.all(sql`insert into t values ('lost', 1)`)
      await paused
      throw new Error('changed my mind')
    })
    const other = db.all(sql`insert into t values ('kept', 1)`)
    go()
    await expect(failing).rejects.toThrow('changed my mind')
    await other
    const beside = new Database(file, { readonly: true })
    expect(beside.prepare('select id from t').all()).toEqual([{ id: 'kept' }])
    beside.close()
  })
})

test('nobody sees a transaction half-done', async () => {
  await withStore(async (db) => {
    const seen: number[] = []
    const half = db.transaction(async (tx) => {
      await tx.all(sql`insert into t values ('a', 1)`)
      await new Promise(setImmediate)
      await tx.all(sql`insert into t values ('b', 1)`)
    })
    await Promise.all([
      half,
      count(db).then((n) => seen.push(n)),
      count(db).then((n) => seen.push(n)),
    ])
    expect(seen).toEqual([2, 2])
  })
})

test('a thousand at once, some of which fail, leave exactly what those that held have written', async () => {
  await withStore(async (db) => {
    await db.all(sql`insert into t values ('sum', 0)`)
    const all = Array.from({ length: 1000 }, (_, index) =>
      index % 3 === 0
        ? db.all(sql`update t set n = n + 1 where id = 'sum'`)
        : db.transaction(async (tx) => {
            const row = await tx.one<{ n: number }>(sql`select n from t where id = 'sum'`)
            if (index % 50 === 1) await new Promise(setImmediate)
            await tx.all(sql`update t set n = ${(row?.n ?? 0) + 1} where id = 'sum'`)
            if (index % 10 === 1) throw new Error('no')
          }),
    )
    const results = await Promise.allSettled(all)
    const done = results.filter((one) => one.status === 'fulfilled').length
    expect(done).toBeLessThan(1000)
    expect(await db.one(sql`select n from t where id = 'sum'`)).toEqual({ n: done })
  })
})

test.each([
  ['all', (db: ClosableDb) => db.all(sql`select 1`)],
  ['one', (db: ClosableDb) => db.one(sql`select 1`)],
  ['transaction', (db: ClosableDb) => db.transaction(() => Promise.resolve())],
])(
  'inside a transaction the outer handle’s “%s” is refused instead of waiting for ever',
  async (_name, ask) => {
    await withStore(async (db) => {
      await expect(db.transaction(() => ask(db))).rejects.toThrow('use the handle')
      expect(await count(db)).toBe(0)
    })
  },
)

test('a transaction inside a transaction is refused', async () => {
  await withStore(async (db) => {
    const inner = db.transaction((tx) => tx.transaction(() => Promise.resolve()))
    await expect(inner).rejects.toThrow('cannot hold another')
  })
})

test('after a transaction that failed the next one works', async () => {
  await withStore(async (db) => {
    expect(
      await messageOf(db.transaction((tx) => tx.all(sql`insert into nowhere values (1)`))),
    ).toContain('no such table')
    await db.transaction((tx) => tx.all(sql`insert into t values ('a', 1)`))
    expect(await count(db)).toBe(1)
  })
})

test.each([
  ['statements', (db: ClosableDb) => db.one(sql`select n from t where id = 'a'`)],
  ['transactions', (db: ClosableDb) => db.transaction((tx) => tx.one(sql`select n from t`))],
])('thousands of %s in a row let timers have their turn', async (_words, ask) => {
  await withStore(async (db) => {
    let rounds = 0
    const timer = setInterval(() => {
      rounds += 1
    }, 1)
    // Without their turn the rounds never come, nor would jest's own deadline.
    const end = performance.now() + patienceMs
    while (rounds <= 5 && performance.now() < end) await ask(db)
    clearInterval(timer)
    expect(rounds).toBeGreaterThan(5)
  })
})

test('the statements kept are bounded, however many texts come', async () => {
  await withStore(async (db) => {
    for (let index = 0; index < 1200; index += 1)
      await db.all(raw(`select ${String(index)} as n from t`))
    const kept: unknown = Reflect.get(db, 'statements')
    expect(kept).toBeInstanceOf(Map)
    expect(kept instanceof Map && kept.size).toBeLessThanOrEqual(300)
  })
})

describe('migrations', () => {
  const schema = (db: ClosableDb) => db.all(sql`select name, sql from sqlite_schema order by name`)

  test('run once; a second start changes nothing, and keeps the key that emails are named by', async () => {
    await withStore(async (db) => {
      await migrate(db, 'sandbox', () => 'first key')
      const [before, meta] = [await schema(db), await db.all(sql`select * from meta order by key`)]
      await migrate(db, 'sandbox', () => 'second key')
      expect([await schema(db), await db.all(sql`select * from meta order by key`)]).toEqual([
        before,
        meta,
      ])
      expect(JSON.stringify(meta)).toContain('first key')
    })
  })

  test.each([
    ['sandbox', 'an older', '0001-main-job'],
    ['sandbox', 'a newer', '0002-fax-numbers'],
    ['11111111-2222-4333-8444-555555555555', 'an older', '0001-main-job'],
  ])(
    'a store of %s that %s version made is refused, left as it was, and the sentence says what to do',
    async (world, _age, migration) => {
      await withStore(async (db) => {
        await db.all(raw('create table meta (key text primary key, value text not null) strict'))
        await putMeta(db, 'world', world)
        await putMeta(db, `migration ${migration}`, 'done')
        const everything = async () => [
          await schema(db),
          await db.all(sql`select * from meta order by key`),
        ]
        const before = await everything()
        const refused = migrate(db, world, () => 'key')
        await expect(refused).rejects.toThrow(OtherVersionError)
        await expect(refused).rejects.toThrow('made by another version')
        await expect(refused).rejects.toThrow(migration)
        await expect(refused).rejects.toThrow('Point DATA_DIR to an empty folder to begin anew')
        expect(await everything()).toEqual(before)
      })
    },
  )

  test('every table of ours is strict', async () => {
    await withStore(async (db) => {
      await migrate(db, 'sandbox', () => 'key')
      const loose = await db.all<{ name: string }>(
        sql`select name from pragma_table_list where schema = 'main' and strict = 0 and name not like 'sqlite_%'`,
      )
      expect(loose.map((one) => one.name)).toEqual(['t'])
    })
  })

  test.each([
    ['sandbox', '11111111-2222-4333-8444-555555555555', 'belongs to the sandbox'],
    ['11111111-2222-4333-8444-555555555555', 'sandbox', 'configured for the sandbox'],
  ])('a store born for %s refuses %s, and says what to do', async (born, other, words) => {
    await withStore(async (db) => {
      await migrate(db, born, () => 'key')
      const before = await db.all(sql`select * from meta order by key`)
      const refused = migrate(db, other, () => 'key')
      await expect(refused).rejects.toThrow(WrongWorldError)
      await expect(refused).rejects.toThrow(words)
      await expect(refused).rejects.toThrow('DATA_DIR')
      expect(await db.all(sql`select * from meta order by key`)).toEqual(before)
    })
  })
})
