/** What servers answer on behalf of somebody outside: absence notes, notes of those who left, tickets. */

import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { withHeaders } from '../mail/raw-headers.ts'
import { writeMime } from '../mail/write-mime.ts'
import type { MessageText } from '../mail/write-mime.ts'
import type { MailAddress } from '../person.ts'
import type { OutsideMail } from '../state/outside-mails.ts'

export type AutomaticKind = 'out-of-office' | 'left-company' | 'auto-reply-ticket'

export interface AutomaticWish {
  person: MailAddress
  from?: string | undefined
  subject?: string | undefined
  text?: string | undefined
  /** Who takes over from somebody who left. */
  successor?: MailAddress | undefined
}

/** `shared` holds recipients, thread, time and Message-ID. */
export async function automaticAnswer(
  kind: AutomaticKind,
  wish: AutomaticWish,
  email: OutsideMail,
  shared: Pick<MessageText, 'to' | 'dateMs' | 'messageId' | 'inReplyTo' | 'references'>,
): Promise<Buffer> {
  const { person } = wish
  const { subject, text } = wordsOf(kind, wish, email, shared.dateMs)
  const raw = await writeMime({
    ...shared,
    from: { name: person.name, address: wish.from ?? person.address },
    subject: wish.subject ?? subject,
    text: wish.text ?? text,
  })
  return withHeaders(
    raw,
    kind === 'auto-reply-ticket' ? ticketHeaders : exchangeHeaders(person.address),
  )
}

/** As the usual ticket systems mark their receipts (RFC 3834, and what they did before it). */
const ticketHeaders = {
  'Auto-Submitted': 'auto-replied',
  'X-Auto-Response-Suppress': 'All',
  'X-Autoreply': 'yes',
  Precedence: 'auto_reply',
}

/** What an Exchange server outside the tenant puts on its automatic replies. */
function exchangeHeaders(address: string): Record<string, string> {
  return {
    'Return-Path': '<>',
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-MS-Exchange-Inbox-Rules-Loop': address,
    'X-MS-Has-Attach': '',
  }
}

function wordsOf(
  kind: AutomaticKind,
  wish: AutomaticWish,
  email: OutsideMail,
  nowMs: number,
): { subject: string; text: string } {
  const { name, address } = wish.person
  const domain = address.slice(address.indexOf('@') + 1)
  const automatic = `Automatic reply: ${email.subject}`
  switch (kind) {
    case 'out-of-office': {
      const back = DateTime.fromMillis(nowMs, { zone: 'utc' }).plus({ days: 10 }).setLocale('en')
      return {
        subject: automatic,
        text: `Thank you for your message. I am out of the office until ${back.toFormat('d LLLL yyyy')} and will answer after my return.\n\n${name}`,
      }
    }
    case 'left-company': {
      const { successor } = wish
      const next =
        successor === undefined
          ? `Please write to info@${domain}.`
          : `Please contact ${successor.name} (${successor.address}) from now on.`
      return {
        subject: automatic,
        text: `Thank you for your message. I no longer work at ${domain} and this mailbox is not read. ${next}\n\n${name}`,
      }
    }
    case 'auto-reply-ticket': {
      const ticket = createHash('sha256').update(email.internetMessageId).digest().readUInt16BE()
      return {
        subject: `[Ticket #${10_000 + ticket}] ${email.subject}`,
        text: `Thank you for contacting us. We have received your request and opened ticket #${10_000 + ticket}. A member of our team will get back to you. Please keep the number in the subject when you write again.`,
      }
    }
    default:
      return kind satisfies never
  }
}
