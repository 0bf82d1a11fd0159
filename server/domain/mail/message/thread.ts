/** Which mails a mail answers: the Message-IDs of In-Reply-To and References (RFC 5322 section 3.6.4). */

import { headerOf, type InboundMessage } from './message.ts'

// A hostile References header may be megabytes long; a real chain needs far fewer.
const mostReferences = 200

/** Message-IDs in angle brackets, each once: the direct parent first, then the chain from the newest back. */
export function answeredIds(mail: Pick<InboundMessage, 'headers'>): string[] {
  const parent = idsIn(headerOf(mail, 'In-Reply-To'))
  const chain = idsIn(headerOf(mail, 'References')).reverse()
  // Exchange's automatic replies name their cause here even when they carry neither of the two.
  const exchange = idsIn(headerOf(mail, 'X-MS-Exchange-Parent-Message-Id'))
  return [...new Set([...parent, ...chain, ...exchange])].slice(0, mostReferences)
}

export function idsIn(text: string | null): string[] {
  return (text ?? '').match(/<[^<>\s]{1,500}>/g) ?? []
}

/** Whether its writer answered something: it has In-Reply-To or References, whatever they name. */
export function isReply(mail: Pick<InboundMessage, 'headers'>): boolean {
  return Boolean(headerOf(mail, 'In-Reply-To')) || Boolean(headerOf(mail, 'References'))
}
