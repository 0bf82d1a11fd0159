/** The job that watches who is deleted or disabled in the tenant, and what becomes of their sequences. */

import { earliest, later, type Instant } from '../../domain/time/instant.ts'
import { nextCheckAt } from '../../store/directory/departures.ts'
import type { Job } from '../job.ts'
import { keepDirectorySubscribed } from './renew-subscription.ts'
import { lookAgain } from './confirm-departures.ts'
import { readDirectory } from './sync-directory.ts'
import { settleSequences } from './apply-departures.ts'

const everyMs = 15 * 60_000

/** A look every 15 minutes, at each notification, and when somebody's second look is due; answers when the next one is. */
export async function watchDirectory(job: Job): Promise<Instant> {
  const { db, clock } = job.context
  // What is decided already does not wait for Graph.
  await settleSequences(job)
  const subscriptionDueAt = await keepDirectorySubscribed(job)
  await readDirectory(job)
  await lookAgain(job)
  await settleSequences(job)
  const next = later(clock.now(), everyMs)
  return earliest(next, subscriptionDueAt, await nextCheckAt(db)) ?? next
}
