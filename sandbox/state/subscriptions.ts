/** Who asked to be told about which mailbox. */

import { z } from 'zod'
import type { Db } from './database.ts'
import type { Folder } from './message.ts'

const subscriptionSchema = z.object({
  id: z.string(),
  /** Worlds of an earlier version had subscriptions to messages only. */
  watches: z.enum(['messages', 'events', 'users']).default('messages'),
  /** Entra id of the one person watched in the directory; null for everybody, and for mailboxes. */
  person: z.string().nullable().default(null),
  /** Entra id of the mailbox's owner; null for the directory. */
  mailbox: z.string().nullable(),
  /** Null: every folder. */
  folder: z.string().nullable(),
  resource: z.string(),
  changeTypes: z.array(z.enum(['created', 'updated', 'deleted'])),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullable(),
  clientState: z.string().nullable(),
  expiresMs: z.number(),
  immutableIds: z.boolean(),
  applicationId: z.string(),
  latestSupportedTlsVersion: z.string(),
  /** Product time of the last reauthorizationRequired; 0 when none was sent. */
  warnedMs: z.number(),
})
export type Subscription = z.infer<typeof subscriptionSchema>
export type ChangeType = Subscription['changeTypes'][number]

export interface SubscriptionStore {
  save: (subscription: Subscription) => void
  find: (id: string) => Subscription | undefined
  list: () => Subscription[]
  /** Those to the messages of one mailbox that cover this folder. */
  covering: (mailbox: string, folder: Folder) => Subscription[]
  /** Those to the events of one mailbox. */
  ofCalendar: (mailbox: string) => Subscription[]
  /** Those that tell of this person of the directory. */
  ofPerson: (id: string) => Subscription[]
  ofMailbox: (mailbox: string) => Subscription[]
  remove: (id: string) => void
  /** Takes out what has expired by this product time. */
  removeExpired: (nowMs: number) => void
}

interface Row {
  subscription: string
}

export function openSubscriptions(db: Db): SubscriptionStore {
  const save = db.prepare<[string, string | null, string | null, number, string]>(`
    insert into subscriptions (id, mailbox, folder, expires_ms, subscription) values (?, ?, ?, ?, ?)
    on conflict (id) do update
    set expires_ms = excluded.expires_ms, subscription = excluded.subscription`)
  const find = db.prepare<[string], Row>('select subscription from subscriptions where id = ?')
  const list = db.prepare<[], Row>('select subscription from subscriptions order by rowid')
  const covering = db.prepare<[string, string], Row>(
    'select subscription from subscriptions where mailbox = ? and (folder is null or folder = ?) order by rowid',
  )
  const ofMailbox = db.prepare<[string], Row>(
    'select subscription from subscriptions where mailbox = ? order by rowid',
  )
  const directory = db.prepare<[], Row>(
    'select subscription from subscriptions where mailbox is null order by rowid',
  )
  const remove = db.prepare<[string]>('delete from subscriptions where id = ?')
  const removeExpired = db.prepare<[number]>('delete from subscriptions where expires_ms <= ?')

  return {
    save: (one) => {
      save.run(one.id, one.mailbox, one.folder, one.expiresMs, JSON.stringify(one))
    },
    find: (id) => {
      const row = find.get(id)
      return row === undefined ? undefined : fromRow(row)
    },
    list: () => list.all().map(fromRow),
    covering: (mailbox, folder) =>
      covering
        .all(mailbox, folder)
        .map(fromRow)
        .filter((one) => one.watches === 'messages'),
    ofCalendar: (mailbox) =>
      ofMailbox
        .all(mailbox)
        .map(fromRow)
        .filter((one) => one.watches === 'events'),
    ofPerson: (id) =>
      directory
        .all()
        .map(fromRow)
        .filter((one) => one.watches === 'users' && (one.person === null || one.person === id)),
    ofMailbox: (mailbox) => ofMailbox.all(mailbox).map(fromRow),
    remove: (id) => {
      remove.run(id)
    },
    removeExpired: (nowMs) => {
      removeExpired.run(nowMs)
    },
  }
}

function fromRow(row: Row): Subscription {
  return subscriptionSchema.parse(JSON.parse(row.subscription))
}
