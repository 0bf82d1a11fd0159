/** Two clocks: the product's, which the sandbox can move forward, and the real one for leases and time-outs. */

import type { Instant } from './instant.ts'

export interface Clock {
  /** Product time: steps, pauses, limits. */
  now(): Instant
  /** Real milliseconds since 1970. */
  real(): number
}
