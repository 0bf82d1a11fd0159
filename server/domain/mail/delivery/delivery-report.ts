/** Reads a delivery report (RFC 3464) out of a mail's MIME text: who could not be reached, why, and which email it was. */

import type { Attachment, Email } from 'postal-mime'
import { normalAddress } from '../../contacts/address.ts'
import { causeOf } from './delivery-cause.ts'
import { fatesInWords, originalIdInWords } from './delivery-words.ts'
import { htmlText } from '../message/html-text.ts'
import { headerOf, type Header } from '../message/message.ts'
import { openMime, partText, rawWords } from '../message/open-mime.ts'
import type { RecipientFate } from './recipient-status.ts'
import { idsIn } from '../message/thread.ts'

export type { RecipientFate } from './recipient-status.ts'

export interface DeliveryReport {
  fates: RecipientFate[]
  /** Message-ID of the mail it reports on, or null when the report does not bring it along. */
  originalMessageId: string | null
}

/**
 * MIME text -> the report in it, read from its machine part, else from its words; `fates` is empty when neither names
 * anybody. Throws on broken MIME.
 */
export async function readDeliveryReport(mime: Uint8Array): Promise<DeliveryReport> {
  const email = await openMime(mime)
  const headers = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }))
  const text = textOf(email, rawWords(mime, email)).slice(0, 40_000)
  const report = reportOf(email, headers, text)
  return report.fates.length > 0 ? report : { ...report, fates: fatesInWords(text, headers) }
}

function textOf(email: Email, raw: string): string {
  if (email.text?.trim()) return email.text
  return email.html ? htmlText(email.html.slice(0, 150_000)) : raw
}

/** The machine part's fates only, beside the Message-ID wherever it stands. */
export function reportOf(email: Email, headers: Header[], text: string): DeliveryReport {
  const fates = email.attachments
    .filter((part) => /^message\/(global-)?x?delivery-status$/i.test(part.mimeType))
    .flatMap((part) => fatesIn(partText(part)))
  const original = email.attachments.find((part) =>
    /^(message\/(global|rfc822|partial)|text\/rfc822-headers?)/i.test(part.mimeType),
  )
  return {
    fates,
    originalMessageId:
      (original && originalIdIn(original)) ??
      receiptsIdIn(email.attachments) ??
      idsIn(headerOf({ headers }, 'In-Reply-To'))[0] ??
      idsIn(headerOf({ headers }, 'References')).at(-1) ??
      originalIdInWords(text),
  }
}

/** The Message-ID among the original's headers, which end at the first empty line. */
function originalIdIn(part: Attachment): string | null {
  const head =
    partText(part)
      .trimStart()
      .split(/\r?\n\r?\n/, 1)[0] ?? ''
  const line = /^message-id:\s*(.*(?:\r?\n[ \t].*)*)/im.exec(head)
  return idsIn(line?.[1] ?? null)[0] ?? null
}

/** A receipt brings the email's Message-ID as a field of its own (RFC 8098 section 3.2.5). */
function receiptsIdIn(parts: Attachment[]): string | null {
  const part = parts.find((one) =>
    /^message\/(global-)?disposition-notification$/i.test(one.mimeType),
  )
  return part
    ? (idsIn(fieldsIn(partText(part)).get('original-message-id') ?? null)[0] ?? null)
    : null
}

/** The first block is about the message, each further one about a recipient (RFC 3464 section 2.1). */
function fatesIn(text: string): RecipientFate[] {
  return text
    .trim()
    .split(/\r?\n[ \t]*\r?\n/, 500)
    .map(fieldsIn)
    .filter((fields) => fields.has('action') || fields.has('final-recipient'))
    .map((fields) => ({
      recipient:
        addressIn(fields.get('final-recipient')) ?? addressIn(fields.get('original-recipient')),
      originalRecipient: addressIn(fields.get('original-recipient')),
      action: actionIn(fields.get('action')),
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? null,
      diagnostic: fields.get('diagnostic-code') ?? null,
    }))
}

function fieldsIn(block: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0)
      fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return fields
}

function addressIn(field: string | undefined): string | null {
  const address = field?.includes(';') ? field.slice(field.indexOf(';') + 1) : field
  return normalAddress(address?.replace(/[<>]/g, ''))
}

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const

function actionIn(field: string | undefined): RecipientFate['action'] {
  const word = (field ?? '').trim().toLowerCase()
  return actions.find((action) => word.startsWith(action)) ?? 'other'
}

/** True when the code blames the sender (limits, blocked tenant), not the address: facts of Exchange's NDR codes. */
export function blamesSender(fate: RecipientFate): boolean {
  return /^5\.(1\.90|7\.(705|708|750|501|502|503|509|511))$/.test(fate.status ?? '')
}

/** True when the code or words say that there is no such address or domain. */
export function blamesAddress(fate: RecipientFate): boolean {
  return !blamesSender(fate) && causeOf(fate.status, fate.diagnostic ?? '') === 'address'
}
