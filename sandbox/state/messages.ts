/** The items of all mailboxes, in and out of the world's file. */

import type { Db } from './database.ts'
import type { Folder, Message } from './message.ts'
import { columns, fromRow, toRow } from './message-row.ts'
import type { Row } from './message-row.ts'

/** What a search asks of an item; conditions of a search all hold. */
export type Condition = ColumnCondition | PropertyCondition

/** One comparison on a searched column. */
export interface ColumnCondition {
  column:
    | 'received_ms'
    | 'is_draft'
    | 'is_read'
    | 'internet_message_id'
    | 'from_address'
    | 'folder'
    | 'conversation_id'
  operator: '=' | '<>' | '>' | '>=' | '<' | '<='
  value: string | number
}

/** An extended property, by its id as Exchange writes it, has this value. */
export interface PropertyCondition {
  property: string
  value: string
}

export interface MessageSearch {
  mailbox: string
  conditions: Condition[]
  newestFirst: boolean
  skip: number
  limit: number
  /** Finds the unlisted ones too. */
  everything?: boolean
  /** Finds those too that Graph does not show at this moment. */
  unseen?: boolean
}

export interface MessageStore {
  insert: (message: Omit<Message, 'seq'>, raw: Buffer) => Message
  update: (message: Message) => void
  replaceRaw: (id: string, raw: Buffer) => void
  remove: (id: string) => void
  /** By immutable or default id, whichever it is. */
  find: (mailbox: string, id: string) => Message | undefined
  raw: (id: string) => Buffer
  search: (search: MessageSearch) => Message[]
  count: (mailbox: string, folder: Folder) => { total: number; unread: number }
  countWhere: (mailbox: string, conditions: Condition[]) => number
  /** Submitted items and the real time, in milliseconds, at which each is to leave. */
  leaving: () => { id: string; mailbox: string; leavesAt: number }[]
  setLeaving: (id: string, leavesAt: number | null) => void
}

export function openMessages(db: Db): MessageStore {
  const insert = db.prepare<Record<string, string | number | Buffer>>(`
    insert into messages
      (id, mutable_id, mailbox, folder, received_ms, is_draft, is_read, internet_message_id, from_address,
       conversation_id, change, hidden, unseen_until, unlisted, submitted, client, item, raw)
    values
      (@id, @mutable_id, @mailbox, @folder, @received_ms, @is_draft, @is_read, @internet_message_id, @from_address,
       @conversation_id, @change, @hidden, @unseen_until, @unlisted, @submitted, @client, @item, @raw)`)
  const update = db.prepare<Record<string, string | number>>(`
    update messages
    set mutable_id = @mutable_id, folder = @folder, received_ms = @received_ms, is_draft = @is_draft,
        is_read = @is_read, internet_message_id = @internet_message_id, from_address = @from_address,
        conversation_id = @conversation_id, change = @change, hidden = @hidden, unseen_until = @unseen_until,
        unlisted = @unlisted, submitted = @submitted, client = @client, item = @item
    where id = @id`)
  const replaceRaw = db.prepare<[Buffer, string]>('update messages set raw = ? where id = ?')
  const remove = db.prepare<[string]>('delete from messages where id = ?')
  const find = db.prepare<[string, string, string], Row>(
    `select ${columns} from messages where (id = ? or mutable_id = ?) and mailbox = ?`,
  )
  const raw = db.prepare<[string], { raw: Buffer }>('select raw from messages where id = ?')
  const count = db.prepare<[string, string, number], { total: number; unread: number | null }>(
    `select count(*) as total, sum(1 - is_read) as unread from messages
     where mailbox = ? and folder = ? and hidden = 0 and unseen_until <= ?`,
  )
  const leaving = db.prepare<[], { id: string; mailbox: string; leavesAt: number }>(
    'select id, mailbox, leaves_at as leavesAt from messages where leaves_at is not null order by leaves_at',
  )
  const setLeaving = db.prepare<[number | null, string]>(
    'update messages set leaves_at = ? where id = ?',
  )

  return {
    insert: (message, bytes) => {
      const { lastInsertRowid } = insert.run({ ...toRow(message), raw: bytes })
      return { ...message, seq: Number(lastInsertRowid) }
    },
    update: (message) => {
      update.run(toRow(message))
    },
    replaceRaw: (id, bytes) => {
      replaceRaw.run(bytes, id)
    },
    remove: (id) => {
      remove.run(id)
    },
    find: (mailbox, id) => {
      const row = find.get(id, id, mailbox)
      return row === undefined ? undefined : fromRow(row)
    },
    raw: (id) => raw.get(id)?.raw ?? Buffer.alloc(0),
    search: (search) => {
      const direction = search.newestFirst ? 'desc' : 'asc'
      const { where, values } = whereOf(search)
      return db
        .prepare<(string | number)[], Row>(
          `select ${columns} from messages where ${where}
           order by received_ms ${direction}, seq ${direction} limit ? offset ?`,
        )
        .all(...values, search.limit, search.skip)
        .map(fromRow)
    },
    count: (mailbox, folder) => {
      const row = count.get(mailbox, folder, Date.now())
      return { total: row?.total ?? 0, unread: row?.unread ?? 0 }
    },
    countWhere: (mailbox, conditions) => {
      const { where, values } = whereOf({ mailbox, conditions })
      return (
        db
          .prepare<(string | number)[], { total: number }>(
            `select count(*) as total from messages where ${where}`,
          )
          .get(...values)?.total ?? 0
      )
    },
    leaving: () => leaving.all(),
    setLeaving: (id, leavesAt) => {
      setLeaving.run(leavesAt, id)
    },
  }
}

const hasProperty = `exists (
    select 1 from json_each(messages.item, '$.extended') as extended
    where json_extract(extended.value, '$.id') = ? and json_extract(extended.value, '$.value') = ?
  )`

function whereOf({
  mailbox,
  conditions,
  everything = false,
  unseen = false,
}: Pick<MessageSearch, 'mailbox' | 'conditions' | 'everything' | 'unseen'>): {
  where: string
  values: (string | number)[]
} {
  const terms = conditions.map((one) =>
    'property' in one ? hasProperty : `${one.column} ${one.operator} ?`,
  )
  const named = conditions.some(
    (one) => 'column' in one && one.column === 'internet_message_id' && one.operator === '=',
  )
  const listed = everything || named ? [] : ['unlisted = 0']
  const seen = unseen ? [] : ['hidden = 0', 'unseen_until <= ?']
  return {
    where: ['mailbox = ?', ...seen, ...listed, ...terms].join(' and '),
    values: [
      mailbox,
      ...(unseen ? [] : [Date.now()]),
      ...conditions.flatMap((one) => ('property' in one ? [one.property, one.value] : [one.value])),
    ],
  }
}
