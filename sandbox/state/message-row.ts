/** A row of the table of messages, and the item it stands for. */

import { itemSchema } from './message.ts'
import type { Folder, Item, MailClient, Message } from './message.ts'

export interface Row {
  seq: number
  id: string
  mutable_id: string
  mailbox: string
  folder: Folder
  received_ms: number
  is_draft: number
  is_read: number
  internet_message_id: string
  conversation_id: string
  change: number
  hidden: number
  unseen_until: number
  unlisted: number
  submitted: number
  client: MailClient
  item: string
}

export const columns = `seq, id, mutable_id, mailbox, folder, received_ms, is_draft, is_read, internet_message_id,
  conversation_id, change, hidden, unseen_until, unlisted, submitted, client, item`

export function toRow(message: Omit<Message, 'seq'>): Record<string, string | number> {
  return {
    id: message.id,
    mutable_id: message.mutableId,
    mailbox: message.mailbox,
    folder: message.folder,
    received_ms: message.receivedMs,
    is_draft: Number(message.isDraft),
    is_read: Number(message.isRead),
    internet_message_id: message.internetMessageId,
    from_address: message.item.from?.address.toLowerCase() ?? '',
    conversation_id: message.conversationId,
    change: message.change,
    hidden: Number(message.hidden),
    unseen_until: message.unseenUntilMs,
    unlisted: Number(message.unlisted),
    submitted: message.submitted,
    client: message.client,
    item: JSON.stringify(message.item),
  }
}

export function fromRow(row: Row): Message {
  const item: Item = itemSchema.parse(JSON.parse(row.item))
  return {
    seq: row.seq,
    id: row.id,
    mutableId: row.mutable_id,
    mailbox: row.mailbox,
    folder: row.folder,
    receivedMs: row.received_ms,
    isDraft: row.is_draft === 1,
    isRead: row.is_read === 1,
    internetMessageId: row.internet_message_id,
    conversationId: row.conversation_id,
    change: row.change,
    hidden: row.hidden === 1,
    unseenUntilMs: row.unseen_until,
    unlisted: row.unlisted === 1,
    submitted: row.submitted,
    client: row.client,
    item,
  }
}
