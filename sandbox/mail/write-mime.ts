/** Composes the raw messages that people write in the sandbox. */

import MailComposer from 'nodemailer/lib/mail-composer'
import { randomBytes } from 'node:crypto'
import type { MailAddress } from '../person.ts'

export interface MessageText {
  messageId: string
  from: MailAddress
  to: MailAddress[]
  cc?: MailAddress[]
  replyTo?: MailAddress[]
  subject: string
  text?: string
  html?: string
  inReplyTo?: string | null
  references?: string | null
  dateMs: number
  /** Further headers, in this order, values as they are. */
  headers?: { name: string; value: string }[]
  /** Makes it a meeting message: text/calendar beside the text. */
  calendar?: { method: string; text: string }
}

/** The raw message with CRLF line ends. */
export function writeMime(writing: MessageText): Promise<Buffer> {
  const composer = new MailComposer({
    messageId: writing.messageId,
    from: writing.from,
    to: writing.to,
    cc: writing.cc ?? [],
    replyTo: writing.replyTo ?? [],
    subject: writing.subject,
    date: new Date(writing.dateMs),
    headers: (writing.headers ?? []).map((one) => ({ key: one.name, value: one.value })),
    newline: 'windows',
    ...(writing.text === undefined ? {} : { text: writing.text }),
    ...(writing.html === undefined ? {} : { html: writing.html }),
    ...(writing.inReplyTo == null ? {} : { inReplyTo: writing.inReplyTo }),
    ...(writing.references == null ? {} : { references: writing.references }),
    ...(writing.calendar === undefined
      ? {}
      : {
          alternatives: [
            {
              contentType: `text/calendar; charset=utf-8; method=${writing.calendar.method}`,
              content: writing.calendar.text,
            },
          ],
        }),
  })
  return composer.compile().build()
}

/** A Message-ID as Exchange Online mints them. */
export function exchangeMessageId(): string {
  const unit = `SA0P${randomBytes(3).toString('hex').toUpperCase()}`
  return `<${unit}${randomBytes(12).toString('hex').toUpperCase()}@${unit}.SANDBOX.PROD.OUTLOOK.COM>`
}

/** A Message-ID as the mail server of this address would mint it. */
export function messageIdOf(address: string): string {
  return `<${randomBytes(12).toString('hex')}@mail.${address.slice(address.indexOf('@') + 1)}>`
}

/** `"Rita Reyes" <rita@contoso.example>`, for writing into a raw header. */
export function headerAddress(one: MailAddress): string {
  if (one.name === '') return one.address
  const name = isPlain(one.name) ? `"${one.name.replace(/["\\]/g, '\\$&')}"` : headerText(one.name)
  return `${name} <${one.address}>`
}

/** Text for a raw header, as an encoded word (RFC 2047) when it is not plain ASCII. */
export function headerText(text: string): string {
  return isPlain(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
