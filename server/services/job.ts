/** What the work of a job is handed. */

import type { Context } from './context.ts'

export interface Job {
  context: Context
  /** To be called before every request and every batch of rows: throws LeaseLostError when another process has taken over. */
  renewLease(): Promise<void>
}
