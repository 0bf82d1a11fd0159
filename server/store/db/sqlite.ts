/** SQLite behind the store's port: one connection, taking turns so that a transaction is never entered by another's statement. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextRound } from 'node:timers/promises'
import type BetterSqlite3 from 'better-sqlite3'
import { empty, type Sql } from 'sql-template-tag'
import type { ClosableDb, Db, StoreChange, Watcher } from './db.ts'
import { Database } from './sqlite-driver.ts'
import { openWalSync, type SyncFile, type WalSync } from './wal-sync.ts'

// Lists of varying length make varying texts; the bound keeps them from filling the memory.
const mostStatements = 300

/**
 * Opens (or makes) the database file. `:memory:` gives a store that vanishes, and so does what such a file holds, read before.
 * `sync` makes durable what was written to the log; a test's own stands in for the disk.
 */
export function openSqlite(file: string | Buffer, sync?: SyncFile): ClosableDb {
  const connection = new Database(file)
  connection.pragma('journal_mode = wal')
  // The log is synced by us, before anybody hears that a write is done: SQLite would stop the whole process for each commit.
  connection.pragma('synchronous = normal')
  connection.pragma('foreign_keys = on')
  connection.pragma('busy_timeout = 5000')
  connection.pragma('cache_size = -65536')
  // Reading it opens the log.
  connection.pragma('user_version')
  return new SqliteDb(connection, connection.memory ? null : openWalSync(connection.name, sync))
}

/** So long may statements follow each other before requests, timers and answers of Graph get their turn; real milliseconds. */
const longestStretchMs = 10

/** What a transaction has done by now. */
interface Done {
  changes: Map<string, StoreChange>
  wrote: boolean
}

interface Statement {
  answers: boolean
  writes: boolean
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

  constructor(
    private readonly connection: BetterSqlite3.Database,
    /** Null for a store in memory. */
    private readonly log: WalSync | null,
  ) {}

  async all<Row>(statement: Sql): Promise<Row[]> {
    this.refuseInside()
    // Behind those in line now, and before any that come later: those wait for the same end, and later.
    if (this.line) await this.line
    const known = this.prepare(statement.sql)
    const rows = all(known, statement) as Row[]
    await this.rest(known)
    return rows
  }

  async one<Row>(statement: Sql): Promise<Row | undefined> {
    this.refuseInside()
    if (this.line) await this.line
    const known = this.prepare(statement.sql)
    const row = first(known, statement) as Row | undefined
    await this.rest(known)
    return row
  }

  async transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
    this.refuseInside()
    const before = this.line
    let over = (): void => undefined
    const mine = new Promise<void>((resolve) => (over = resolve))
    this.line = mine
    const done: Done = { changes: new Map(), wrote: false }
    let result: Result
    try {
      if (before) await before
      // In line, so that those behind wait as well instead of going on in the same stretch.
      await this.breathe()
      result = await this.inside.run(true, () => this.between(work, done))
    } finally {
      if (this.line === mine) this.line = null
      over()
    }
    // The next in line need not wait for the disk: what it writes stands behind this in the log.
    if (done.wrote) await this.log?.synced()
    return result
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
    this.log?.close()
  }

  /** After a statement of its own: until the disk has what it wrote, or as long as others need their turn. */
  private rest({ writes }: Statement): Promise<void> {
    return writes && this.log ? this.log.synced() : this.breathe()
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

  private async between<Result>(work: (tx: Db) => Promise<Result>, done: Done): Promise<Result> {
    this.connection.exec('begin immediate')
    try {
      const result = await work(this.handle(done))
      this.connection.exec('commit')
      this.pass([...done.changes.values()])
      return result
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('rollback')
      throw error
    }
  }

  /** What a transaction's work is given: no waiting in line, for the line waits for it. */
  private handle(done: Done): Db {
    const known = ({ sql }: Sql): Statement => {
      const statement = this.prepare(sql)
      if (statement.writes) done.wrote = true
      return statement
    }
    return {
      all: <Row>(statement: Sql) => Promise.resolve(all(known(statement), statement) as Row[]),
      one: <Row>(statement: Sql) =>
        Promise.resolve(first(known(statement), statement) as Row | undefined),
      transaction: () => Promise.reject(new Error('A transaction cannot hold another one.')),
      skipLocked: this.skipLocked,
      publish: (...changes) => {
        for (const change of changes) done.changes.set(keyOf(change), change)
      },
    }
  }

  private refuseInside(): void {
    // Nobody is inside a transaction while none is in line; the look costs more than the statement's way here.
    if (this.line && this.inside.getStore())
      throw new Error('Inside a transaction, use the handle you were given.')
  }

  /** @throws UnsafeDiskError for one that writes, where the disk has failed before. */
  private prepare(text: string): Statement {
    const known = this.statements.get(text) ?? this.prepareAnew(text)
    if (known.writes) this.log?.refuseIfUnsafe()
    return known
  }

  private prepareAnew(text: string): Statement {
    const prepared = this.connection.prepare(text)
    if (this.statements.size >= mostStatements) this.statements.clear()
    const statement = { prepared, answers: prepared.reader, writes: !prepared.readonly }
    this.statements.set(text, statement)
    return statement
  }
}

function all({ answers, prepared }: Statement, { values }: Sql): unknown[] {
  if (answers) return prepared.all(...values)
  prepared.run(...values)
  return []
}

/** SQLite does all that a statement writes before it answers its first row ("RETURNING", section 2). */
function first({ answers, prepared }: Statement, { values }: Sql): unknown {
  if (answers) return prepared.get(...values)
  prepared.run(...values)
  return undefined
}

/** Each thing is told of once a transaction; what each piece of news names is a thing of its own. */
function keyOf(change: StoreChange): string {
  return change.kind === 'mail-news' ? JSON.stringify(change) : `${change.kind} ${change.id}`
}
