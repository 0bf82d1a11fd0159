/** Looks whether the store is whole, once nobody has it open. */
import For20 from 'better-sqlite3'
import Since22 from 'better-sqlite3-napi'
import { join } from 'node:path'

/** Which driver goes with which Node is said in server/store/db/sqlite-driver.ts. */
const Database = Number(process.versions.node.split('.', 1)[0]) >= 22 ? Since22 : For20

/** What `pragma integrity_check` and `pragma foreign_key_check` find; `ok` alone when all is well. */
export function checkIntegrity(dataDir: string): string[] {
  const db = new Database(join(dataDir, 'sequences.sqlite'), { readonly: true })
  try {
    const found = [db.pragma('integrity_check'), db.pragma('foreign_key_check')].flat()
    return found.map((row) => wordOf(row))
  } finally {
    db.close()
  }
}

function wordOf(row: unknown): string {
  if (typeof row === 'object' && row !== null && 'integrity_check' in row)
    return String(row.integrity_check)
  return `foreign key: ${JSON.stringify(row)}`
}
