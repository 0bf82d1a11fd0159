/** What every service is handed: the store, Graph, the clocks and the settings of this server. */

import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock } from '../domain/time/clock.ts'
import type { Pace } from '../domain/outbound/pace.ts'
import type { AskGraph } from '../graph/client.ts'
import type { Db, WatchStore } from '../store/db/db.ts'

export interface Context {
  db: Db
  /** Hears of what was changed in the store, from other processes too. */
  watch: WatchStore
  ask: AskGraph
  clock: Clock
  pace: Pace
  /** Address of the product as people outside reach it, without a slash at the end: for the links in emails. */
  publicUrl: string
  /** Where Graph is to post its notifications: a public https address. */
  notificationUrl: string
  /** Key of the hash that emails are named by. */
  messageIdKey: string
  /** Addresses that are administrators whatever the store says, lower case: how the first one gets in. */
  admins: readonly string[]
  /** Tells the administrator of something in the background, by ids and codes alone. */
  report(event: { event: string; mailbox: string; error: string }): void
  /** Tells the loop that something is due. */
  wake(): void
}

/** A new id: UUID version 7, whose order is the order of making. */
export function newId(): string {
  return v7()
}

/** Random text that nobody can guess: 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
