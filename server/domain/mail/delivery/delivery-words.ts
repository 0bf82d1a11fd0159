/** Reads the reports of servers that write only for people: whom the email did not reach, and which email it was. */

import { normalAddress } from '../../contacts/address.ts'
import { causeOf } from './delivery-cause.ts'
import { headerOf, type Header } from '../message/message.ts'
import type { RecipientFate } from './recipient-status.ts'
import { idsIn } from '../message/thread.ts'

// Where qmail, Exim, sendmail, Postfix, Notes and others begin the copy of the email.
const copyBegins =
  /\n[ \t]*(-{2,}[ \t]*(below this line is a copy|this is a copy of|original message|undelivered message|unsent message|the header of the original|returned message|message (header|text) follows|included is|copy of)|(return-path|received|dkim-signature|mime-version|x-[a-z-]{2,40}):[ \t]|(the )?(original|returned|undelivered|your) (message|mail) (follows|headers?|text)|original message headers)/i

const address = /[^\s<>"'(),;:[\]|=]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi

const nobody =
  /^(postmaster|mailer-?daemon|mail-daemon|abuse|help|helpdesk|support|hostmaster|webmaster|noreply|no-reply|administrator|mailadm[a-z]*)@/

const delayed =
  /delayed|still being retried|will (be )?retr(y|ied)|will keep trying|will continue (to )?(trying|to try)|delivery (incomplete|attempts will continue)|not yet been delivered|no action is required|you do not need to resend|warning message only|temporary problem delivering/i

/** Failed or delayed recipients named in the words; every fate with the same status and diagnostic. */
export function fatesInWords(text: string, headers: Header[]): RecipientFate[] {
  const report = aboveCopy(text)
  const status = statusIn(report)
  const subject = headerOf({ headers }, 'Subject') ?? ''
  const action = delayed.test(`${subject}\n${report}`) ? 'delayed' : 'failed'
  const recipients = recipientsIn(report, headers)
  return recipients.map((recipient) => {
    const own = ownWords(report, recipient, recipients)
    return {
      recipient,
      originalRecipient: null,
      action,
      status: own === report ? status : statusIn(own),
      diagnostic: own.replace(/\s+/g, ' ').trim().slice(0, 2_000) || null,
    }
  })
}

/** Of several recipients each has its own reason, from its line to the next one's; else the report speaks of all. */
function ownWords(report: string, recipient: string, among: readonly string[]): string {
  if (among.length < 2) return report
  const lower = report.toLowerCase()
  const from = lower.indexOf(recipient)
  const next = among
    .filter((one) => one !== recipient)
    .map((one) => lower.indexOf(one, from + recipient.length))
    .filter((at) => at >= 0)
  const own = report.slice(from, Math.min(report.length, ...next))
  return from >= 0 && (statusIn(own) !== null || causeOf(null, own) !== null) ? own : report
}

/** The report's own words, without the copy of the email below them. */
export function aboveCopy(text: string): string {
  const at = text.search(copyBegins)
  return (at < 0 ? text : text.slice(0, at)).slice(0, 20_000)
}

/** The last Message-ID in the text: the copy of the email stands at its end. */
export function originalIdInWords(text: string): string | null {
  const lines = text.match(/^[ \t>]*message-id:[ \t]*(?:\r?\n[ \t]+)?<[^<>\s]{1,500}>/gim) ?? []
  return idsIn(lines.at(-1) ?? null)[0] ?? null
}

function recipientsIn(report: string, headers: Header[]): string[] {
  const named = addressesIn(headerOf({ headers }, 'X-Failed-Recipients') ?? '')
  if (named.length > 0) return named
  const fields = report.match(/^(final|original)-recipient:[^\r\n]{1,300}/gim) ?? []
  const inFields = addressesIn(fields.join('\n'))
  if (inFields.length > 0) return inFields
  const own = new Set(
    ['To', 'From', 'Delivered-To', 'X-Original-To', 'Envelope-To'].flatMap((name) =>
      addressesIn(headerOf({ headers }, name) ?? ''),
    ),
  )
  const strangers = (found: string[]) =>
    found.filter((one) => !own.has(one) && !nobody.test(one)).slice(0, 20)
  const marked =
    report.match(
      /rcpt to: ?<?[^\s<>]{3,200}|^[ \t]*<[^\s<>]{3,200}>|^[ \t]*(?:to|recipient|addressed to)?:?[ \t]*[^\s<>:]{1,64}@[^\s<>:]{3,100}/gim,
    ) ?? []
  const first = strangers(addressesIn(marked.join('\n')))
  return first.length > 0 ? first : strangers(addressesIn(report)).slice(0, 1)
}

function addressesIn(text: string): string[] {
  const found = (text.match(address) ?? []).flatMap(
    (one) => normalAddress(one.replace(/\.$/, '')) ?? [],
  )
  return [...new Set(found)]
}

function statusIn(report: string): string | null {
  const beside = /\b[45]\d\d[ -]#?([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(report)
  return beside?.[1] ?? /(?<![\d.[])([45]\.\d\.\d{1,3})(?![\d.])/.exec(report)?.[1] ?? null
}

/** Whether a server's reply or its usual words stand in the report: 550, 5.1.1, "user unknown", "mailbox full". */
export function hasDiagnosis(text: string): boolean {
  const report = aboveCopy(text)
  return (
    statusIn(report) !== null ||
    /\b(45[0-4]|42[1-4]|55[0-4])\b[\s-]/.test(report) ||
    causeOf(null, report) === 'address' ||
    causeOf(null, report) === 'full'
  )
}

/** Whether an address, a field or a server's answer stands on a line of its own, or a program owns up to the report. */
export function isReportShaped(text: string): boolean {
  const report = aboveCopy(text)
  return (
    /^[ \t]*(?:[-*]+ ?)?(?:(?:to|recipient|addressed to|address|e-?mail|user)[^:\n]{0,20}:[ \t]*)?["'(]?<?[^\s<>:]{1,64}@[^\s<>:,;]{3,100}>?/im.test(
      report,
    ) ||
    /^[ \t]*(?:<<<|>>>|(?:reason|error|diagnostic)[^:\n]{0,30}:|[45]\d\d[ -]|\d{3} \d\.\d\.\d)/im.test(
      report,
    ) ||
    /\b(?:the following|your) (?:message|mail|e-?mail) to <?[^\s<>@]{1,64}@|automatically|mail (?:delivery )?(?:system|server|software|subsystem)|mailer|smtp|delivery (?:report|status|notification)/i.test(
      report,
    )
  )
}
