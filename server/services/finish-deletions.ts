/** Ends what a deleted sequence still has running, should a crash have come between. */

import { dayMs, later, type Instant } from '../domain/instant.ts'
import type { Chore } from './chore.ts'

export async function finishDeletions(chore: Chore): Promise<Instant> {
  await chore.goOn()
  return later(chore.context.clock.now(), dayMs)
}
