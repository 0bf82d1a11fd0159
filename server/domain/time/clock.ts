/** The clocks: the product's, which the sandbox can move forward, and the real ones, for leases, time-outs and ages. */

import type { Instant } from './instant.ts'

export interface Clock {
  /** Product time: steps, pauses, limits. */
  now(): Instant
  /** Real milliseconds since 1970. */
  real(): number
  readings(): ClockReadings
}

/** One real moment by three clocks, in milliseconds, each from a beginning of its own. */
export interface ClockReadings {
  /** Never set back or forward, but it stands still while a laptop sleeps or a machine is frozen. */
  monotonic: number
  /** Counts sleep, but may be set to any time. */
  wall: number
  /** Since the machine was started: counts sleep, and nobody sets it. */
  uptime: number
}

/** How old what was read off the clocks is now: whichever of them says the most is believed. */
export function ageOf(then: ClockReadings, now: ClockReadings): number {
  return Math.max(now.monotonic - then.monotonic, now.wall - then.wall, now.uptime - then.uptime)
}
