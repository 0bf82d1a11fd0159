/** What a mail's whole MIME text tells: its words, its parts, the reports it carries. */

import type { Attachment, Email } from 'postal-mime'
import { normalAddress, type Address } from '../../contacts/address.ts'
import { reportOf } from '../delivery/delivery-report.ts'
import {
  longestNewest,
  longestSubject,
  longestText,
  type MessageFacts,
  type MimePart,
} from './facts.ts'
import { aboveQuotation, htmlText } from '../message/html-text.ts'
import { headerOf } from '../message/message.ts'
import { newestWords, type Words } from '../message/newest-words.ts'
import { openMime, partText, rawWords } from '../message/open-mime.ts'
import { writtenOn } from '../message/written-on.ts'

// An HTML email hides its words behind pages of styles; more than this is never read.
const longestHtml = 150_000

const mostReaders = 50

/** Throws when the MIME text cannot be read at all. */
export async function factsOfMime(bytes: Uint8Array): Promise<MessageFacts> {
  const email = await openMime(bytes)
  const headers = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }))
  const { text, ...words } = wordsOf(email, rawWords(bytes, email))
  return {
    headers,
    from: addressOf(email.from) ?? addressOf(email.sender),
    to: (email.to ?? []).slice(0, mostReaders).flatMap((one) => addressOf(one) ?? []),
    subject: (email.subject ?? '').replace(/\s+/g, ' ').trim().slice(0, longestSubject),
    messageClass: null,
    isEventMessage: false,
    writtenOn: writtenOn(headerOf({ headers }, 'Date')),
    text,
    ...words,
    parts: email.attachments.map(partOf),
    report: reportOf(email, headers, text),
    disposition: dispositionIn(email.attachments),
  }
}

function wordsOf(email: Email, raw: string): Words & { text: string } {
  const plain = (email.text?.trim() ? email.text : raw).slice(0, longestText)
  if (plain.trim() !== '' || !email.html)
    return { text: plain, ...newestWords(plain, longestNewest) }
  const html = email.html.slice(0, longestHtml)
  const above = aboveQuotation(html)
  const newest = newestWords(htmlText(above.html).slice(0, longestText), longestNewest)
  return {
    text: htmlText(html).slice(0, longestText),
    newest: newest.newest,
    quotes: newest.quotes || above.quotes,
  }
}

function addressOf(from: Email['from']): Address | null {
  const one = from?.group ? from.group[0] : from
  const address = normalAddress(one?.address)
  return address === null ? null : { address, name: one?.name ?? '' }
}

function partOf(part: Attachment): MimePart {
  return {
    type: part.mimeType.toLowerCase(),
    method: part.method ?? methodIn(part),
    attached: part.disposition === 'attachment',
  }
}

/** Some mailers name the method only inside the calendar object. */
function methodIn(part: Attachment): string | null {
  if (!/^(text\/calendar|application\/ics)$/i.test(part.mimeType)) return null
  return /^METHOD:([A-Z]{3,20})\s*$/im.exec(partText(part))?.[1]?.toUpperCase() ?? null
}

function dispositionIn(parts: Attachment[]): string | null {
  const part = parts.find((one) =>
    /^message\/(global-)?disposition-notification$/i.test(one.mimeType),
  )
  if (!part) return null
  const field = /^disposition:([^\r\n]{0,300})/im.exec(partText(part))?.[1] ?? ''
  return field.trim().toLowerCase()
}
