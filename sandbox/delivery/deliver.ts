/** Carries a message to its recipients: into mailboxes of the tenant, or to people outside. */

import { attend } from '../calendar/attendant.ts'
import { exchangeMessageId } from '../mail/write-mime.ts'
import { withHeaders } from '../mail/raw-headers.ts'
import { readMime } from '../mail/read-mime.ts'
import type { ReadMail } from '../mail/read-mime.ts'
import { isTenantAddress, personOf } from '../person.ts'
import type { MailAddress, Person } from '../person.ts'
import type { Folder, Message } from '../state/message.ts'
import type { OutsideMail } from '../state/outside-mails.ts'
import type { World } from '../world.ts'
import { itemOf } from './mailboxes.ts'

/** A message ready for the wire: it has a Message-ID and no Bcc. */
export interface WireMessage {
  raw: Buffer
  mail: ReadMail
  messageId: string
}

/** Reads a raw message and gives it a Message-ID when it has none, as a receiving server does. */
export async function readWire(raw: Buffer): Promise<WireMessage> {
  const mail = await readMime(raw)
  if (mail.messageId !== null) return { raw, mail, messageId: mail.messageId }
  const messageId = exchangeMessageId()
  const complete = withHeaders(raw, { 'Message-ID': messageId })
  return { raw: complete, mail: await readMime(complete), messageId }
}

export interface Delivery {
  /** Items that came into mailboxes of the tenant. */
  arrived: Message[]
  /** Addresses of the tenant that nobody has. */
  unknown: string[]
}

/** Hands a message to each recipient once; call it inside a transaction. Arrival is `world.clock.now()`. */
export function deliver(world: World, wire: WireMessage, recipients: MailAddress[]): Delivery {
  const delivery: Delivery = { arrived: [], unknown: [] }
  const reached = new Set<string>()
  for (const recipient of recipients) {
    const address = recipient.address.toLowerCase()
    if (reached.has(address)) continue
    reached.add(address)
    if (!isTenantAddress(address)) {
      world.outside.meet(recipient)
      keepOutside(world, address, 'received', wire)
      continue
    }
    // Exchange Online takes rita+anything@ for rita@ (plus addressing, on by default).
    const person =
      personOf(world.people, address) ?? personOf(world.people, address.replace(/\+[^@]*(?=@)/, ''))
    if (person?.hasMailbox === true) delivery.arrived.push(arrive(world, person, wire, {}))
    else delivery.unknown.push(address)
  }
  return delivery
}

/** Puts a message into a mailbox as mail that arrived. */
export function arrive(
  world: World,
  person: Person,
  wire: WireMessage,
  how: {
    receivedMs?: number
    folder?: Folder
    /** Instead of the one the message itself tells. */
    messageClass?: string
    unlisted?: boolean
  },
): Message {
  const receivedMs = how.receivedMs ?? world.clock.now()
  const item = itemOf(wire.mail, receivedMs, false)
  const message = world.mailboxes.add(
    {
      mailbox: person.id,
      folder: how.folder ?? 'inbox',
      receivedMs,
      isDraft: false,
      isRead: false,
      internetMessageId: wire.messageId,
      unlisted: how.unlisted ?? false,
      item: { ...item, messageClass: how.messageClass ?? item.messageClass },
    },
    wire.raw,
  )
  if (wire.mail.meeting !== null) attend(world, person, wire.mail.meeting)
  return message
}

/** Keeps a copy for a person outside. */
export function keepOutside(
  world: World,
  owner: string,
  direction: 'received' | 'sent',
  wire: WireMessage,
): OutsideMail {
  const { mail } = wire
  return world.outside.insert(owner, direction, {
    internetMessageId: wire.messageId,
    receivedMs: world.clock.now(),
    subject: mail.subject,
    from: mail.from,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    text: mail.text,
    html: mail.html,
    raw: wire.raw.toString('utf8'),
  })
}
