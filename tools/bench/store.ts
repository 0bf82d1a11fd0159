/** What the store's port costs over better-sqlite3 itself, on the same file and statements. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import sql from 'sql-template-tag'
import { openSqlite } from '../../server/store/db/sqlite.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'
import { Database } from '../../server/store/db/sqlite-driver.ts'

const rows = 20_000
const calls = 20_000
const rounds = 7

/** `scratch` is a folder on a real disk: a durable commit costs nothing in memory. */
export async function measureStore(scratch: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(scratch, 'bench-store-'))
  const file = join(folder, 'store.sqlite')
  const db = openSqlite(file)
  const raw = new Database(file)
  raw.pragma('synchronous = full')
  raw.pragma('cache_size = -65536')
  raw.exec(
    'create table people (id text primary key, email text unique, name text, state text) strict',
  )
  const fill = raw.prepare('insert into people values (?, ?, ?, ?)')
  raw.transaction(() => {
    for (let i = 0; i < rows; i += 1)
      fill.run(`id-${String(i)}`, `p${String(i)}@firm.example`, `Person ${String(i)}`, 'active')
  })()
  const byId = raw.prepare('select id, email, name, state from people where id = ?')
  const read: { raw: number[]; port: number[] } = { raw: [], port: [] }
  const write: { raw: number[]; port: number[] } = { raw: [], port: [] }
  for (let round = 0; round < rounds; round += 1) {
    read.raw.push(
      await microseconds(calls, (i) => void byId.get(`id-${String((i * 7919) % rows)}`)),
    )
    read.port.push(
      await microseconds(calls, async (i) => {
        await db.one(
          sql`select id, email, name, state from people where id = ${`id-${String((i * 7919) % rows)}`}`,
        )
      }),
    )
    write.raw.push(await microseconds(300, rawTransaction(raw, `raw ${String(round)}`)))
    write.port.push(
      await microseconds(300, async (i) => {
        await db.transaction(async (tx) => {
          const id = `id-${String(i)}`
          await tx.one(sql`select id, state from people where id = ${id}`)
          await tx.all(sql`update people set state = ${`port ${String(round)}`} where id = ${id}`)
        })
      }),
    )
  }
  raw.close()
  db.close()
  rmSync(folder, { recursive: true })
  return [
    figure('read by id', median(read.port), median(read.raw)),
    figure('transaction of a read and a write, durable', median(write.port), median(write.raw)),
  ]
}

/** A value that is there already would not be written at all, hence one a round. */
function rawTransaction(raw: BetterSqlite3.Database, state: string): (i: number) => void {
  const get = raw.prepare('select id, state from people where id = ?')
  const set = raw.prepare('update people set state = ? where id = ?')
  const work = raw.transaction((i: number) => {
    get.get(`id-${String(i)}`)
    set.run(state, `id-${String(i)}`)
  })
  return (i) => {
    work.immediate(i)
  }
}

async function microseconds(
  count: number,
  call: (i: number) => void | Promise<void>,
): Promise<number> {
  const began = process.hrtime.bigint()
  for (let i = 0; i < count; i += 1) await call(i)
  return Number(process.hrtime.bigint() - began) / 1000 / count
}

function figure(what: string, port: number, raw: number): Figure {
  return {
    what: `${what}: port ${port.toFixed(1)} us / raw ${raw.toFixed(1)} us`,
    value: `${(port / raw).toFixed(2)} x`,
    aim: 'aim <= 1.2',
  }
}
