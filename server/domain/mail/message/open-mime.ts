/** Opens a mail's MIME text, whatever was handed in as one: bounded, and forgiving of what stands before the headers. */

import PostalMime, { type Attachment, type Email } from 'postal-mime'

/** Bytes read of one mail at most: headers, words and reports stand first, attachments last. */
export const mostBytes = 4_000_000

// Longer parts hold nothing that is judged; decoding them would only cost memory.
const longestPart = 100_000

/**
 * MIME text -> its parts. Attached mails stay closed. A text without any header becomes a mail with only a body.
 * Throws when it is nested deeper or has more headers than any real mail.
 */
export async function openMime(bytes: Uint8Array): Promise<Email> {
  const mail = withoutEnvelope(withLineEnds(bytes.subarray(0, mostBytes)))
  // A copy, since the library would else copy the whole buffer that a view looks at.
  return PostalMime.parse(hasHeaders(mail) ? mail : asBody(mail), {
    forceRfc822Attachments: true,
    maxHeadersSize: 1_000_000,
  })
}

/**
 * The words of a mail whose parts cannot be told apart (boundaries that never come, types that are none): all that
 * stands below its headers. Empty when the parser found words.
 */
export function rawWords(bytes: Uint8Array, email: Email): string {
  if (email.text?.trim() || email.html?.trim()) return ''
  const unknown = email.attachments.find((part) => !/^[a-z]+\/[a-z0-9.+-]+$/i.test(part.mimeType))
  if (unknown) return partText(unknown)
  if (email.attachments.length > 0) return ''
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, longestPart))
  const end = /\r?\n\r?\n/.exec(text)
  return end ? text.slice(end.index) : ''
}

export function partText(part: Attachment): string {
  if (typeof part.content === 'string') return part.content.slice(0, longestPart)
  const bytes = part.content instanceof Uint8Array ? part.content : new Uint8Array(part.content)
  return new TextDecoder().decode(bytes.subarray(0, longestPart))
}

/** Old Macintosh programs end lines with a carriage return alone. */
function withLineEnds(bytes: Uint8Array): Uint8Array {
  return bytes.includes(0x0a) || !bytes.includes(0x0d)
    ? bytes
    : bytes.map((byte) => (byte === 0x0d ? 0x0a : byte))
}

/** Mail stores put a line "From somebody date" first (mbox, RFC 4155), some also `>From`; exports begin with blank lines. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  let at = 0
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3
  while (at < bytes.length && isBlank(bytes[at])) at += 1
  const line = ascii(bytes, at, 6)
  if (!/^>?From /.test(line)) return bytes.subarray(at)
  const end = bytes.indexOf(0x0a, at)
  return end < 0 ? bytes.subarray(at) : bytes.subarray(end + 1)
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09
}

const known =
  /^(from|to|cc|subject|date|sent|received|return-path|message-id|mime-version|content-type|content-transfer-encoding|delivered-to|reply-to|sender|x-[a-z-]+|auto-submitted|in-reply-to|references|precedence|envelope-to|delivery-date|dkim-signature|arc-[a-z-]+|authentication-results|list-[a-z]+|user-agent|thread-topic)[ \t]*:/im

/** True when the first line is a header field, and one of those before the first empty line is a common one. */
function hasHeaders(bytes: Uint8Array): boolean {
  const text = ascii(bytes, 0, 20_000)
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? ''
  return /^[!-9;-~]{1,80}[ \t]*:/.test(head) && known.test(head)
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(from, from + length))
}

function asBody(bytes: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n',
  )
  const whole = new Uint8Array(head.length + bytes.length)
  whole.set(head)
  whole.set(bytes, head.length)
  return whole
}
