/** Watches who is deleted or disabled in the tenant. */

import { dayMs, later, type Instant } from '../domain/instant.ts'
import type { Chore } from './chore.ts'

export async function watchDirectory(chore: Chore): Promise<Instant> {
  await chore.goOn()
  return later(chore.context.clock.now(), dayMs)
}
