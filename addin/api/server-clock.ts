/** What time it is for the product: the server's clock, heard from its answers. */

export interface ServerClock {
  /** Milliseconds since 1970, UTC. */
  now: () => number
  /** `date` is the Date header of an answer (RFC 9110, section 6.6.1: whole seconds). */
  hear: (date: string | null) => void
  /** Calls `listener` when the clock was moved, not when it merely runs. */
  subscribe: (listener: () => void) => () => void
}

/**
 * "In 2 days" must count from the clock that sends the emails: a laptop's may be wrong, and the sandbox's is moved by hand.
 * Until the server was heard the machine's own time is used.
 */
export function createServerClock(ownTime: () => number = Date.now): ServerClock {
  let ahead = 0
  const listeners = new Set<() => void>()
  return {
    now: () => ownTime() + ahead,
    hear(date) {
      const told = date === null ? Number.NaN : Date.parse(date)
      if (!Number.isFinite(told)) return
      const before = ahead
      ahead = told - ownTime()
      // Whole seconds and the way here make it tremble a little; only a real move is worth drawing again.
      if (Math.abs(ahead - before) > 5000) for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
