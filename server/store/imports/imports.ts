/** Imports of contacts: whose, how far each is, and what it has come to. */

import sql, { type Sql } from 'sql-template-tag'
import type {
  ColumnMatch,
  ExistingChoice,
  ImportCounts,
  ImportState,
} from '../../../shared/import.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface StoredImport {
  id: string
  userId: string
  fileName: string
  /** `reading` until the file is read to its end; `discarded` until its rows are gone. */
  state: ImportState | 'reading' | 'discarded'
  /** What parts the columns of the file. */
  separator: string
  headers: string[]
  columns: ColumnMatch[]
  existing: ExistingChoice
  rowCount: number
  worked: number
  /** The number of the last row that was worked. */
  workedTo: number
  counts: ImportCounts
  createdAt: Instant
  doneAt: Instant | null
}

interface Row {
  id: string
  user_id: string
  file_name: string
  state: StoredImport['state']
  separator: string
  headers: string
  columns: string
  existing: ExistingChoice
  row_count: number | string
  worked: number | string
  worked_to: number | string
  counts: string
  created_at: string
  done_at: string | null
}

const fields = sql`id, user_id, file_name, state, separator, headers, columns, existing, row_count, worked, worked_to, counts,
  created_at, done_at`

export const noCounts: ImportCounts = {
  new: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  rejected: 0,
  suppressed: 0,
}

export async function importById(db: Db, id: string): Promise<StoredImport | null> {
  return (await list(db, sql`where id = ${id}`)).at(0) ?? null
}

/** Those whose file was read, the newest first. */
export function importsOfUser(db: Db, userId: string, limit: number): Promise<StoredImport[]> {
  return list(
    db,
    sql`
    where user_id = ${userId}
    and state not in ('reading', 'discarded')
    order by id desc
    limit ${limit}`,
  )
}

/** The oldest that has something to be worked, or null. */
export async function nextImport(db: Db): Promise<StoredImport | null> {
  const rest = sql`where state in ('checking', 'importing', 'discarded') order by id limit 1`
  return (await list(db, rest)).at(0) ?? null
}

/** Adds it, or writes every field that may change. */
export async function putImport(db: Db, one: StoredImport): Promise<void> {
  const { headers, columns, counts } = one
  await db.all(sql`
    insert into imports (${fields})
    values (${one.id}, ${one.userId}, ${one.fileName}, ${one.state}, ${one.separator}, ${JSON.stringify(headers)},
      ${JSON.stringify(columns)}, ${one.existing}, ${one.rowCount}, ${one.worked}, ${one.workedTo},
      ${JSON.stringify(counts)}, ${one.createdAt}, ${one.doneAt})
    on conflict (id) do update set
      state = excluded.state,
      headers = excluded.headers,
      columns = excluded.columns,
      existing = excluded.existing,
      row_count = excluded.row_count,
      worked = excluded.worked,
      worked_to = excluded.worked_to,
      counts = excluded.counts,
      done_at = excluded.done_at`)
  db.publish({ kind: 'import', id: one.id })
}

/** Marks what was begun before that time; what is being worked is let be. */
export async function discardBefore(db: Db, before: Instant): Promise<void> {
  await db.all(sql`
    update imports
    set state = 'discarded'
    where created_at < ${before}
    and state not in ('checking', 'importing', 'discarded')`)
}

export async function dropImport(db: Db, id: string): Promise<void> {
  await db.all(sql`delete from imports where id = ${id}`)
  db.publish({ kind: 'import', id })
}

async function list(db: Db, rest: Sql): Promise<StoredImport[]> {
  const rows = await db.all<Row>(sql`select ${fields} from imports ${rest}`)
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    fileName: row.file_name,
    state: row.state,
    separator: row.separator,
    headers: JSON.parse(row.headers) as string[],
    columns: JSON.parse(row.columns) as ColumnMatch[],
    existing: row.existing,
    rowCount: Number(row.row_count),
    worked: Number(row.worked),
    workedTo: Number(row.worked_to),
    counts: JSON.parse(row.counts) as ImportCounts,
    createdAt: row.created_at,
    doneAt: row.done_at,
  }))
}
