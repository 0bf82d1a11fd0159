/** What the whole pretend Microsoft 365 consists of, as every part of it sees it. */

import type { Clock } from './clock.ts'
import type { Followers } from './control/followers.ts'
import type { Calendars } from './calendar/calendars.ts'
import type { Changes } from './delivery/changes.ts'
import type { Mailboxes } from './delivery/mailboxes.ts'
import type { Notifications } from './delivery/notifications.ts'
import type { Poster } from './delivery/post.ts'
import type { Directory } from './directory.ts'
import type { Faults } from './faults.ts'
import type { Person } from './person.ts'
import type { RequestLog } from './request-log.ts'
import type { Db } from './state/database.ts'
import type { DeltaRounds } from './state/delta-rounds.ts'
import type { EventStore } from './state/events.ts'
import type { MailboxSettingsStore } from './state/mailbox-settings.ts'
import type { Message } from './state/message.ts'
import type { MessageStore } from './state/messages.ts'
import type { OutsideMailStore } from './state/outside-mails.ts'
import type { SubscriptionStore } from './state/subscriptions.ts'

export interface World {
  db: Db
  /** Those who are in the directory now. */
  readonly people: Person[]
  directory: Directory
  clock: Clock
  followers: Followers
  faults: Faults
  requests: RequestLog
  messages: MessageStore
  mailboxes: Mailboxes
  mailboxSettings: MailboxSettingsStore
  events: EventStore
  calendars: Calendars
  deltaRounds: DeltaRounds
  outside: OutsideMailStore
  subscriptions: SubscriptionStore
  changes: Changes
  notifications: Notifications
  outbox: Outbox
  poster: Poster
  /** Does what product time has made due: call it after moving the clock. */
  upkeep: () => void
  /** Says on stderr that something broke which nobody is waiting for. */
  report: (what: string, error: unknown) => void
  close: () => void
}

/** Emails on their way from Drafts to Sent Items. */
export interface Outbox {
  /** Real milliseconds. */
  leaveAfter: (draft: Message, delayMs: number) => void
  close: () => void
}
