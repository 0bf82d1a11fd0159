/** What the work of a chore is handed. */

import type { Context } from './context.ts'

export interface Chore {
  context: Context
  /** To be called before every request and every batch of rows: throws LeaseLostError when another process has taken over. */
  goOn(): Promise<void>
}
