/** What people outside the tenant received and sent, and who they are. */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { MailAddress } from '../person.ts'
import type { Db } from './database.ts'

const mailAddress = z.object({ address: z.string(), name: z.string() })

const itemSchema = z.object({
  subject: z.string(),
  from: mailAddress.nullable(),
  replyTo: z.array(mailAddress),
  to: z.array(mailAddress),
  cc: z.array(mailAddress),
  inReplyTo: z.string().nullable(),
  references: z.string().nullable(),
  text: z.string(),
  html: z.string(),
})
export type OutsideItem = z.infer<typeof itemSchema>

export interface OutsideMail extends OutsideItem {
  seq: number
  id: string
  internetMessageId: string
  receivedMs: number
  raw: string
}

export type Direction = 'received' | 'sent'

export interface OutsideMailStore {
  insert: (
    owner: string,
    direction: Direction,
    mail: Omit<OutsideMail, 'seq' | 'id'>,
  ) => OutsideMail
  /** Newest first; `before` is the seq of the last one already had. */
  list: (owner: string, direction: Direction, before: number, limit: number) => OutsideMail[]
  /** A mail this address received, by id or Message-ID. */
  find: (owner: string, idOrMessageId: string) => OutsideMail | undefined
  people: () => MailAddress[]
  /** Notes a person; a name once known is not lost to an empty one. */
  meet: (person: MailAddress) => void
}

interface Row {
  seq: number
  id: string
  internet_message_id: string
  received_ms: number
  item: string
  raw: Buffer
}

export function openOutsideMails(db: Db): OutsideMailStore {
  const insert = db.prepare<[string, string, string, string, number, string, Buffer]>(`
    insert into outside_mails (id, owner, direction, internet_message_id, received_ms, item, raw)
    values (?, ?, ?, ?, ?, ?, ?)`)
  const list = db.prepare<[string, string, number, number], Row>(`
    select seq, id, internet_message_id, received_ms, item, raw
    from outside_mails
    where owner = ? and direction = ? and seq < ?
    order by seq desc
    limit ?`)
  const find = db.prepare<[string, string, string], Row>(`
    select seq, id, internet_message_id, received_ms, item, raw
    from outside_mails
    where owner = ? and direction = 'received' and (id = ? or internet_message_id = ?)
    order by seq desc
    limit 1`)
  const people = db.prepare<[], MailAddress>(
    'select address, name from outside_people order by rowid',
  )
  const meet = db.prepare<[string, string]>(`
    insert into outside_people (address, name) values (?, ?)
    on conflict (address) do update set name = excluded.name
    where outside_people.name = '' and excluded.name <> ''`)

  return {
    insert: (owner, direction, mail) => {
      const { internetMessageId, receivedMs, raw, ...item } = mail
      const id = randomUUID()
      const bytes = Buffer.from(raw, 'utf8')
      const { lastInsertRowid } = insert.run(
        id,
        owner.toLowerCase(),
        direction,
        internetMessageId,
        receivedMs,
        JSON.stringify(item),
        bytes,
      )
      return { ...mail, id, seq: Number(lastInsertRowid) }
    },
    list: (owner, direction, before, limit) =>
      list.all(owner.toLowerCase(), direction, before, limit).map(fromRow),
    find: (owner, wanted) => {
      const row = find.get(owner.toLowerCase(), wanted, wanted)
      return row === undefined ? undefined : fromRow(row)
    },
    people: () => people.all(),
    meet: (person) => {
      meet.run(person.address.toLowerCase(), person.name)
    },
  }
}

function fromRow(row: Row): OutsideMail {
  return {
    ...itemSchema.parse(JSON.parse(row.item)),
    seq: row.seq,
    id: row.id,
    internetMessageId: row.internet_message_id,
    receivedMs: row.received_ms,
    raw: row.raw.toString('utf8'),
  }
}
