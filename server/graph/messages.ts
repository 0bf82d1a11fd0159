/** Reading a mailbox through Graph: pages of messages, one message, and its MIME text. */

import { z } from 'zod'
import { normalAddress, type Address } from '../domain/contacts/address.ts'
import { toInstant, type Instant } from '../domain/time/instant.ts'
import type { InboundMessage } from '../domain/mail/message/message.ts'
import { isMark, markId } from './mark.ts'
import { formOf, immutableIds, linkParts, orNull, type AskGraph } from './client.ts'

/** Exchange's message class (PidTagMessageClass) as an extended property. */
const messageClass = 'String 0x001A'

const recipient = z.object({
  emailAddress: z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish(),
})

const message = z.object({
  '@odata.type': z.string().optional(),
  id: z.string(),
  internetMessageId: z.string().nullish(),
  receivedDateTime: z.string().nullish(),
  isDraft: z.boolean().nullish(),
  from: recipient.nullish(),
  sender: recipient.nullish(),
  replyTo: z.array(recipient).nullish(),
  toRecipients: z.array(recipient).nullish(),
  ccRecipients: z.array(recipient).nullish(),
  subject: z.string().nullish(),
  bodyPreview: z.string().nullish(),
  internetMessageHeaders: z
    .array(z.object({ name: z.string(), value: z.string().nullish() }))
    .nullish(),
  singleValueExtendedProperties: z
    .array(z.object({ id: z.string(), value: z.string().nullish() }))
    .nullish(),
})

const page = z.object({ value: z.array(message), '@odata.nextLink': z.string().optional() })

const select =
  'id,internetMessageId,receivedDateTime,isDraft,from,sender,replyTo,toRecipients,ccRecipients,subject,bodyPreview,internetMessageHeaders'
const expand = `singleValueExtendedProperties($filter=id eq '${messageClass}' or id eq '${markId}')`

export interface MessagePage {
  mails: InboundMessage[]
  /** Graph's own time of this answer. */
  date: Instant
  /** Where Graph says the list goes on, as path and query below `/v1.0`; null at the end. */
  next: { path: string; query: Record<string, string> } | null
}

/** Mails of all folders received at or after `since` (whole seconds), oldest first. */
export async function messagesSince(
  ask: AskGraph,
  mailboxId: string,
  since: Instant,
  pageSize: number,
): Promise<MessagePage> {
  return pageAt(ask, mailboxId, {
    path: `/users/${mailboxId}/messages`,
    query: {
      $filter: `receivedDateTime ge ${since.replace('.000Z', 'Z')}`,
      $orderby: 'receivedDateTime asc',
      $select: select,
      $expand: expand,
      $top: String(pageSize),
    },
  })
}

export async function pageAt(
  ask: AskGraph,
  mailboxId: string,
  at: { path: string; query: Record<string, string> },
): Promise<MessagePage> {
  const answer = await ask(mailboxId, { method: 'GET', ...at, prefer: [immutableIds] })
  const { value, '@odata.nextLink': link } = formOf(page, answer)
  return {
    mails: value.map(toInboundMessage),
    date: answer.date,
    next: link ? linkParts(link) : null,
  }
}

/** Who wrote what was received at or after `since`, the newest 50: what already lies there when someone is enrolled. */
export async function newestMessages(
  ask: AskGraph,
  mailboxId: string,
  since: Instant,
): Promise<{ mails: InboundMessage[]; date: Instant }> {
  const answer = await ask(mailboxId, {
    method: 'GET',
    path: `/users/${mailboxId}/messages`,
    query: {
      $filter: `receivedDateTime ge ${since.replace('.000Z', 'Z')}`,
      $orderby: 'receivedDateTime desc',
      $select: 'id,internetMessageId,receivedDateTime,from,sender,replyTo',
      $top: '50',
    },
    prefer: [immutableIds],
  })
  return { mails: formOf(page, answer).value.map(toInboundMessage), date: answer.date }
}

/** One mail by its immutable id; null when there is none (any more, or not yet). */
export async function messageById(
  ask: AskGraph,
  mailboxId: string,
  messageGraphId: string,
): Promise<InboundMessage | null> {
  const answer = await orNull(
    ask(mailboxId, {
      method: 'GET',
      path: `/users/${mailboxId}/messages/${encodeURIComponent(messageGraphId)}`,
      query: { $select: select, $expand: expand },
      prefer: [immutableIds],
    }),
  )
  return answer && toInboundMessage(formOf(message, answer))
}

/** The mail's MIME text as Exchange writes it anew; null when the mail is gone. */
export async function mimeOf(
  ask: AskGraph,
  mailboxId: string,
  messageGraphId: string,
): Promise<Uint8Array | null> {
  const answer = await orNull(
    ask(mailboxId, {
      method: 'GET',
      path: `/users/${mailboxId}/messages/${encodeURIComponent(messageGraphId)}/$value`,
      prefer: [immutableIds],
      as: 'bytes',
    }),
  )
  return answer?.body instanceof Uint8Array ? answer.body : null
}

function toInboundMessage(raw: z.infer<typeof message>): InboundMessage {
  const received = raw.receivedDateTime
  return {
    id: raw.id,
    messageId: raw.internetMessageId?.trim() ?? null,
    receivedAt: toInstant(received ?? '1970-01-01T00:00:00Z'),
    isDraft: raw.isDraft ?? false,
    from: toAddress(raw.from),
    sender: toAddress(raw.sender),
    replyTo: addresses(raw.replyTo),
    to: addresses(raw.toRecipients),
    cc: addresses(raw.ccRecipients),
    subject: raw.subject ?? '',
    preview: raw.bodyPreview ?? '',
    messageClass:
      raw.singleValueExtendedProperties?.find((one) => isMessageClass(one.id))?.value ?? null,
    mark: raw.singleValueExtendedProperties?.find((one) => isMark(one.id))?.value ?? null,
    isEventMessage: /eventMessage/i.test(raw['@odata.type'] ?? ''),
    headers: (raw.internetMessageHeaders ?? []).map((one) => ({
      name: one.name,
      value: one.value ?? '',
    })),
  }
}

/** Asked for as 0x001A, the property comes back as 0x1a. */
function isMessageClass(id: string): boolean {
  return /^string 0x0*1a$/i.test(id)
}

function addresses(raw: z.infer<typeof recipient>[] | null | undefined): Address[] {
  return (raw ?? []).map(toAddress).filter((one) => one !== null)
}

function toAddress(raw: z.infer<typeof recipient> | null | undefined): Address | null {
  const address = normalAddress(raw?.emailAddress?.address)
  return address === null ? null : { address, name: raw?.emailAddress?.name ?? '' }
}
