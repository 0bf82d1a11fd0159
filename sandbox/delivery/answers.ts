/** What a person outside does with a letter: the mails they, or their mail server, send back. */

import { DateTime } from 'luxon'
import { withHeaders } from '../mail/raw-headers.ts'
import { messageIdOf, writeMime } from '../mail/write-mime.ts'
import type { MailAddress } from '../person.ts'
import type { Message } from '../state/message.ts'
import type { OutsideMail } from '../state/outside-mails.ts'
import type { World } from '../world.ts'
import { bounceMessage } from './bounce.ts'
import { deliver, keepOutside, readWire } from './deliver.ts'
import type { Wire } from './deliver.ts'

export const answerKinds = [
  'reply',
  'reply-from-other',
  'out-of-office',
  'bounce',
  'new-mail',
] as const
export type AnswerKind = (typeof answerKinds)[number]

export interface Answer {
  kind: AnswerKind
  person: MailAddress
  /** The letter that is answered; for a new mail only its sender matters. */
  letter: OutsideMail | undefined
  /** Whom a new mail goes to. */
  to: MailAddress
  /** Another address to write from. */
  from?: string | undefined
  subject?: string | undefined
  text?: string | undefined
}

export interface Answered {
  wire: Wire
  arrived: Message[]
}

/** Writes the mail, delivers it, and keeps it among what the person sent (a report is written by no person). */
export async function answer(world: World, wish: Answer): Promise<Answered> {
  const wire = await readWire(await compose(world, wish))
  const send = world.db.transaction(() => {
    if (wish.kind !== 'bounce') keepOutside(world, wish.person.address, 'sent', wire)
    return deliver(world, wire, [...wire.mail.to, ...wire.mail.cc]).arrived
  })
  return { wire, arrived: send() }
}

async function compose(world: World, wish: Answer): Promise<Buffer> {
  const { person, to, letter } = wish
  const dateMs = world.clock.now()
  const shared = { to: [to], dateMs, messageId: messageIdOf(person.address) }
  if (wish.kind === 'new-mail' || letter === undefined) {
    return writeMime({
      ...shared,
      from: { ...person, address: wish.from ?? person.address },
      subject: wish.subject ?? 'A question',
      text:
        wish.text ?? 'Hello,\n\nhave you got ten minutes for a call this week?\n\n' + person.name,
    })
  }
  const thread = {
    inReplyTo: letter.internetMessageId,
    references: [letter.references, letter.internetMessageId]
      .filter((one) => one !== null)
      .join(' '),
  }
  switch (wish.kind) {
    case 'reply':
    case 'reply-from-other': {
      const address =
        wish.from ?? (wish.kind === 'reply' ? person.address : privateAddressOf(person))
      return writeMime({
        ...shared,
        ...thread,
        messageId: messageIdOf(address),
        from: { name: person.name, address },
        subject: wish.subject ?? replySubject(letter.subject),
        ...quoted(letter, wish.text ?? 'Thanks for your mail, let us talk next week.', dateMs),
      })
    }
    case 'out-of-office': {
      const raw = await writeMime({
        ...shared,
        ...thread,
        from: { name: person.name, address: wish.from ?? person.address },
        subject: wish.subject ?? `Automatic reply: ${letter.subject}`,
        text: wish.text ?? outOfOfficeText(person, dateMs),
      })
      // What an Exchange server outside the tenant puts on its automatic replies.
      return withHeaders(raw, {
        'Return-Path': '<>',
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'X-MS-Exchange-Inbox-Rules-Loop': person.address,
        'X-MS-Has-Attach': '',
      })
    }
    case 'bounce':
      return bounceMessage(dateMs, {
        original: await readWire(Buffer.from(letter.raw)),
        failed: person.address,
        to,
        reporter: 'contoso.example',
        ...(wish.text === undefined ? {} : { text: wish.text }),
      })
    default:
      return wish.kind satisfies never
  }
}

function replySubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`
}

function quoted(letter: OutsideMail, text: string, dateMs: number): { text: string } {
  const written = DateTime.fromMillis(Math.min(letter.receivedMs, dateMs), { zone: 'utc' })
  const who = letter.from?.name === '' ? letter.from.address : (letter.from?.name ?? 'You')
  const below = letter.text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n')
  const when = written.setLocale('en').toFormat("ccc, d LLL yyyy 'at' HH:mm")
  return { text: `${text}\n\nOn ${when}, ${who} wrote:\n${below}\n` }
}

function outOfOfficeText(person: MailAddress, nowMs: number): string {
  const back = DateTime.fromMillis(nowMs, { zone: 'utc' }).plus({ days: 10 }).setLocale('en')
  return `Thank you for your message. I am out of the office until ${back.toFormat('d LLLL yyyy')} and will answer after my return.\n\n${person.name}`
}

/** `Ana Alves` writes privately as ana.alves@private.example. */
function privateAddressOf(person: MailAddress): string {
  const name =
    person.name === '' ? person.address.slice(0, person.address.indexOf('@')) : person.name
  return `${name.toLowerCase().trim().replace(/\s+/g, '.')}@private.example`
}
