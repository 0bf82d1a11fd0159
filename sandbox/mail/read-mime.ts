/** Reads an Internet message the way Exchange takes one in: headers as they came, body as HTML, class and preview. */

import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import type { MailAddress } from '../person.ts'
import { htmlDocument, previewOf, textFromHtml } from './html.ts'

export interface MailHeader {
  name: string
  value: string
}

export interface ReadMail {
  /** In the order of the message, repeats kept, unfolded, otherwise as sent. */
  headers: MailHeader[]
  messageId: string | null
  inReplyTo: string | null
  references: string | null
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  bcc: MailAddress[]
  subject: string
  /** The Date header in milliseconds; null when there is none that can be read. */
  sentMs: number | null
  html: string
  text: string
  preview: string
  messageClass: string
  hasAttachments: boolean
}

/** Throws what postal-mime throws on a message nested or headed beyond its limits. */
export async function readMime(raw: Buffer): Promise<ReadMail> {
  const email = await PostalMime.parse(raw)
  const headers = email.headers.map((one) => ({ name: one.originalKey, value: one.value }))
  const text = email.text ?? textFromHtml(email.html ?? '')
  const sentMs = email.date === undefined ? Number.NaN : Date.parse(email.date)
  return {
    headers,
    messageId: presence(email.messageId),
    inReplyTo: presence(email.inReplyTo),
    references: presence(email.references),
    from: mailboxesOf(email.from)[0] ?? null,
    sender: mailboxesOf(email.sender)[0] ?? null,
    replyTo: email.replyTo?.flatMap(mailboxesOf) ?? [],
    to: email.to?.flatMap(mailboxesOf) ?? [],
    cc: email.cc?.flatMap(mailboxesOf) ?? [],
    bcc: email.bcc?.flatMap(mailboxesOf) ?? [],
    subject: email.subject ?? '',
    sentMs: Number.isNaN(sentMs) ? null : sentMs,
    html: htmlDocument(email.html, text),
    text,
    preview: previewOf(text),
    messageClass: messageClass(email),
    hasAttachments: email.attachments.some((one) => one.disposition === 'attachment'),
  }
}

/** The value of the first header of this name, any case. */
export function headerOf(headers: MailHeader[], name: string): string | null {
  const wanted = name.toLowerCase()
  return headers.find((one) => one.name.toLowerCase() === wanted)?.value ?? null
}

function presence(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim()
}

function mailboxesOf(address: Address | undefined): MailAddress[] {
  if (address === undefined) return []
  if (address.group !== undefined) return address.group.flatMap(mailboxesOf)
  return address.address === '' ? [] : [{ address: address.address, name: address.name }]
}

const meetingClasses: Record<string, string> = {
  REQUEST: 'IPM.Schedule.Meeting.Request',
  CANCEL: 'IPM.Schedule.Meeting.Canceled',
}

/**
 * PidTagMessageClass as Exchange gives it on arrival ([MS-OXCMAIL] 2.1.3.2.1): only reports that Exchange itself made
 * become REPORT.IPM.Note.NDR here; those of other servers stay plain notes, as production clients see them.
 */
function messageClass(email: Email): string {
  const type = (email.headers.find((one) => one.key === 'content-type')?.value ?? '').toLowerCase()
  const exchangeNdr = email.headers.some((one) => one.key === 'x-ms-exchange-message-is-ndr')
  if (exchangeNdr && type.includes('delivery-status')) return 'REPORT.IPM.Note.NDR'
  if (type.includes('disposition-notification')) return 'REPORT.IPM.Note.IPNRN'
  const calendar = email.attachments.find((one) => one.mimeType === 'text/calendar')
  return meetingClasses[calendar?.method ?? ''] ?? 'IPM.Note'
}
