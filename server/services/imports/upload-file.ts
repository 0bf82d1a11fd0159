/** Takes a contact file in: reads it, keeps its rows, and guesses what its columns are. Nothing is written to any contact. */

import { mostImportRows } from '../../../shared/import.ts'
import { separatorOf } from '../../domain/imports/contact-file.ts'
import { guessColumns, isHeader } from '../../domain/imports/columns.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import { addFileRows, type FileRow } from '../../store/imports/import-rows.ts'
import { noCounts, putImport, type StoredImport } from '../../store/imports/imports.ts'
import { newId, type Context } from '../context.ts'
import { readRecords, textOf } from './parse-records.ts'
import { refuse, type Refused } from '../problem.ts'

const mostColumns = 200
/** So many rows are looked at to guess what a column is, and shown as samples. */
const sampleRows = 50
/** So many a transaction: everybody else waits no longer than these take. */
const perTransaction = 250

interface Reading {
  headers: string[] | null
  /** Records seen so far, empty ones included: what a spreadsheet numbers its rows by. */
  records: number
  rows: number
  samples: string[][]
  fault: string | null
}

/** `bytes` as they came; the import's columns wait to be looked at by a person. */
export async function takeFile(
  context: Context,
  user: User,
  file: { name: string; bytes: Uint8Array },
): Promise<StoredImport | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const text = await textOf(file.bytes)
  if (typeof text !== 'string') return badFile(text.sentence)
  const begun: StoredImport = {
    id: newId(),
    userId: user.id,
    fileName: fileName(file.name),
    state: 'reading',
    separator: separatorOf(text).separator,
    headers: [],
    columns: [],
    existing: 'fill',
    rowCount: 0,
    worked: 0,
    workedTo: 0,
    counts: noCounts,
    createdAt: context.clock.now(),
    doneAt: null,
  }
  await putImport(context.db, begun)
  const reading: Reading = { headers: null, records: 0, rows: 0, samples: [], fault: null }
  const broken = await readRecords(text, (records) => keep(context, begun.id, reading, records))
  const fault = reading.fault ?? broken ?? whyNothing(reading)
  if (fault !== null) {
    await discard(context, begun)
    return badFile(fault)
  }
  const headers = reading.headers ?? []
  const columns = guessColumns(headers, reading.samples)
  const read: StoredImport = {
    ...begun,
    state: 'matching',
    headers,
    columns,
    rowCount: reading.rows,
  }
  await putImport(context.db, read)
  return read
}

/** The rows go with the next round of the job. */
export async function discard(context: Context, one: StoredImport): Promise<void> {
  await context.db.transaction(async (tx) => {
    await putImport(tx, { ...one, state: 'discarded' })
    await requestJob(tx, 'imports', context.clock.now())
  })
  context.wake()
}

/** Keeps these rows; false when the file is not to be read any further. */
async function keep(
  { db }: Context,
  importId: string,
  reading: Reading,
  records: string[][],
): Promise<boolean> {
  const rows: FileRow[] = []
  for (const cells of records) {
    reading.records += 1
    if (cells.every((cell) => cell.trim() === '')) continue
    if (reading.headers === null) {
      const hasHeader = isHeader(cells)
      reading.headers = cells.map((cell, at) =>
        hasHeader ? cell.replace(/\s+/g, ' ').trim().slice(0, 200) : `Column ${String(at + 1)}`,
      )
      if (cells.length > mostColumns) {
        reading.fault = `The file has more than ${String(mostColumns)} columns. Take out those that you do not need.`
        return false
      }
      if (hasHeader) continue
    }
    reading.rows += 1
    if (reading.rows > mostImportRows) {
      reading.fault = `The file has more than ${mostImportRows.toLocaleString('en')} rows. Split it, and import the parts one after another.`
      return false
    }
    if (reading.samples.length < sampleRows) reading.samples.push(cells)
    rows.push({ number: reading.records, cells })
  }
  for (let from = 0; from < rows.length; from += perTransaction)
    await db.transaction((tx) => addFileRows(tx, importId, rows.slice(from, from + perTransaction)))
  return true
}

function whyNothing({ headers, rows }: Reading): string | null {
  if (headers === null) return 'The file is empty.'
  return rows > 0
    ? null
    : 'The file has a header and no rows below it. Bring one that has contacts.'
}

function badFile(sentence: string): Refused {
  return refuse(422, 'bad-file', 'The file cannot be imported', sentence)
}

/** As it is shown: without folders, and of one line. */
function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 200) || 'contacts.csv'
  )
}
