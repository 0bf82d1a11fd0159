/** Knows a receipt: the email was read, thrown away unread, or delivered (RFC 8098, RFC 3464, Outlook). */

import { isSuccess } from './bounce.ts'
import { firstSign, type MessageFacts, type Sign } from '../facts/facts.ts'
import { headerOf } from '../message/message.ts'
import { says } from '../phrases/every-language.ts'
import { plainWords } from '../message/plain-words.ts'
import { isUnread } from './sender.ts'
import { subjectLine } from '../message/subject-line.ts'

export function receiptSign(facts: MessageFacts): Sign<'receipt'> | null {
  return firstSign(
    () => byClass(facts),
    () => byStructure(facts),
    () => byWords(facts),
  )
}

function sign(because: string): Sign<'receipt'> {
  return { found: 'receipt', because }
}

function byClass(facts: MessageFacts): Sign<'receipt'> | null {
  const messageClass = facts.messageClass ?? ''
  return /^REPORT\.IPM\..{0,40}(DR|IPNRN|IPNNRN|Expanded|Relayed)/i.test(messageClass)
    ? sign(`Exchange marks it as a receipt (${messageClass})`)
    : null
}

function byStructure(facts: MessageFacts): Sign<'receipt'> | null {
  const type = headerOf(facts, 'Content-Type') ?? ''
  if (/report-type\s?=\s?"?disposition-notification/i.test(type))
    return sign('it is a read receipt')
  if (/report-type\s?=\s?"?delivery-status/i.test(type) || isSuccess(facts))
    return sign('it reports that the email was delivered')
  if (
    isUnread(facts) &&
    /(notification|event)Type\\?"\s?:\s?\\?"Delivery/.test(facts.text.slice(0, 3_000))
  )
    return sign('it is a mail service’s notification of a delivery')
  return facts.disposition !== null && !subjectLine(facts.subject).isForward
    ? sign('it carries a read receipt')
    : null
}

/** Outlook's own receipts lose their report part on the way (TNEF) and leave only words, or nothing at all. */
function byWords(facts: MessageFacts): Sign<'receipt'> | null {
  const subject = subjectLine(facts.subject)
  if (!says.receiptSubject.test(subject.words)) return null
  const words = plainWords(facts.newest).slice(0, 1_500)
  if (says.receipt.test(words))
    return sign('its subject and its words say that the email was read or delivered')
  const isTnef = facts.parts?.some((part) => part.type.endsWith('ms-tnef')) ?? false
  return isTnef && words.trim() === ''
    ? sign('its subject says that the email was read, and it has no words')
    : null
}
