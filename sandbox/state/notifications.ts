/** Notifications that wait to be posted; they outlive a restart of either side. */

import type { Db } from './database.ts'

export interface PendingNotification {
  id: number
  url: string
  /** The changeNotification as JSON. */
  item: string
  attempts: number
  /** Real time in milliseconds. */
  dueMs: number
  madeMs: number
}

export interface NotificationStore {
  add: (url: string, item: string, dueMs: number, madeMs: number) => number
  /** Due by this real time, oldest first. */
  due: (nowMs: number, limit: number) => PendingNotification[]
  nextDueMs: () => number | undefined
  postpone: (id: number, attempts: number, dueMs: number) => void
  remove: (id: number) => void
  count: () => number
}

export function openNotificationStore(db: Db): NotificationStore {
  const add = db.prepare<[string, string, number, number]>(
    'insert into notifications (url, item, due_ms, made_ms) values (?, ?, ?, ?)',
  )
  const due = db.prepare<[number, number], PendingNotification>(`
    select id, url, item, attempts, due_ms as dueMs, made_ms as madeMs
    from notifications
    where due_ms <= ?
    order by due_ms, id
    limit ?`)
  const next = db.prepare<[], { dueMs: number | null }>(
    'select min(due_ms) as dueMs from notifications',
  )
  const postpone = db.prepare<[number, number, number]>(
    'update notifications set attempts = ?, due_ms = ? where id = ?',
  )
  const remove = db.prepare<[number]>('delete from notifications where id = ?')
  const count = db.prepare<[], { total: number }>('select count(*) as total from notifications')
  return {
    add: (url, item, dueMs, madeMs) => Number(add.run(url, item, dueMs, madeMs).lastInsertRowid),
    due: (nowMs, limit) => due.all(nowMs, limit),
    nextDueMs: () => next.get()?.dueMs ?? undefined,
    postpone: (id, attempts, dueMs) => {
      postpone.run(attempts, dueMs, id)
    },
    remove: (id) => {
      remove.run(id)
    },
    count: () => count.get()?.total ?? 0,
  }
}
