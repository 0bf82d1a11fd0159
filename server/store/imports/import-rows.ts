/** The rows of an import as they stood in the file, and what each came to. */

import sql, { join } from 'sql-template-tag'
import type { Db } from '../db/db.ts'

export interface FileRow {
  /** As a spreadsheet numbers it: the first row of the file is 1. */
  number: number
  cells: string[]
}

export type RowOutcome = 'new' | 'changed' | 'unchanged' | 'duplicate' | 'rejected'

export interface RowResult {
  number: number
  /** Null: the row has no address. */
  addressKey: string | null
  outcome: RowOutcome
  /** Why the row is left out, else null. */
  reason: string | null
  /** Once imported. */
  contactId: string | null
}

interface Row {
  number: number | string
  cells: string
}

export async function addFileRows(db: Db, importId: string, rows: FileRow[]): Promise<void> {
  for (const { number, cells } of rows)
    await db.all(sql`
      insert into import_rows (import_id, number, cells)
      values (${importId}, ${number}, ${JSON.stringify(cells)})`)
}

/** In the file's order, after row `after`. */
export async function fileRowsAfter(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<FileRow[]> {
  const rows = await db.all<Row>(sql`
    select number, cells
    from import_rows
    where import_id = ${importId}
    and number > ${after}
    order by number
    limit ${limit}`)
  return rows.map(toFileRow)
}

export async function putResults(db: Db, importId: string, results: RowResult[]): Promise<void> {
  for (const one of results)
    await db.all(sql`
      update import_rows
      set address_key = ${one.addressKey},
        outcome = ${one.outcome},
        reason = ${one.reason},
        contact_id = ${one.contactId}
      where import_id = ${importId}
      and number = ${one.number}`)
}

/** The first row above `before` that has each of these keys. */
export async function firstRowsOfKeys(
  db: Db,
  importId: string,
  keys: string[],
  before: number,
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const rows = await db.all<{ address_key: string; number: number | string }>(sql`
    select address_key, min(number) as number
    from import_rows
    where import_id = ${importId}
    and address_key in (${join(keys)})
    and number < ${before}
    group by address_key`)
  return new Map(rows.map((row) => [row.address_key, Number(row.number)]))
}

export async function reasonsOf(
  db: Db,
  importId: string,
  limit: number,
): Promise<{ sentence: string; count: number }[]> {
  const rows = await db.all<{ reason: string; n: number | string }>(sql`
    select reason, count(*) as n
    from import_rows
    where import_id = ${importId}
    and outcome = 'rejected'
    group by reason
    order by n desc, reason
    limit ${limit}`)
  return rows.map((row) => ({ sentence: row.reason, count: Number(row.n) }))
}

/** Rows that were left out, in the file's order, after row `after`. */
export async function rowsLeftOut(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<(FileRow & { reason: string })[]> {
  const rows = await db.all<Row & { reason: string | null }>(sql`
    select number, cells, reason
    from import_rows
    where import_id = ${importId}
    and number > ${after}
    and outcome in ('duplicate', 'rejected')
    order by number
    limit ${limit}`)
  return rows.map((row) => ({ ...toFileRow(row), reason: row.reason ?? '' }))
}

/** Answers whether any are left. */
export async function dropFileRows(db: Db, importId: string, limit: number): Promise<boolean> {
  await db.all(sql`
    delete from import_rows
    where import_id = ${importId}
    and number in (
      select number
      from import_rows
      where import_id = ${importId}
      order by number
      limit ${limit})`)
  return (await fileRowsAfter(db, importId, 0, 1)).length > 0
}

function toFileRow(row: Row): FileRow {
  return { number: Number(row.number), cells: JSON.parse(row.cells) as string[] }
}
