/** The rows that an import leaves out, as a file to correct and bring again. */

import Papa from 'papaparse'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { rowsLeftOut } from '../../store/imports/import-rows.ts'
import type { StoredImport } from '../../store/imports/imports.ts'
import type { Context } from '../context.ts'
import { visibleImport } from './imports.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'

const atOnce = 500

/** Without it, Excel takes UTF-8 for the machine's own encoding. */
const byteOrderMark = '\uFEFF'

// The library's own looks at cells of one line only.
const formula = /^[=+\-@\t\r\n]/

/**
 * CSV in pieces, parted as the file was: its own columns, then the row's number in it and the reason. A cell that a spreadsheet would run as a
 * formula gets a quote before it (OWASP, "CSV Injection").
 */
export async function refusedRows(
  { db }: Context,
  user: User,
  id: string,
): Promise<{ text: AsyncIterable<string> } | Refused> {
  const one = await visibleImport(db, user, id)
  if (isRefused(one)) return one
  if (one.state === 'checked' || one.state === 'done') return { text: piecesOf(db, one) }
  return refuse(
    409,
    'not-checked',
    'Not known yet',
    'Which rows are refused is known once the file has been checked. Wait until the check or the import is done.',
  )
}

async function* piecesOf(db: Db, { id, headers, separator }: StoredImport): AsyncGenerator<string> {
  yield `${byteOrderMark}${lines([[...headers, 'Row number', 'Reason refused']], separator)}`
  for (let after = 0; ;) {
    const rows = await rowsLeftOut(db, id, after, atOnce)
    if (rows.length === 0) return
    yield lines(
      rows.map(({ number, cells, reason }) => [
        ...headers.map((_, at) => cells[at] ?? ''),
        String(number),
        reason,
      ]),
      separator,
    )
    after = rows.at(-1)?.number ?? after
  }
}

function lines(rows: string[][], delimiter: string): string {
  return `${Papa.unparse(rows, { delimiter, escapeFormulae: formula, newline: '\r\n' })}\r\n`
}
