/** Product time when a sandbox keeps it: follows its clock by long polling and says when the work then due is done. */

import { uptime } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Clock, ClockReadings } from './domain/time/clock.ts'
import { instant } from './domain/time/instant.ts'

const reading = z.object({ offsetMs: z.number(), version: z.number() })

export interface FollowedClock extends Clock {
  /** Follows until closed; `settled` is called with each new time and resolves when the work due by then is done. */
  follow(settled: () => Promise<void>): void
  close(): void
}

/** The clock of a real tenant: real time. */
export const realClock: Clock = {
  now: () => instant(Date.now()),
  real: () => Date.now(),
  readings: readClocks,
}

/** performance.now() is the monotonic clock of the system, which stands still in sleep; os.uptime() is the one that does not. */
function readClocks(): ClockReadings {
  return { monotonic: performance.now(), wall: Date.now(), uptime: uptime() * 1000 }
}

const pollMs = 30_000

/**
 * Takes the sandbox's time once, then on `follow` keeps it. `follower` names this process among those that follow. Throws
 * when the clock cannot be read at the start: working at a wrong time would send emails early.
 */
export async function followClock(url: string, follower: string): Promise<FollowedClock> {
  const closing = new AbortController()
  let { offsetMs, version } = await read(url, closing.signal)
  const follow = async (settled: () => Promise<void>): Promise<void> => {
    while (!closing.signal.aborted) {
      await settled()
      try {
        const query = `?seen=${String(version)}&follower=${encodeURIComponent(follower)}`
        const next = await read(`${url}${query}`, closing.signal)
        // The clock only goes forward; an answer out of turn must not set it back.
        offsetMs = Math.max(offsetMs, next.offsetMs)
        version = next.version
      } catch {
        // The sandbox is away: the time goes on as it went, and it is asked again in a moment.
        await pause(1000, undefined, { signal: closing.signal }).catch(() => undefined)
      }
    }
  }
  return {
    now: () => instant(Date.now() + offsetMs),
    real: () => Date.now(),
    readings: readClocks,
    follow: (settled) => void follow(settled),
    close: () => {
      closing.abort()
    },
  }
}

async function read(url: string, closing: AbortSignal): Promise<z.infer<typeof reading>> {
  const answer = await fetch(url, {
    signal: AbortSignal.any([closing, AbortSignal.timeout(pollMs)]),
  })
  if (!answer.ok)
    throw new Error(`The clock at ${new URL(url).origin} answered ${String(answer.status)}.`)
  return reading.parse(await answer.json())
}
