/** What time alone does: subscriptions are warned of their end and taken away, deleted people go for good. */

import type { Clock } from '../clock.ts'
import type { SubscriptionStore } from '../state/subscriptions.ts'
import { tellLifecycle } from './changes.ts'
import type { Notifications } from './notifications.ts'

export interface Upkeep {
  run: () => void
  close: () => void
}

/** Graph repeats reauthorizationRequired about every 15 minutes when the end is near. */
const warnBeforeMs = 60 * 60_000
const warnEveryMs = 15 * 60_000
/** Real time between looks while nobody moves the clock. */
const lookEveryMs = 15_000

export function openUpkeep(
  subscriptions: SubscriptionStore,
  notifications: Notifications,
  clock: Clock,
  purgePeople: () => void,
): Upkeep {
  const run = (): void => {
    const now = clock.now()
    purgePeople()
    subscriptions.removeExpired(now)
    for (const one of subscriptions.list()) {
      if (one.expiresMs - now > warnBeforeMs || now - one.warnedMs < warnEveryMs) continue
      subscriptions.save({ ...one, warnedMs: now })
      tellLifecycle(notifications, one, 'reauthorizationRequired')
    }
  }
  const timer = setInterval(run, lookEveryMs)
  timer.unref()
  return {
    run,
    close: () => {
      clearInterval(timer)
    },
  }
}
