/** Makes the raw message and the stored item of a draft, from JSON or from MIME. */

import { itemOf } from '../../delivery/mailboxes.ts'
import { withHeaders } from '../../mail/raw-headers.ts'
import { readMime } from '../../mail/read-mime.ts'
import { exchangeMessageId, headerAddress, writeMime } from '../../mail/write-mime.ts'
import type { MailAddress, Person } from '../../person.ts'
import type { Item } from '../../state/message.ts'
import { extendedWith } from './extended-property.ts'
import type { MessageRequest } from './message-request.ts'
import { GraphRefusal } from '../refusal.ts'

export interface DraftContent {
  raw: Buffer
  item: Item
  internetMessageId: string
}

/** The mailbox's identity replaces the From of the MIME; Message-ID, In-Reply-To and References are kept. */
export async function draftFromMime(
  body: Buffer,
  person: Person,
  nowMs: number,
): Promise<DraftContent> {
  const given = decodeBase64(body)
  const first = await readMime(given)
  const internetMessageId = first.messageId ?? exchangeMessageId()
  const raw = withHeaders(given, {
    From: headerAddress(person),
    'Message-ID': internetMessageId,
    Sender: null,
    'Return-Path': null,
    'Auto-Submitted': null,
  })
  const item = itemOf(await readMime(raw), nowMs, true)
  return { raw, item: { ...item, sentMs: nowMs }, internetMessageId }
}

export async function draftFromJson(
  request: MessageRequest,
  person: Person,
  nowMs: number,
): Promise<DraftContent> {
  const internetMessageId = request.internetMessageId ?? exchangeMessageId()
  const extended = request.singleValueExtendedProperties ?? []
  const isHtml = request.body?.contentType === 'html'
  const content = request.body?.content ?? ''
  const written = await writeMime({
    messageId: internetMessageId,
    from: person,
    to: addresses(request.toRecipients),
    cc: addresses(request.ccRecipients),
    replyTo: addresses(request.replyTo),
    subject: request.subject ?? '',
    ...(isHtml ? { html: content } : { text: content }),
    inReplyTo: propertyValue(extended, /^String 0x0*1042$/i),
    references: propertyValue(extended, /^String 0x0*1039$/i),
    dateMs: nowMs,
    headers: [...(request.internetMessageHeaders ?? []), ...propertyHeaders(extended)],
  })
  const item = itemOf(await readMime(written), nowMs, true)
  return {
    raw: written,
    item: {
      ...item,
      sentMs: nowMs,
      bcc: addresses(request.bccRecipients),
      importance: request.importance ?? 'normal',
      categories: request.categories ?? [],
      extended: extendedWith([], extended),
    },
    internetMessageId,
  }
}

/** Strict, as Graph: what a JSON string or a stray character makes of base64 is refused. */
function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1').replace(/\s/g, '')
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw new GraphRefusal(
      400,
      'ErrorMimeContentInvalidBase64String',
      'Invalid base64 string for MIME content.',
    )
  }
  return Buffer.from(text, 'base64')
}

type Recipients = MessageRequest['toRecipients']

export function addresses(recipients: Recipients): MailAddress[] {
  return (recipients ?? []).map((one) => ({
    address: one.emailAddress.address,
    name: one.emailAddress.name ?? '',
  }))
}

function propertyValue(extended: { id: string; value: string }[], id: RegExp): string | null {
  return extended.find((one) => id.test(one.id))?.value ?? null
}

/** All headers that these properties set, for writing them into a raw message; null takes one out. */
export function headersOf(
  extended: { id: string; value: string }[],
): Record<string, string | null> {
  const thread = extended.flatMap(({ id, value }) => {
    if (/^String 0x0*1042$/i.test(id)) return [{ name: 'In-Reply-To', value }]
    return /^String 0x0*1039$/i.test(id) ? [{ name: 'References', value }] : []
  })
  return Object.fromEntries(
    [...thread, ...propertyHeaders(extended)].map(({ name, value }) => [
      name,
      value === '' ? null : value,
    ]),
  )
}

/** Headers that can be set through extended properties: List-Unsubscribe (PidTagListUnsubscribe) and PS_INTERNET_HEADERS. */
export function propertyHeaders(
  extended: { id: string; value: string }[],
): { name: string; value: string }[] {
  return extended.flatMap(({ id, value }) => {
    if (/^String 0x1045$/i.test(id)) return [{ name: 'List-Unsubscribe', value }]
    const name = /^String \{00020386-0000-0000-C000-000000000046\} Name (.+)$/i.exec(id)?.[1]
    return name === undefined ? [] : [{ name, value }]
  })
}
