/** That a mailbox was read to its end, at one moment: what an email must have seen before it may go. */

import type { ClockReadings } from '../time/clock.ts'

const read: unique symbol = Symbol('read to its end')

/** Made by the reading of messages alone, which is checked as the order of imports is. It is never changed, only made anew. */
export interface CompleteRead {
  readonly [read]: true
  readonly mailboxId: string
  /** When its last page was asked for: the moment whose state it shows at the latest. Not when that was answered. */
  readonly asked: ClockReadings
  /** How many requests the sync had made of Graph by then, that page included; emails it asked to be sent are not counted. */
  readonly requests: number
  /** How much news of mail the sync had heard by then: so much of it is covered. */
  readonly news: number
  /** Graph's ids of the messages it met. */
  readonly met: ReadonlySet<string>
}

/** For the one who has judged the last page. */
export function completeRead(facts: Omit<CompleteRead, typeof read>): CompleteRead {
  return Object.freeze({ ...facts, [read]: true as const })
}
