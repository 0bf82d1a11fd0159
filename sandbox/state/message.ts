/** One item of a mailbox as the sandbox keeps it. */

import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { recurrenceSchema } from '../calendar/recurrence.ts'
import type { Person } from '../person.ts'

export const folderNames = {
  inbox: 'Inbox',
  drafts: 'Drafts',
  sentitems: 'Sent Items',
  deleteditems: 'Deleted Items',
  junkemail: 'Junk Email',
  archive: 'Archive',
  outbox: 'Outbox',
} as const
export type Folder = keyof typeof folderNames

export const folders = [
  'inbox',
  'drafts',
  'sentitems',
  'deleteditems',
  'junkemail',
  'archive',
  'outbox',
] as const satisfies readonly Folder[]

const mailAddress = z.object({ address: z.string(), name: z.string() })
const mailHeader = z.object({ name: z.string(), value: z.string() })

/** What is kept of an item beyond the columns that are searched. */
export const itemSchema = z.object({
  createdMs: z.number(),
  modifiedMs: z.number(),
  sentMs: z.number(),
  subject: z.string(),
  from: mailAddress.nullable(),
  sender: mailAddress.nullable(),
  replyTo: z.array(mailAddress),
  to: z.array(mailAddress),
  cc: z.array(mailAddress),
  bcc: z.array(mailAddress),
  html: z.string(),
  text: z.string(),
  preview: z.string(),
  headers: z.array(mailHeader),
  /** Written in this mailbox, not arrived: such items show no transport headers. */
  own: z.boolean(),
  inReplyTo: z.string().nullable(),
  references: z.string().nullable(),
  messageClass: z.string(),
  hasAttachments: z.boolean(),
  importance: z.enum(['low', 'normal', 'high']),
  categories: z.array(z.string()),
  /** Extended properties set through Graph, by their id as Exchange writes it. */
  extended: z.array(z.object({ id: z.string(), value: z.string() })),
  /** What the text/calendar part of a meeting message says; worlds of an earlier version have none. */
  meeting: z
    .object({
      uid: z.string(),
      startMs: z.number(),
      endMs: z.number(),
      timeZone: z.string(),
      isAllDay: z.boolean(),
      location: z.string(),
      recurrence: recurrenceSchema.nullable(),
    })
    .nullable()
    .default(null),
})
export type Item = z.infer<typeof itemSchema>

export interface Message {
  seq: number
  /** Immutable id: stays for the item's life in this mailbox. */
  id: string
  /** Default id: changes with every move. */
  mutableId: string
  /** Entra id of the owner. */
  mailbox: string
  folder: Folder
  receivedMs: number
  isDraft: boolean
  isRead: boolean
  internetMessageId: string
  conversationId: string
  change: number
  /** Neither listed nor found: the moment between Drafts and Sent Items. */
  hidden: boolean
  /** Real time, in milliseconds, before which Graph neither lists nor finds it; 0 for most. */
  unseenUntilMs: number
  /** Found by its id and by a filter on its Message-ID only, as Graph treats a colleague's automatic reply. */
  unlisted: boolean
  /** How often it was asked to be sent and has not left yet. */
  submitted: number
  /** With what it is sent: desktop Outlook sends a copy of its own, everything else the item itself. */
  client: MailClient
  item: Item
}

export type MailClient = 'web' | 'desktop'

/** Whether Graph finds it at this moment. */
export function isSeen(message: Message): boolean {
  return !message.hidden && message.unseenUntilMs <= Date.now()
}

/** Graph's ids are long, case-sensitive and URL-safe; the two formats can be told apart by how they begin. */
export function newImmutableId(): string {
  return `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${randomBytes(42).toString('base64url')}AAA=`
}

export function newMutableId(): string {
  return `AAMkADhi${randomBytes(78).toString('base64url')}AAA=`
}

const idShape = /^(AAMk|AAkA)[A-Za-z0-9_-]{20,}=*$/

export function isMessageId(text: string): boolean {
  return idShape.test(text)
}

/** Folder ids never change and have one format only. */
export function folderId(mailbox: string, folder: Folder | 'msgfolderroot'): string {
  const digest = createHash('sha256').update(`${mailbox}/${folder}`).digest('base64url')
  return `AQMkADhi${digest}AAAA`
}

/** Resolves a well-known name (any case) or a folder id of this person's mailbox. */
export function folderOf(person: Person, nameOrId: string): Folder | undefined {
  const name = nameOrId.toLowerCase()
  return folders.find((one) => one === name || folderId(person.id, one) === nameOrId)
}

export function newConversationId(): string {
  return `AAQkADhi${randomBytes(40).toString('base64url')}=`
}
