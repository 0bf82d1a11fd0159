/** A rep's mailbox: the unit of work, of order and of sharing between machines. */

import type { Instant } from '../time/instant.ts'
import type { UnfinishedRead } from './reading.ts'

export interface Mailbox {
  /** Entra's object id of its owner: Graph takes it in `/users/{id}`. */
  id: string
  userId: string
  address: string
  connectedAt: Instant
  /** The cursor: a complete read starts this moment less the overlap. */
  readFrom: Instant
  readAt: Instant | null
  /** Real milliseconds when the last page of the last complete read was asked for; 0 when that read counts no more. */
  readReal: number
  deepReadAt: Instant
  /** How often somebody asked for mail to be read again: a read that began before is not complete. */
  rewinds: number
  /** How often the wide read was asked for. */
  deepWants: number
  /** How many messages a page is asked to have. */
  pageSize: number
  /** The read that broke off; null when the last one was complete. */
  unfinishedRead: UnfinishedRead | null
  syncRequests: number
  syncsDone: number
  dueAt: Instant
  attempts: number
  lastError: string | null
  /** How long it rested after its last sync, in real milliseconds. */
  restMs: number
  subscriptionDueAt: Instant
  /** IANA zone of its owner, as the mailbox's settings say. */
  timeZone: string
  /** What pauses every email of this mailbox, or null. */
  pauseKind: 'rep-away' | 'mailbox-disconnected' | null
  pausedSince: Instant | null
  pausedUntil: Instant | null
  /** When its settings (time zone, automatic replies) are to be looked at again. */
  settingsDueAt: Instant
  /** Why what was due at `paceWaitsAt` waits for the limits of this mailbox, or for Graph to be quicker, in a sentence; null when nothing does. */
  paceWaits: string | null
  paceWaitsAt: Instant | null
}

/** A mailbox leased by this process: what every write of the sync is guarded by. */
export interface Lease {
  mailbox: Mailbox
  owner: string
}
