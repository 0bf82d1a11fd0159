/** Product time: the real time plus an offset that only grows, kept over restarts. */

import type { SettingsStore } from './state/database.ts'

export interface Clock {
  /** Product time in milliseconds since 1970, UTC. */
  now: () => number
  offsetMs: () => number
  /** Grows by one with every move. */
  version: () => number
  /** Moves product time forward by this many milliseconds and answers the new version. */
  advance: (byMs: number) => number
}

export function openClock(settings: SettingsStore): Clock {
  let offsetMs = Number(settings.read('clock.offset') ?? '0')
  let version = Number(settings.read('clock.version') ?? '0')
  return {
    now: () => Date.now() + offsetMs,
    offsetMs: () => offsetMs,
    version: () => version,
    advance: (byMs) => {
      offsetMs += byMs
      version += 1
      settings.write('clock.offset', String(offsetMs))
      settings.write('clock.version', String(version))
      return version
    },
  }
}

/** `2026-11-23T17:06:00Z`: Exchange tells whole seconds, cut off, never rounded. */
export function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
