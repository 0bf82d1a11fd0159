/** The chore that watches who is deleted or disabled in the tenant, and what becomes of their sequences. */

import { earliest, later, type Instant } from '../../domain/time/instant.ts'
import { nextLookAt } from '../../store/directory/departures.ts'
import type { Chore } from '../job.ts'
import { keepDirectorySubscribed } from './renew-subscription.ts'
import { lookAgain } from './confirm-departures.ts'
import { readDirectory } from './sync-directory.ts'
import { settleSequences } from './apply-departures.ts'

const everyMs = 15 * 60_000

/** A look every 15 minutes, at each notice, and when somebody's second look is due; answers when the next one is. */
export async function watchDirectory(chore: Chore): Promise<Instant> {
  const { db, clock } = chore.context
  // What is decided already does not wait for Graph.
  await settleSequences(chore)
  const subscriptionDueAt = await keepDirectorySubscribed(chore)
  await readDirectory(chore)
  await lookAgain(chore)
  await settleSequences(chore)
  const next = later(clock.now(), everyMs)
  return earliest(next, subscriptionDueAt, await nextLookAt(db)) ?? next
}
