/** What a person outside does with an email: the mails they, or their mail server, send back. */

import { DateTime } from 'luxon'
import { messageIdOf, writeMime } from '../mail/write-mime.ts'
import type { MailAddress } from '../person.ts'
import type { Message } from '../state/message.ts'
import type { OutsideMail } from '../state/outside-mails.ts'
import type { World } from '../world.ts'
import { automaticAnswer } from './automatic-answers.ts'
import type { AutomaticWish } from './automatic-answers.ts'
import { answerAutomatically } from './automatic-replies.ts'
import { bounceMessage } from './bounce.ts'
import { deliver, keepOutside, readWire } from './deliver.ts'
import type { WireMessage } from './deliver.ts'
import { readReceipt } from './read-receipt.ts'

export const answerKinds = [
  'reply',
  'reply-from-other',
  'out-of-office',
  'bounce',
  'new-mail',
  'auto-reply-ticket',
  'left-company',
  'unsubscribe-mail',
  'read-receipt',
  'delayed',
] as const
export type AnswerKind = (typeof answerKinds)[number]

export interface OutsideAnswer extends AutomaticWish {
  kind: AnswerKind
  /** The email that is answered; for a new mail only its sender matters. */
  email: OutsideMail | undefined
  /** Whom a new mail goes to. */
  to: MailAddress
  /** Of a bounce or a delay: the enhanced status code. */
  status?: string | undefined
}

export interface Answered {
  wire: WireMessage
  arrived: Message[]
}

/** Writes the mail, delivers it, and keeps it among what the person sent (a report is written by no person). */
export async function answer(world: World, wish: OutsideAnswer): Promise<Answered> {
  const wire = await readWire(await compose(world, wish))
  const send = world.db.transaction(() => {
    if (wish.kind !== 'bounce' && wish.kind !== 'delayed')
      keepOutside(world, wish.person.address, 'sent', wire)
    return deliver(world, wire, [...wire.mail.to, ...wire.mail.cc]).arrived
  })
  const arrived = send()
  await answerAutomatically(world, arrived, wire)
  return { wire, arrived }
}

async function compose(world: World, wish: OutsideAnswer): Promise<Buffer> {
  const { person, to, email } = wish
  const dateMs = world.clock.now()
  const shared = { to: [to], dateMs, messageId: messageIdOf(person.address) }
  if (wish.kind === 'new-mail' || email === undefined) {
    return writeMime({
      ...shared,
      from: { ...person, address: wish.from ?? person.address },
      subject: wish.subject ?? 'A question',
      text:
        wish.text ?? 'Hello,\n\nhave you got ten minutes for a call this week?\n\n' + person.name,
    })
  }
  const thread = {
    inReplyTo: email.internetMessageId,
    references: [email.references, email.internetMessageId].filter((one) => one !== null).join(' '),
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
        subject: wish.subject ?? replySubject(email.subject),
        ...quoted(email, wish.text ?? 'Thanks for your mail, let us talk next week.', dateMs),
      })
    }
    case 'unsubscribe-mail':
      return writeMime({
        ...shared,
        from: { name: person.name, address: wish.from ?? person.address },
        subject: wish.subject ?? 'unsubscribe',
        text: wish.text ?? 'unsubscribe',
      })
    case 'out-of-office':
    case 'left-company':
    case 'auto-reply-ticket':
      return automaticAnswer(wish.kind, wish, email, { ...shared, ...thread })
    case 'read-receipt':
      return readReceipt(dateMs, { email, reader: person, to })
    case 'bounce':
    case 'delayed':
      return bounceMessage(dateMs, {
        original: await readWire(Buffer.from(email.raw)),
        failed: person.address,
        to,
        reporter: 'contoso.example',
        delayed: wish.kind === 'delayed',
        ...(wish.text === undefined ? {} : { text: wish.text }),
        ...(wish.status === undefined ? {} : { status: wish.status }),
      })
    default:
      return wish.kind satisfies never
  }
}

function replySubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`
}

function quoted(email: OutsideMail, text: string, dateMs: number): { text: string } {
  const written = DateTime.fromMillis(Math.min(email.receivedMs, dateMs), { zone: 'utc' })
  const who = email.from?.name === '' ? email.from.address : (email.from?.name ?? 'You')
  const below = email.text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n')
  const when = written.setLocale('en').toFormat("ccc, d LLL yyyy 'at' HH:mm")
  return { text: `${text}\n\nOn ${when}, ${who} wrote:\n${below}\n` }
}

/** `Ana Alves` writes privately as ana.alves@private.example. */
function privateAddressOf(person: MailAddress): string {
  const name =
    person.name === '' ? person.address.slice(0, person.address.indexOf('@')) : person.name
  return `${name.toLowerCase().trim().replace(/\s+/g, '.')}@private.example`
}
