/** The store for one page of a list: what was read for one row is not read again for the next. */

import type { Sql } from 'sql-template-tag'
import type { Db } from './db.ts'

/** For reading only, and for one answer: what changes meanwhile is not seen. */
export function readOnce(db: Db): Db {
  const rows = new Map<string, Promise<unknown[]>>()
  const all = <Row>(statement: Sql): Promise<Row[]> => {
    const question = JSON.stringify([statement.sql, statement.values])
    const known = rows.get(question) ?? db.all(statement)
    rows.set(question, known)
    return known as Promise<Row[]>
  }
  return {
    all,
    one: async <Row>(statement: Sql) => (await all<Row>(statement)).at(0),
    transaction: () => Promise.reject(new Error('Only reading is done here.')),
    skipLocked: db.skipLocked,
    publish: () => undefined,
  }
}
