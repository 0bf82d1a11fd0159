/** Keeps the one subscription to the tenant's users alive. It only makes things quick: the look every 15 minutes finds the same. */

import { dayMs, earliest, later, msOf, type Instant } from '../../domain/time/instant.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  renewUsers,
  subscribeToUsers,
  unsubscribeFromUsers,
  type UsersSubscription,
} from '../../graph/users-subscription.ts'
import {
  directorySubscription,
  dropDirectorySubscription,
  putDirectorySubscription,
} from '../../store/directory/directory.ts'
import type { Job } from '../job.ts'
import { newSecret } from '../context.ts'

const tryAgainMs = 15 * 60_000

/** Renews, or subscribes anew, when that is due. Answers when to look again; a refusal is reported and tried again later. */
export async function keepDirectorySubscribed(job: Job): Promise<Instant> {
  const { context } = job
  const now = context.clock.now()
  const known = await directorySubscription(context.db)
  if (known && known.dueAt > now) return known.dueAt
  try {
    return (await prolong(job, now)) ?? (await start(job, now))
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'throttled' || error.kind === 'signed-out')
      throw error
    context.report({
      event: 'no-directory-notifications',
      mailbox: 'directory',
      error: error.message,
    })
    return later(now, tryAgainMs)
  }
}

async function prolong(job: Job, now: Instant): Promise<Instant | null> {
  const { context } = job
  const known = await directorySubscription(context.db)
  if (!known) return null
  await job.renewLease()
  const renewed = known.expiresAt > now ? await renewUsers(context.ask, known.id, now) : null
  if (renewed) return keep(job, known.clientState, renewed, now)
  await dropDirectorySubscription(context.db, known.id)
  return null
}

/** Graph allows one of a kind (409): one of an earlier life, whose secret nobody knows any more, has to go first. */
async function start(job: Job, now: Instant): Promise<Instant> {
  const { context } = job
  const clientState = newSecret()
  const ask = () => subscribeToUsers(context.ask, context.notificationUrl, clientState, now)
  await job.renewLease()
  let made: UsersSubscription
  try {
    made = await ask()
  } catch (error) {
    if (!(error instanceof GraphError) || error.status !== 409) throw error
    await unsubscribeFromUsers(context.ask)
    await job.renewLease()
    made = await ask()
  }
  return keep(job, clientState, made, now)
}

async function keep(
  { context }: Job,
  clientState: string,
  { id, expiresAt }: UsersSubscription,
  now: Instant,
): Promise<Instant> {
  // Looked at daily: it may vanish without a word.
  const dueAt = earliest(later(now, dayMs), beforeEnd(expiresAt, now)) ?? later(now, dayMs)
  await putDirectorySubscription(context.db, { id, clientState, expiresAt, dueAt })
  return dueAt
}

function beforeEnd(expiresAt: Instant, now: Instant): Instant {
  const soon = later(now, 10 * 60_000)
  const dayBefore = msOf(expiresAt) - dayMs > msOf(soon) ? later(expiresAt, -dayMs) : soon
  return dayBefore
}
