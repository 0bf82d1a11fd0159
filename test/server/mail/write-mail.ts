/** Writes mails for these tests: a plain mail from Ana to Rita unless said otherwise. */

import { kindOfFacts, type Kind } from '../../../server/domain/mail/kind.ts'
import type { InboundMessage } from '../../../server/domain/mail/message/message.ts'
import { factsOfMime } from '../../../server/domain/mail/facts/facts-of-mime.ts'

export interface Written {
  headers?: Record<string, string>
  /** Without `Content-Type` in the headers it is plain text in UTF-8. */
  body?: string
}

export function writeMail({ headers = {}, body = 'Hello' }: Written): Uint8Array {
  const all: Record<string, string> = {
    From: 'Ana Alves <ana@acme.example>',
    To: 'Rita Rep <rita@contoso.example>',
    Date: 'Mon, 23 Nov 2026 10:00:00 +0000',
    Subject: 'Packaging line',
    'Message-ID': '<one@acme.example>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  return new TextEncoder().encode(`${head}\r\n${body.replace(/\r?\n/g, '\r\n')}`)
}

export interface Part {
  type: string
  body: string
}

/** A multipart body and the header that goes with it. */
export function parts(type: string, list: readonly Part[]): Written {
  const each = list.map((part) => `--cut\nContent-Type: ${part.type}\n\n${part.body}\n`)
  return {
    headers: { 'Content-Type': `${type}; boundary=cut` },
    body: `${each.join('')}--cut--\n`,
  }
}

/** The judgement on it, as Rita's mailbox makes it. */
export async function judged(mail: Written): Promise<Kind> {
  return kindOfFacts(await factsOfMime(writeMail(mail)), ['rita@contoso.example'])
}

/** What the kind is called in the tables of these tests: `auto-reply/ticket`, `human`. */
export function named({ kind, sub }: Kind): string {
  return sub ? `${kind}/${sub}` : kind
}

/** The same mail as Graph lists it: headers, and the first 255 characters of a plain body. */
export function listed({ headers = {}, body = 'Hello' }: Written): InboundMessage {
  return {
    id: 'AAMk1',
    messageId: '<one@acme.example>',
    receivedAt: '2026-11-23T10:00:00.000Z',
    isDraft: false,
    from: { address: 'ana@acme.example', name: 'Ana Alves' },
    sender: null,
    replyTo: [],
    to: [{ address: 'rita@contoso.example', name: 'Rita Rep' }],
    cc: [],
    subject: headers['Subject'] ?? 'Packaging line',
    preview: body.replace(/\s*\n\s*/g, '\r\n').slice(0, 255),
    messageClass: 'IPM.Note',
    mark: null,
    isEventMessage: false,
    headers: Object.entries({ From: 'Ana Alves <ana@acme.example>', ...headers }).map(
      ([name, value]) => ({ name, value }),
    ),
  }
}
