/** A mail as it lies in a mailbox, and how its headers are asked. */

import type { Address } from '../../contacts/address.ts'
import type { Instant } from '../../time/instant.ts'

export interface Header {
  name: string
  value: string
}

export interface InboundMessage {
  /** Graph's immutable id in the mailbox it was read from. */
  id: string
  /** Message-ID with its angle brackets, or null. */
  messageId: string | null
  /** When Exchange received it; whole seconds. */
  receivedAt: Instant
  isDraft: boolean
  from: Address | null
  sender: Address | null
  replyTo: Address[]
  to: Address[]
  cc: Address[]
  subject: string
  preview: string
  /** MAPI class, e.g. `IPM.Note` or `REPORT.IPM.Note.NDR`; null when Graph did not tell. */
  messageClass: string | null
  /** Id of the email of ours that this item was a draft of: the mark that rides on the rep's own copies. Else null. */
  mark: string | null
  /** True for Graph's eventMessage and its kin. */
  isEventMessage: boolean
  /** In the order they came, repeats kept. Empty for items made inside the mailbox. */
  headers: Header[]
}

/** The first header of that name, unfolded and trimmed; null when there is none. */
export function headerOf(mail: Pick<InboundMessage, 'headers'>, name: string): string | null {
  const wanted = name.toLowerCase()
  const header = mail.headers.find((one) => one.name.toLowerCase() === wanted)
  return header ? header.value.replace(/\s+/g, ' ').trim() : null
}

/** What a mail is told apart by, whichever mailbox it shows up in. A mail without Message-ID is known by Graph's id. */
export function messageKey(mail: Pick<InboundMessage, 'id' | 'messageId'>): string {
  return mail.messageId ?? `graph:${mail.id}`
}

/** A post to a list that reached this mailbox only as a member: nobody wrote to its rep (RFC 2919 section 3). */
export function isListPost(mail: InboundMessage, ownAddresses: readonly string[]): boolean {
  if (headerOf(mail, 'List-Id') === null) return false
  return ![...mail.to, ...mail.cc].some((one) => ownAddresses.includes(one.address))
}
