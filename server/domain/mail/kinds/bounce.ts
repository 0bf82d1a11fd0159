/** Knows a bounce: a report that an email failed, or waits, on its way (RFC 3464, Exchange, and servers that write prose). */

import { causeOf } from '../delivery/delivery-cause.ts'
import { aboveCopy, hasDiagnosis, isReportShaped } from '../delivery/delivery-words.ts'
import { firstSign, type MessageFacts, type Sign } from '../facts/facts.ts'
import { namesReader } from './greeting.ts'
import { headerOf } from '../message/message.ts'
import { says } from '../phrases/every-language.ts'
import { plainWords } from '../message/plain-words.ts'
import { hasNoSender, hasNullPath, isDaemon, isUnread } from './sender.ts'
import { subjectLine } from '../message/subject-line.ts'

// A report says what it is in its first lines.
const longestSearched = 3_000

export function bounceSign(facts: MessageFacts): Sign<'bounce'> | null {
  if (isSuccess(facts)) return null
  const because = firstSign(
    () => byClass(facts),
    () => byStructure(facts),
    () => byHeader(facts),
    () => byRejection(facts),
    () => byNotification(facts),
    () => byWords(facts),
  )
  return because
}

/** A report of which every line says that the email arrived, or went on, is a receipt. */
export function isSuccess(facts: MessageFacts): boolean {
  const fates = facts.report?.fates ?? []
  return (
    fates.length > 0 &&
    fates.every(({ action, status }) =>
      action === 'other' ? status?.startsWith('2') : action !== 'failed' && action !== 'delayed',
    )
  )
}

function sign(because: string): Sign<'bounce'> {
  return { found: 'bounce', because }
}

function byClass(facts: MessageFacts): Sign<'bounce'> | null {
  const messageClass = facts.messageClass ?? ''
  return /^REPORT\.IPM\..{0,40}(NDR|Delayed)/i.test(messageClass)
    ? sign(`Exchange marks it as a delivery report (${messageClass})`)
    : null
}

function byStructure(facts: MessageFacts): Sign<'bounce'> | null {
  const type = headerOf(facts, 'Content-Type') ?? ''
  if (/report-type\s?=\s?"?delivery-status/i.test(type) && !saysSuccess(facts))
    return sign('it is a delivery report')
  const carries = facts.parts?.some((part) =>
    /^message\/(global-)?x?delivery-status$/.test(part.type),
  )
  // People attach reports when they forward them; then the mail is theirs.
  if (!carries) return null
  const { isForward, isReply } = subjectLine(facts.subject)
  return isForward || isReply ? null : sign('it carries a delivery report')
}

function saysSuccess(facts: MessageFacts): boolean {
  return facts.parts === null && says.receiptSubject.test(subjectLine(facts.subject).words)
}

function byHeader(facts: MessageFacts): Sign<'bounce'> | null {
  if (headerOf(facts, 'X-Failed-Recipients')) return sign('it names failed recipients')
  if (headerOf(facts, 'X-MS-Exchange-Message-Is-Ndr') !== null)
    return sign('Exchange marks it as a delivery report')
  const submitted = headerOf(facts, 'Auto-Submitted') ?? ''
  return /\((failure|postmaster-notification|warning[^)]{0,20}|rejected|bounce)\)/i.test(submitted)
    ? sign(`its mail program marks it as automatic (Auto-Submitted: ${submitted.slice(0, 60)})`)
    : null
}

/** Dovecot and other Sieve servers reject in the form of a receipt (RFC 5429); "deleted" alone is an unread mail. */
function byRejection(facts: MessageFacts): Sign<'bounce'> | null {
  const type = headerOf(facts, 'Content-Type') ?? ''
  if (!/report-type\s?=\s?"?disposition-notification/i.test(type)) return null
  const words = `${facts.subject}\n${facts.text.slice(0, longestSearched)}`
  const rejected =
    /^(automatically )?rejected\b/i.test(facts.subject) ||
    /(automatically|was|has been|been) (rejected|refused)|rejected:/i.test(words) ||
    /denied|failed/.test(facts.disposition ?? '')
  return rejected ? sign('it says that the email was rejected, in the form of a receipt') : null
}

/** Amazon's mail service tells of bounces in JSON (docs.aws.amazon.com/ses, "Amazon SNS notification contents"). */
function byNotification(facts: MessageFacts): Sign<'bounce'> | null {
  return isUnread(facts) &&
    /(notification|event)Type\\?"\s?:\s?\\?"Bounce/.test(facts.text.slice(0, longestSearched))
    ? sign('it is a mail service’s notification of a bounce')
    : null
}

function byWords(facts: MessageFacts): Sign<'bounce'> | null {
  const subject = subjectLine(facts.subject)
  // A receipt's words are asked for first: they say "delivered" and "failed" alike.
  const words = plainWords(`${facts.newest}\n${facts.text.slice(0, longestSearched)}`).slice(
    0,
    longestSearched,
  )
  const inSubject =
    says.bounceSubject.test(subject.words) && !says.receiptSubject.test(subject.words)
  const inText = says.bounce.exec(words)
  const fromServer = isDaemon(facts)
  // A person may sit at the postmaster's desk: an answer that quotes is a person's.
  if (subject.isReply && facts.quotes) return null
  if (fromServer && inSubject)
    return sign('a mail server sent it, and its subject says that delivery failed')
  if (fromServer && (inText !== null || hasDiagnosis(facts.text)) && !isVacation(facts))
    return sign('a mail server sent it, and its words say that delivery failed')
  // Without a server's name: people talk about bounces, so more must speak, and nothing may look like an answer.
  if (subject.isReply || subject.isForward || facts.quotes) return null
  const isReport = /^multipart\/report/i.test(headerOf(facts, 'Content-Type') ?? '')
  const copied = facts.parts?.some((part) =>
    /^(message\/rfc822|text\/rfc822-headers?)$/.test(part.type),
  )
  const unsigned = hasNoSender(facts) || hasNullPath(facts)
  // People tell of bounces in sentences; a report sets the address or the server's answer apart.
  const shaped = hasNullPath(facts) || isUnread(facts) || isReportShaped(facts.text)
  const told =
    inText !== null && hasDiagnosis(facts.text) && shaped && (unsigned || !isPersonal(facts))
  if (inSubject && inText !== null && (unsigned || isReport || copied === true || told))
    return sign('its subject and its words say that delivery failed')
  if (isReport && inSubject)
    return sign('it is a report, and its subject says that delivery failed')
  const blamed =
    told || (inText !== null && shaped && causeOf(null, aboveCopy(facts.text)) !== null)
  return unsigned && blamed
    ? sign('nobody signed it, and its words say that delivery failed')
    : null
}

/** Somebody tells of himself or herself, or speaks to the reader by name. */
function isPersonal(facts: MessageFacts): boolean {
  return (
    namesReader(facts) ||
    /\b(i|my|ich|mein|je|mon|yo|ik|jag|jeg)\b/.test(plainWords(facts.newest.slice(0, 400)))
  )
}

/** Some vacation programs write as the mail server, too. */
function isVacation(facts: MessageFacts): boolean {
  return says.autoSubject.test(subjectLine(facts.subject).words)
}
