/** What a person has set in the own mailbox: zone, working hours, automatic replies and who has had one. */

import { z } from 'zod'
import { weekdays } from '../calendar/recurrence.ts'
import type { Db } from './database.ts'

export const mailboxSettingsSchema = z.object({
  /** Windows or IANA name. */
  timeZone: z.string(),
  workingHours: z.object({
    daysOfWeek: z.array(z.enum(weekdays)),
    /** `08:00:00.0000000` */
    startTime: z.string(),
    endTime: z.string(),
    timeZone: z.string(),
  }),
  automaticReplies: z.object({
    status: z.enum(['disabled', 'alwaysEnabled', 'scheduled']),
    internalMessage: z.string(),
    externalMessage: z.string(),
    externalAudience: z.enum(['none', 'contactsOnly', 'all']),
    /** Product time; they matter while `scheduled`. */
    startMs: z.number(),
    endMs: z.number(),
  }),
})
export type MailboxSettings = z.infer<typeof mailboxSettingsSchema>

export interface MailboxSettingsStore {
  read: (mailbox: string) => MailboxSettings
  /** Those who have had an automatic reply may get a new one. */
  write: (mailbox: string, settings: MailboxSettings) => void
  /** False when this address has had one already. */
  noteReply: (mailbox: string, address: string) => boolean
}

const day = 24 * 3_600_000
const firstDayMs = Date.UTC(2026, 0, 5, 8)
const usual: MailboxSettings = {
  timeZone: 'UTC',
  workingHours: {
    daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    startTime: '08:00:00.0000000',
    endTime: '17:00:00.0000000',
    timeZone: 'UTC',
  },
  automaticReplies: {
    status: 'disabled',
    internalMessage: '',
    externalMessage: '',
    externalAudience: 'all',
    startMs: firstDayMs,
    endMs: firstDayMs + day,
  },
}

export function openMailboxSettings(db: Db): MailboxSettingsStore {
  const read = db.prepare<[string], { settings: string }>(
    'select settings from mailbox_settings where mailbox = ?',
  )
  const write = db.prepare<[string, string]>(`
    insert into mailbox_settings (mailbox, settings) values (?, ?)
    on conflict (mailbox) do update set settings = excluded.settings`)
  const forget = db.prepare<[string]>('delete from automatic_replies where mailbox = ?')
  const note = db.prepare<[string, string]>(
    'insert into automatic_replies (mailbox, address) values (?, ?) on conflict do nothing',
  )
  return {
    read: (mailbox) => {
      const row = read.get(mailbox)
      return row === undefined ? usual : mailboxSettingsSchema.parse(JSON.parse(row.settings))
    },
    write: db.transaction((mailbox: string, settings: MailboxSettings) => {
      write.run(mailbox, JSON.stringify(settings))
      forget.run(mailbox)
    }),
    noteReply: (mailbox, address) => note.run(mailbox, address.toLowerCase()).changes > 0,
  }
}

/** Whether automatic replies go out at this product time. */
export function repliesAutomatically(settings: MailboxSettings, nowMs: number): boolean {
  const { status, startMs, endMs } = settings.automaticReplies
  return status === 'alwaysEnabled' || (status === 'scheduled' && startMs <= nowMs && nowMs < endMs)
}
