/** What Graph is asked to tell of a mailbox as soon as it happens. */

import type { Instant } from '../time/instant.ts'

export const abouts = ['mail', 'calendar'] as const
export type About = (typeof abouts)[number]

export interface Subscription {
  id: string
  mailboxId: string
  about: About
  clientState: string
  expiresAt: Instant
  /** When it is to be looked at again. */
  checkAt: Instant
}
