/** The store's one port: statements go in through the `sql` tag, rows come out; nothing above knows which database answers. */

import type { Sql } from 'sql-template-tag'

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
}

export interface ClosableDb extends Db {
  close(): void
}
