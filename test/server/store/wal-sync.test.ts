/** A write is done when it would outlast a power cut, many share one sync, and where the disk fails nothing more is written. */

import { closeSync, fdatasyncSync, fstatSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import type { ClosableDb } from '../../../server/store/db/db.ts'
import { openSqlite } from '../../../server/store/db/sqlite.ts'
import { openWalSync, UnsafeDiskError } from '../../../server/store/db/wal-sync.ts'
import { messageOf } from '../../support/message-of.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

/** A disk whose syncs end when they are told to. */
interface Disk {
  begun: number
  /** Ends the oldest sync that goes on, in a failure if one is given. */
  end(error?: Error): void
}

async function withDisk(use: (db: ClosableDb, disk: Disk, file: string) => Promise<void>) {
  await withTempFolder(async (dir) => {
    const file = join(dir, 'store.sqlite')
    const going: ((error?: Error) => void)[] = []
    const disk: Disk = { begun: 0, end: (error) => going.shift()?.(error) }
    const db = openSqlite(file, (fd) => {
      disk.begun += 1
      // What is handed over is an open file.
      fdatasyncSync(fd)
      return new Promise<void>((resolve, reject) => {
        going.push((error) => {
          if (error) reject(error)
          else resolve()
        })
      })
    })
    try {
      const made = db.all(sql`create table t (id text primary key)`)
      disk.end()
      await made
      disk.begun = 0
      await use(db, disk, file)
    } finally {
      db.close()
    }
  })
}

const insert = (id: string) => sql`insert into t (id) values (${id})`

/** Writes by the ways there are; each notes when it is done. */
function write(db: ClosableDb, way: string, id: string, done: string[]): Promise<void> {
  const work: Record<string, () => Promise<unknown>> = {
    all: () => db.all(insert(id)),
    one: () => db.one(sql`insert into t (id) values (${id}) returning id`),
    transaction: () => db.transaction((tx) => tx.all(insert(id))),
  }
  return (work[way] as () => Promise<unknown>)().then(() => void done.push(id))
}

const rounds = async (): Promise<void> => {
  for (let i = 0; i < 5; i += 1) await new Promise(setImmediate)
}

test.each(['all', 'one', 'transaction'])(
  'a write by “%s” is done when the disk has it',
  async (way) => {
    await withDisk(async (db, disk) => {
      const done: string[] = []
      const writing = write(db, way, 'a', done)
      await rounds()
      expect([disk.begun, done]).toEqual([1, []])
      disk.end()
      await writing
      expect(done).toEqual(['a'])
    })
  },
)

test('what was written while a sync went on waits for the next one, and all of it for the same', async () => {
  await withDisk(async (db, disk) => {
    const done: string[] = []
    const all = [write(db, 'all', 'a', done)]
    await rounds()
    for (const way of ['transaction', 'all', 'one', 'transaction'])
      all.push(write(db, way, `b${String(all.length)}`, done))
    await rounds()
    expect([disk.begun, done]).toEqual([1, []])
    disk.end()
    await rounds()
    expect([disk.begun, done]).toEqual([2, ['a']])
    disk.end()
    await Promise.all(all)
    expect(disk.begun).toBe(2)
    expect(done).toHaveLength(5)
  })
})

test('the next transaction does not wait for the disk, nor does a read, nor one that has written nothing', async () => {
  await withDisk(async (db, disk) => {
    const done: string[] = []
    const writing = write(db, 'transaction', 'a', done)
    await rounds()
    const read = () => db.one(sql`select count(*) as n from t`)
    expect(await read()).toEqual({ n: 1 })
    expect(await db.transaction((tx) => tx.one(sql`select count(*) as n from t`))).toEqual({ n: 1 })
    expect([disk.begun, done]).toEqual([1, []])
    disk.end()
    await writing
  })
})

test('where the disk has failed the write fails, whoever waited as well, and nothing is written any more', async () => {
  await withDisk(async (db, disk, file) => {
    const first = db.all(insert('a'))
    await rounds()
    const second = db.transaction((tx) => tx.all(insert('b')))
    const both = Promise.allSettled([first, second])
    await rounds()
    disk.end(new Error('EIO: i/o error, fdatasync'))
    const said = `The disk did not keep what was written to ${file} (EIO: i/o error, fdatasync). Nothing more is written, and nothing is sent. Look after the disk, then start the server again.`
    for (const one of await both)
      expect(one).toMatchObject({ status: 'rejected', reason: { message: said } })
    // A sync that succeeds after one that failed would prove nothing.
    expect(disk.begun).toBe(1)
    for (const way of ['all', 'one', 'transaction'])
      expect(await messageOf(write(db, way, way, []))).toBe(said)
    await expect(db.all(insert('c'))).rejects.toThrow(UnsafeDiskError)
    expect(await db.all(sql`select id from t where id not in ('a', 'b')`)).toEqual([])
  })
})

test('what is written last is kept when the store is closed meanwhile', async () => {
  await withTempFolder(async (dir) => {
    const file = join(dir, 'store.sqlite')
    const db = openSqlite(file)
    await db.all(sql`create table t (id text primary key)`)
    const last = Promise.all([db.all(insert('a')), db.all(insert('b'))])
    db.close()
    await last
    const again = openSqlite(file)
    expect(await again.all(sql`select id from t order by id`)).toEqual([{ id: 'a' }, { id: 'b' }])
    again.close()
  })
})

test('who asks after the end disturbs no file that was opened since under the same number', async () => {
  await withTempFolder(async (dir) => {
    const file = join(dir, 'store.sqlite')
    writeFileSync(`${file}-wal`, '')
    let number = -1
    const log = openWalSync(file, (fd) => {
      number = fd
      return Promise.resolve()
    })
    await log.synced()
    log.close()
    await rounds()
    const others: number[] = []
    while (others.at(-1) !== number && others.length < 100)
      others.push(openSync(`${file}-wal`, 'r'))
    expect(others.at(-1)).toBe(number)
    await log.synced()
    await rounds()
    for (const other of others) expect(fstatSync(other).isFile()).toBe(true)
    for (const other of others) closeSync(other)
  })
})
