/** What the sender's name and address tell: a mail server, a mailbox nobody reads, or possibly a person. */

import { headerOf } from '../message/message.ts'
import type { MessageFacts } from '../facts/facts.ts'

const daemon =
  /mailer[-_ ]?daemon|mail[-_ ]?daemon|(?<![a-z])po{1,2}st[-_ ]?master|mail ?deliver(y|er)?|deliver(y|er)? ?(sub)?system|delivery ?(status|agent|service|notification|report)|system administrator|mail ?administrator|mail[-_ ]?(error|system|bounce)|microsoftexchange[0-9a-f]{32}|mdaemon|(?<![a-z])bounces?(?![a-z])|mail (transfer|transport) agent|mailadm|(?<![a-z])imss@|smtp ?(server|gateway|daemon)|jetmail|undeliver/i

/** True for mail servers, by name or address; also for the empty sender `<>` in From. */
export function isDaemon(facts: MessageFacts): boolean {
  const from = rawFrom(facts)
  return daemon.test(from) || /(^|\s)<>\s*$/.test(from)
}

/** True when the bounce address is empty (RFC 5321 section 4.5.5): reports and automatic replies, never a person. */
export function hasNullPath(facts: MessageFacts): boolean {
  return headerOf(facts, 'Return-Path') === '<>'
}

export function hasNoSender(facts: MessageFacts): boolean {
  return facts.from === null && rawFrom(facts) === ''
}

/** True when the address itself says that nobody reads it. */
export function isUnread(facts: MessageFacts): boolean {
  return isUnreadAddress(facts.from?.address ?? '')
}

export function isUnreadAddress(address: string): boolean {
  return /^(no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|donotreply|noreply|notifications?|notify|newsletters?|alerts?|auto-?(reply|responder|mailer|confirm)|mailer|listmanager|calendar-notification|unattended)([-+._].*)?@|[-+._](no-?reply|noreply|donotreply)@/.test(
    address,
  )
}

function rawFrom(facts: MessageFacts): string {
  const from = headerOf(facts, 'From') ?? ''
  return from === '' && facts.from
    ? `${facts.from.name} <${facts.from.address}>`
    : from.slice(0, 500)
}
