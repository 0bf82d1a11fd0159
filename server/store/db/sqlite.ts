/** SQLite behind the store's port: one connection, taking turns so that a transaction is never entered by another's statement. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextRound } from 'node:timers/promises'
import type BetterSqlite3 from 'better-sqlite3'
import { empty, type Sql } from 'sql-template-tag'
import type { ClosableDb, Db, StoreChange, Watcher } from './db.ts'
import { Database } from './sqlite-driver.ts'

// Lists of varying length make varying texts; the bound keeps them from filling the memory.
const mostStatements = 300

/** Opens (or makes) the database file. `:memory:` gives a store that vanishes, and so does what such a file holds, read before. */
export function openSqlite(file: string | Buffer): ClosableDb {
  const connection = new Database(file)
  connection.pragma('journal_mode = wal')
  // better-sqlite3 falls back to NORMAL in WAL mode: a power cut would take the newest commits along.
  connection.pragma('synchronous = full')
  connection.pragma('foreign_keys = on')
  connection.pragma('busy_timeout = 5000')
  connection.pragma('cache_size = -65536')
  return new SqliteDb(connection)
}

/** So long may statements follow each other before requests, timers and answers of Graph get their turn; real milliseconds. */
const longestStretchMs = 10

interface Statement {
  reads: boolean
  prepared: BetterSqlite3.Statement
}

class SqliteDb implements ClosableDb {
  readonly skipLocked: Sql = empty
  private readonly statements = new Map<string, Statement>()
  private readonly inside = new AsyncLocalStorage<true>()
  /** Resolves when the last transaction in line is over; null while none is open. */
  private line: Promise<void> | null = null
  /** When the statements of this round of the event loop began; null before its first. */
  private stretch: number | null = null
  // SQLite serves one process, so whoever watches is in it.
  private readonly watchers = new Set<Watcher>()

  constructor(private readonly connection: BetterSqlite3.Database) {}

  async all<Row>(statement: Sql): Promise<Row[]> {
    this.refuseInside()
    // Behind those in line now, and before any that come later: those wait for the same end, and later.
    if (this.line) await this.line
    const rows = this.run<Row>(statement)
    await this.breathe()
    return rows
  }

  async one<Row>(statement: Sql): Promise<Row | undefined> {
    this.refuseInside()
    if (this.line) await this.line
    const row = this.first(statement) as Row | undefined
    await this.breathe()
    return row
  }

  async transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
    this.refuseInside()
    const before = this.line
    let over = (): void => undefined
    const mine = new Promise<void>((resolve) => (over = resolve))
    this.line = mine
    try {
      if (before) await before
      // In line, so that those behind wait as well instead of going on in the same stretch.
      await this.breathe()
      return await this.inside.run(true, () => this.between(work))
    } finally {
      if (this.line === mine) this.line = null
      over()
    }
  }

  publish(...changes: StoreChange[]): void {
    this.refuseInside()
    this.pass(changes)
  }

  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  close(): void {
    this.connection.close()
  }

  /**
   * The driver answers at once, and every `await` of its answers goes on before anything else does: thousands of statements in
   * a row would keep the whole process from all else. Resolves in the next round of the event loop when this one is long.
   */
  private async breathe(): Promise<void> {
    if (this.stretch === null) {
      this.stretch = performance.now()
      void nextRound().then(() => (this.stretch = null))
      return
    }
    if (performance.now() - this.stretch > longestStretchMs) await nextRound()
  }

  private pass(changes: readonly StoreChange[]): void {
    if (changes.length > 0) for (const watcher of this.watchers) watcher(changes)
  }

  private async between<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
    const told = new Map<string, StoreChange>()
    this.connection.exec('begin immediate')
    try {
      const result = await work(this.handle(told))
      this.connection.exec('commit')
      this.pass([...told.values()])
      return result
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('rollback')
      throw error
    }
  }

  /** What a transaction's work is given: no waiting in line, for the line waits for it. */
  private handle(told: Map<string, StoreChange>): Db {
    return {
      all: <Row>(statement: Sql) => Promise.resolve(this.run<Row>(statement)),
      one: <Row>(statement: Sql) => Promise.resolve(this.first(statement) as Row | undefined),
      transaction: () => Promise.reject(new Error('A transaction cannot hold another one.')),
      skipLocked: this.skipLocked,
      publish: (...changes) => {
        for (const change of changes) told.set(keyOf(change), change)
      },
    }
  }

  private refuseInside(): void {
    // Nobody is inside a transaction while none is in line; the look costs more than the statement's way here.
    if (this.line && this.inside.getStore())
      throw new Error('Inside a transaction, use the handle you were given.')
  }

  private run<Row>(statement: Sql): Row[] {
    const { prepared, reads } = this.prepare(statement.sql)
    if (reads) return prepared.all(...statement.values) as Row[]
    prepared.run(...statement.values)
    return []
  }

  /** SQLite does all that a statement writes before it answers its first row ("RETURNING", section 2). */
  private first(statement: Sql): unknown {
    const { prepared, reads } = this.prepare(statement.sql)
    if (reads) return prepared.get(...statement.values)
    prepared.run(...statement.values)
    return undefined
  }

  private prepare(text: string): Statement {
    const known = this.statements.get(text)
    if (known) return known
    const prepared = this.connection.prepare(text)
    if (this.statements.size >= mostStatements) this.statements.clear()
    const statement = { prepared, reads: prepared.reader }
    this.statements.set(text, statement)
    return statement
  }
}

/** Each thing is told of once a transaction; what each piece of news names is a thing of its own. */
function keyOf(change: StoreChange): string {
  return change.kind === 'mail-news' ? JSON.stringify(change) : `${change.kind} ${change.id}`
}
