/** Tells subscribers: stores each notification first, posts it, and keeps trying while the product is away. */

import type { Faults } from '../faults.ts'
import type { NotificationStore, PendingNotification } from '../state/notifications.ts'
import type { Poster } from './post.ts'

export interface Notifications {
  /** Queues one changeNotification or lifecycle item for this address; never waits for the product. `about` is the mailbox's Entra id, null for the directory. */
  tell: (url: string, item: object, about: string | null) => void
  /** Starts with whatever an earlier run left. */
  start: () => void
  close: () => void
}

/** Graph retries for 4 hours; the sandbox's day is 120 times shorter, in real time. */
const givesUpAfterMs = 2 * 60_000
const firstRetryMs = 200
/** So that a product which was restarted hears soon. */
const longestRetryMs = 5_000
/** Graph's answer limits: first request, and retries. */
const answerLimitMs = 3_000
const retryAnswerLimitMs = 10_000
const itemsPerPost = 20
const postsAtOncePerUrl = 4

export function openNotifications(
  store: NotificationStore,
  poster: Poster,
  faults: Faults,
): Notifications {
  const inFlight = new Set<number>()
  const postsOf = new Map<string, number>()
  /** A notification that fault `reorder` keeps back until the one after it has been queued. */
  let overtaken: { id: number; attempts: number } | undefined
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Immediate | undefined
  let closed = false

  function tell(url: string, item: object, about: string | null): void {
    const fault = faults.forNotification(about)
    const now = Date.now()
    const text = JSON.stringify(item)
    if (fault?.notices === 'drop') return
    if (fault?.notices === 'delay') {
      store.add(url, text, now + (fault.delayMs ?? 2_000), now)
    } else if (fault?.notices === 'reorder') {
      const id = store.add(url, text, now + (fault.delayMs ?? 1_000), now)
      overtaken ??= { id, attempts: 0 }
    } else {
      store.add(url, text, now, now)
      if (fault?.notices === 'double') store.add(url, text, now + (fault.delayMs ?? 30), now)
      if (overtaken !== undefined) {
        store.postpone(overtaken.id, overtaken.attempts, now + 50)
        overtaken = undefined
      }
    }
    wake()
  }

  function wake(): void {
    // At the end of this turn of the event loop, so that what one change brings leaves in one request, as Graph batches it.
    if (!closed) soon ??= setImmediate(pump)
  }

  function pump(): void {
    soon = undefined
    if (closed) return
    const due = store.due(Date.now(), 500).filter((one) => !inFlight.has(one.id))
    for (const batch of batches(due)) {
      const url = batch[0]?.url ?? ''
      const posts = postsOf.get(url) ?? 0
      if (posts >= postsAtOncePerUrl) continue
      postsOf.set(url, posts + 1)
      for (const one of batch) inFlight.add(one.id)
      void send(url, batch)
    }
    sleep()
  }

  function sleep(): void {
    clearTimeout(timer)
    const next = store.nextDueMs()
    if (next === undefined || closed) return
    // Rows in flight look due; their own end wakes the pump again.
    const wait = inFlight.size > 0 ? Math.max(next - Date.now(), 100) : next - Date.now()
    timer = setTimeout(pump, Math.max(wait, 1))
  }

  async function send(url: string, batch: PendingNotification[]): Promise<void> {
    const retry = batch.some((one) => one.attempts > 0)
    const delivered = await poster
      .post(url, {
        contentType: 'application/json; charset=utf-8',
        body: `{"value":[${batch.map((one) => one.item).join(',')}]}`,
        timeoutMs: retry ? retryAnswerLimitMs : answerLimitMs,
      })
      .then(
        (answer) => answer.status >= 200 && answer.status < 300,
        () => false,
      )
    if (closed) return
    for (const one of batch) {
      inFlight.delete(one.id)
      settle(one, delivered)
    }
    postsOf.set(url, (postsOf.get(url) ?? 1) - 1)
    wake()
  }

  function settle(one: PendingNotification, delivered: boolean): void {
    const now = Date.now()
    if (delivered || (one.attempts > 0 && now - one.madeMs > givesUpAfterMs)) {
      store.remove(one.id)
      return
    }
    const wait = Math.min(firstRetryMs * 2 ** one.attempts, longestRetryMs)
    store.postpone(one.id, one.attempts + 1, now + wait)
  }

  return {
    tell,
    start: wake,
    close: () => {
      closed = true
      clearTimeout(timer)
      if (soon !== undefined) clearImmediate(soon)
    },
  }
}

/** First tries and retries have different answer limits, so they travel apart. */
function batches(due: PendingNotification[]): PendingNotification[][] {
  const groups = new Map<string, PendingNotification[]>()
  const result: PendingNotification[][] = []
  for (const one of due) {
    const key = `${one.url}\n${one.attempts > 0}`
    let group = groups.get(key)
    if (group === undefined || group.length >= itemsPerPost) {
      group = []
      groups.set(key, group)
      result.push(group)
    }
    group.push(one)
  }
  return result
}
