/** Everything that can happen to an item in a mailbox; each change is stored and announced together. */

import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { ReadMail } from '../mail/read-mime.ts'
import type { Db } from '../state/database.ts'
import { newConversationId, newImmutableId, newMutableId } from '../state/message.ts'
import type { Folder, Item, Message } from '../state/message.ts'
import type { MessageStore } from '../state/messages.ts'
import type { Changes } from './changes.ts'

export interface NewMessage {
  mailbox: string
  folder: Folder
  receivedMs: number
  isDraft: boolean
  isRead: boolean
  internetMessageId: string
  /** See Message. */
  unlisted?: boolean
  unseenUntilMs?: number
  item: Item
}

export interface Mailboxes {
  add: (message: NewMessage, raw: Buffer) => Message
  /** Stores the item as given, with a new change mark. `raw` when the message itself changed. */
  change: (message: Message, raw?: Buffer) => Message
  /** The default id changes, the immutable one stays; with fault `moveWindowMs` it is nowhere for a while. */
  move: (message: Message, folder: Folder) => Message
  remove: (message: Message) => void
}

export function openMailboxes(
  db: Db,
  store: MessageStore,
  changes: Changes,
  clock: Clock,
  faults: Pick<Faults, 'moveWindowMs'>,
): Mailboxes {
  const add = (message: NewMessage, raw: Buffer): Message => {
    const stored = store.insert(
      {
        ...message,
        id: newImmutableId(),
        mutableId: newMutableId(),
        conversationId: conversationOf(store, message),
        change: 1,
        hidden: false,
        unseenUntilMs: message.unseenUntilMs ?? 0,
        unlisted: message.unlisted ?? false,
        submitted: 0,
        client: 'web',
      },
      raw,
    )
    changes.announce(stored, 'created')
    return stored
  }

  const change = (message: Message, raw?: Buffer): Message => {
    const changed = touched(message, clock)
    store.update(changed)
    if (raw !== undefined) store.replaceRaw(message.id, raw)
    changes.announce(changed, 'updated')
    return changed
  }

  const move = (message: Message, folder: Folder): Message => {
    const moved = {
      ...touched(message, clock),
      folder,
      mutableId: newMutableId(),
      unseenUntilMs: untilMs(faults.moveWindowMs(message.mailbox)),
    }
    store.update(moved)
    changes.announce(message, 'deleted')
    changes.announce(moved, 'created')
    return moved
  }

  const remove = (message: Message): void => {
    store.remove(message.id)
    changes.announce(message, 'deleted')
  }

  // Notifications are rows too: an item and the news of it are written together or not at all.
  return {
    add: db.transaction(add),
    change: db.transaction(change),
    move: db.transaction(move),
    remove: db.transaction(remove),
  }
}

/** The real time at which a window that opens now is over; 0 for none. */
export function untilMs(windowMs: number): number {
  return windowMs === 0 ? 0 : Date.now() + windowMs
}

/** The item of a mail as read; `createdMs` in product time. */
export function itemOf(mail: ReadMail, createdMs: number, own: boolean): Item {
  return {
    createdMs,
    modifiedMs: createdMs,
    sentMs: mail.sentMs ?? createdMs,
    subject: mail.subject,
    from: mail.from,
    sender: mail.sender ?? mail.from,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    bcc: mail.bcc,
    html: mail.html,
    text: mail.text,
    preview: mail.preview,
    headers: mail.headers,
    own,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    messageClass: mail.messageClass,
    hasAttachments: mail.hasAttachments,
    importance: 'normal',
    categories: [],
    extended: [],
    meeting: mail.meeting,
  }
}

function touched(message: Message, clock: Clock): Message {
  return {
    ...message,
    change: message.change + 1,
    item: { ...message.item, modifiedMs: clock.now() },
  }
}

/** Joins the conversation of a mail it names that this mailbox has; else starts one. */
function conversationOf(store: MessageStore, message: NewMessage): string {
  const named = `${message.item.inReplyTo ?? ''} ${message.item.references ?? ''}`.match(
    /<[^<>\s]+>/g,
  )
  for (const value of named ?? []) {
    const [earlier] = store.search({
      mailbox: message.mailbox,
      conditions: [{ column: 'internet_message_id', operator: '=', value }],
      newestFirst: true,
      skip: 0,
      limit: 1,
      unseen: true,
    })
    if (earlier !== undefined) return earlier.conversationId
  }
  return newConversationId()
}
