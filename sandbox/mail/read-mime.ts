/** Reads an Internet message the way Exchange takes one in: headers as they came, body as HTML, class and preview. */

import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import { readMeeting } from '../calendar/read-icalendar.ts'
import type { MeetingText } from '../calendar/read-icalendar.ts'
import type { MailAddress } from '../person.ts'
import type { Attendee } from '../state/event.ts'
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
  /** What its text/calendar part says; null for mail that is no meeting message. */
  meeting: MeetingText | null
}

/** Throws what postal-mime throws on a message nested or headed beyond its limits. */
export async function readMime(raw: Buffer): Promise<ReadMail> {
  const email = await PostalMime.parse(raw)
  const headers = email.headers.map((one) => ({ name: one.originalKey, value: one.value }))
  const text = email.text ?? textFromHtml(email.html ?? '')
  const meeting = meetingOf(email)
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
    messageClass: messageClass(email, meeting),
    hasAttachments: email.attachments.some((one) => one.disposition === 'attachment'),
    meeting,
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

/** The text/calendar part, wherever it stands in the message. */
function meetingOf(email: Email): MeetingText | null {
  const part = email.attachments.find((one) => one.mimeType.toLowerCase() === 'text/calendar')
  return part === undefined ? null : (readMeeting(textOf(part.content)) ?? null)
}

function textOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

const answerClasses: Partial<Record<Attendee['response'], string>> = {
  accepted: 'IPM.Schedule.Meeting.Resp.Pos',
  declined: 'IPM.Schedule.Meeting.Resp.Neg',
  tentativelyAccepted: 'IPM.Schedule.Meeting.Resp.Tent',
}

/**
 * PidTagMessageClass as Exchange gives it on arrival ([MS-OXCMAIL] 2.1.3.2.1): only reports that Exchange itself made
 * become REPORT.IPM.Note.NDR here; those of other servers stay plain notes, as production clients see them.
 */
function messageClass(email: Email, meeting: MeetingText | null): string {
  const type = (email.headers.find((one) => one.key === 'content-type')?.value ?? '').toLowerCase()
  const exchangeNdr = email.headers.some((one) => one.key === 'x-ms-exchange-message-is-ndr')
  if (exchangeNdr && type.includes('delivery-status')) {
    const report = email.attachments.find((one) => one.mimeType === 'message/delivery-status')
    const delayed = /^Action:\s*delayed/im.test(textOf(report?.content ?? ''))
    return delayed ? 'REPORT.IPM.Note.Delayed' : 'REPORT.IPM.Note.NDR'
  }
  if (type.includes('disposition-notification')) return 'REPORT.IPM.Note.IPNRN'
  if (meeting === null) return 'IPM.Note'
  switch (meeting.method) {
    case 'REQUEST':
      return 'IPM.Schedule.Meeting.Request'
    case 'CANCEL':
      return 'IPM.Schedule.Meeting.Canceled'
    case 'REPLY':
      return answerClasses[meeting.attendees[0]?.response ?? 'none'] ?? 'IPM.Note'
    default:
      return meeting.method satisfies never
  }
}
