/** A transaction that a refusal takes back: nothing half-done stays behind a plain "no". */

import type { Db } from '../store/db/db.ts'
import { isRefused, type Refused } from './problem.ts'

class TakenBack extends Error {
  override name = 'TakenBack'
  constructor(readonly refusal: Refused) {
    super('A refusal took the transaction back.')
  }
}

/** Commits what `work` did, unless it answers with a refusal: then nothing of it stays. */
export async function transactionUnlessRefused<Result extends object>(
  db: Db,
  work: (tx: Db) => Promise<Result | Refused>,
): Promise<Result | Refused> {
  try {
    return await db.transaction(async (tx) => {
      const result = await work(tx)
      if (isRefused(result)) throw new TakenBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.refusal
    throw error
  }
}
