/** Brings a database to today's shape, once each step, and holds it to the world it was born in. */

import { raw } from 'sql-template-tag'
import type { Db } from '../db/db.ts'
import { mainJob } from './0001-main-job.ts'
import { fillRules, rules } from './0002-rules.ts'
import { meetings } from './0003-meetings.ts'
import { directory } from './0004-directory.ts'
import { automation } from './0005-automation.ts'
import { consoleLists } from './0006-console-lists.ts'
import { indexes } from './0007-indexes.ts'
import { sendWindows } from './0008-send-windows.ts'
import { tasks } from './0009-tasks.ts'
import { imports } from './0010-imports.ts'
import { requestKeys } from './0011-request-keys.ts'
import { fillStepIds, stepIds } from './0012-step-ids.ts'
import { pausedPlaces } from './0013-held-places.ts'
import { fillStepPerformance, stepPerformance } from './0014-step-figures.ts'
import { metaValue, putMeta } from '../db/meta.ts'

interface Migration {
  name: string
  statements: readonly string[]
  /** Fills new columns of old rows where SQL alone cannot. */
  fill?: (tx: Db) => Promise<void>
}

const migrations: readonly Migration[] = [
  { name: '0001-main-job', statements: mainJob },
  { name: '0002-rules', statements: rules, fill: fillRules },
  { name: '0003-meetings', statements: meetings },
  { name: '0004-directory', statements: directory },
  { name: '0005-automation', statements: automation },
  { name: '0006-console-lists', statements: consoleLists },
  { name: '0007-indexes', statements: indexes },
  { name: '0008-send-windows', statements: sendWindows },
  { name: '0009-tasks', statements: tasks },
  { name: '0010-imports', statements: imports },
  { name: '0011-request-keys', statements: requestKeys },
  { name: '0012-step-ids', statements: stepIds, fill: fillStepIds },
  { name: '0013-paused-places', statements: pausedPlaces },
  { name: '0014-step-performance', statements: stepPerformance, fill: fillStepPerformance },
]

/** Thrown when a store that belongs to one world is opened by a server configured for another. */
export class WrongWorldError extends Error {
  override name = 'WrongWorldError'
}

/**
 * Runs what has not run yet. `world` is the tenant's id, or `sandbox`; a new store is stamped with it, and an old one with
 * another stamp is refused. Throws WrongWorldError.
 */
export async function migrate(db: Db, world: string, secret: () => string): Promise<void> {
  const meta = `create table if not exists meta (key text primary key, value text not null) /* strict */`
  await db.all(raw(forSqlite(meta)))
  await db.transaction(async (tx) => {
    const stamp = await metaValue(tx, 'world')
    if (stamp !== null && stamp !== world)
      throw new WrongWorldError(
        `This data folder belongs to ${worldName(stamp)}, but the server is configured for ${worldName(world)}. ` +
          'Point DATA_DIR to another folder, or restore the configuration it was made with.',
      )
    if (stamp === null) await putMeta(tx, 'world', world)
    if ((await metaValue(tx, 'message-id-key')) === null)
      await putMeta(tx, 'message-id-key', secret())
    for (const { name, statements, fill } of migrations) {
      if ((await metaValue(tx, `migration ${name}`)) !== null) continue
      for (const statement of statements) await tx.all(raw(forSqlite(statement)))
      await fill?.(tx)
      await putMeta(tx, `migration ${name}`, 'done')
    }
  })
}

/** Migrations are written for both databases: SQLite wants to be told to be strict, and knows one integer only. */
function forSqlite(statement: string): string {
  return statement.replace('/* strict */', 'strict').replaceAll(' bigint', ' integer')
}

function worldName(stamp: string): string {
  return stamp === 'sandbox' ? 'the sandbox' : `tenant ${stamp}`
}
