/** The store's one port: statements go in through the `sql` tag, rows come out; nothing above knows which database answers. */

import type { Sql } from 'sql-template-tag'
import type { Change } from '../../../shared/change.ts'

/**
 * Mail has come into a mailbox, or has to be read again. For the mailbox's sync alone: people's screens are not told.
 * `named`: Graph's ids of the messages, or null when not all of them are known.
 */
export interface MailNews {
  kind: 'mail-news'
  id: string
  named: readonly string[] | null
}

export type StoreChange = Change | MailNews

export interface Db {
  /** Every row of the answer, in its order. */
  all<Row>(statement: Sql): Promise<Row[]>
  /** The first row, or undefined. */
  one<Row>(statement: Sql): Promise<Row | undefined>
  /**
   * Runs the work as one transaction and gives it the handle to use; rolls back when it throws. Other statements wait until
   * it is over. No network calls inside: everybody waits.
   */
  transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>
  /** ` for update skip locked` where the database has it, else empty. */
  skipLocked: Sql
  /**
   * Says what was changed. Those who watch the store hear of it when the transaction is committed, and never when it is rolled
   * back; outside of one, at once. On PostgreSQL this is `pg_notify` inside the transaction: other processes hear it too.
   */
  publish(...changes: StoreChange[]): void
}

/** Hears of changes after they are committed, each thing once a transaction. Must not throw, nor take its time. */
export type Watcher = (changes: readonly StoreChange[]) => void
/** Begins to hear; the function it answers ends that. */
export type WatchStore = (watcher: Watcher) => () => void

export interface ClosableDb extends Db {
  /** From now on, until the function it answers is called. On PostgreSQL: one connection that listens, per process. */
  watch(watcher: Watcher): () => void
  close(): void
}
