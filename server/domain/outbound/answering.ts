/** Which Message-ID a follow-up answers: the one under which the email before it really went. */

import { later, type Instant } from '../time/instant.ts'
import type { Email } from './email.ts'

/** So long it is waited for that the sent item shows: Exchange may have given it another Message-ID on sending. */
const patienceMs = 15 * 60_000
const againMs = 60_000

export type Answering =
  { kind: 'answers'; messageId: string | null } | { kind: 'waits'; until: Instant; why: string }

/** `before`: the email of the thread that came last, or null when a new thread is opened. */
export function answeringName(
  before: Pick<Email, 'messageId' | 'seenSent' | 'state' | 'sentAt' | 'number'> | null,
  now: Instant,
): Answering {
  if (before === null) return { kind: 'answers', messageId: null }
  const waited = before.sentAt === null || later(before.sentAt, patienceMs) <= now
  // One that may have gone and was never found has no other name.
  if (before.seenSent || before.state === 'unknown' || waited)
    return { kind: 'answers', messageId: before.messageId }
  return {
    kind: 'waits',
    until: later(now, againMs),
    why: `Waits until email ${String(before.number)} shows in Sent Items, so that this one answers it.`,
  }
}
