/** Triggers and workflows: who meets their conditions is unenrolled. */

import { dayMs, later, type Instant } from '../domain/instant.ts'
import type { Chore } from './chore.ts'

export async function lookAtAutomation(chore: Chore): Promise<Instant> {
  await chore.goOn()
  return later(chore.context.clock.now(), dayMs)
}
