/** Tells a person's mail from a machine's: the first kind that fits, bounces first. */

import type { Address } from '../address.ts'
import { headerOf, type Mail } from './mail.ts'

export type MailKind =
  'bounce' | 'receipt' | 'calendar' | 'auto-reply' | 'own' | 'human' | 'unreadable'
export type AutoReplySub = 'out-of-office' | 'other'

export interface Kind {
  kind: MailKind
  sub: AutoReplySub | null
  /** What was seen, a plain clause each. */
  because: string[]
}

/**
 * Judges by headers, message class and report type alone. `ownAddresses` are the mailbox's own, lower case.
 * Four bounces in ten say `Auto-Submitted: auto-replied` like an out-of-office, hence the order.
 */
export function kindOf(mail: Mail, ownAddresses: readonly string[]): Kind {
  const bounce = bounceSign(mail)
  if (bounce) return machine('bounce', bounce)
  const receipt = receiptSign(mail)
  if (receipt) return machine('receipt', receipt)
  const calendar = calendarSign(mail)
  if (calendar) return machine('calendar', calendar)
  const reply = autoReplySign(mail)
  if (reply) return { kind: 'auto-reply', sub: reply.sub, because: [reply.because] }
  const author = mail.from?.address ?? mail.sender?.address
  if (author && ownAddresses.includes(author))
    return { kind: 'own', sub: null, because: ['sent from this mailbox'] }
  return { kind: 'human', sub: null, because: ['nothing in it says that a machine wrote it'] }
}

function machine(kind: MailKind, because: string): Kind {
  return { kind, sub: null, because: [because] }
}

function bounceSign(mail: Mail): string | null {
  if (/^REPORT\.IPM\.Note\.(NDR|Delayed)/i.test(mail.messageClass ?? ''))
    return `its message class is ${mail.messageClass ?? ''}`
  const type = headerOf(mail, 'Content-Type') ?? ''
  if (/report-type="?delivery-status/i.test(type)) return 'it is a delivery report'
  if (headerOf(mail, 'X-Failed-Recipients')) return 'it names failed recipients'
  if (headerOf(mail, 'X-MS-Exchange-Message-Is-Ndr') !== null)
    return 'Exchange marks it as a delivery report'
  return isPostmaster(mail.from) &&
    /^(undeliver|mail delivery (failed|subsystem)|delivery (status|has failed)|returned mail|failure notice)/i.test(
      mail.subject,
    )
    ? 'a mail server sent it, and its subject says that delivery failed'
    : null
}

function isPostmaster(from: Address | null): boolean {
  return (
    from !== null && /^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]{32})@/.test(from.address)
  )
}

function receiptSign(mail: Mail): string | null {
  if (/^REPORT\.IPM\.Note\.(DR|IPNRN|IPNNRN|Expanded|Relayed)/i.test(mail.messageClass ?? ''))
    return `its message class is ${mail.messageClass ?? ''}`
  const type = headerOf(mail, 'Content-Type') ?? ''
  return /report-type="?disposition-notification/i.test(type) ? 'it is a read receipt' : null
}

function calendarSign(mail: Mail): string | null {
  if (mail.isEventMessage || /^IPM\.Schedule\.Meeting/i.test(mail.messageClass ?? ''))
    return 'it is a meeting message'
  return /^text\/calendar/i.test(headerOf(mail, 'Content-Type') ?? '')
    ? 'it is a meeting message'
    : null
}

interface AutoReplySign {
  sub: AutoReplySub
  because: string
}

function autoReplySign(mail: Mail): AutoReplySign | null {
  const messageClass = mail.messageClass ?? ''
  if (/\.Rules\.OofTemplate\./i.test(messageClass))
    return { sub: 'out-of-office', because: `its message class is ${messageClass}` }
  if (/\.Rules\.ReplyTemplate\./i.test(messageClass))
    return { sub: 'other', because: `its message class is ${messageClass}` }
  const header = autoReplyHeader(mail)
  return header
    ? { sub: looksAway(mail) ? 'out-of-office' : 'other', because: `its header says ${header}` }
    : null
}

/** The header by which a machine owns up (RFC 3834 section 5, and the vendors' own), as `Name: value`. */
function autoReplyHeader(mail: Mail): string | null {
  const submitted = headerOf(mail, 'Auto-Submitted')
  if (submitted && !/^no\b/i.test(submitted)) return `Auto-Submitted: ${submitted.slice(0, 60)}`
  for (const name of [
    'X-Autoreply',
    'X-Autorespond',
    'X-AutoReply-From',
    'X-Mail-Autoreply',
    'X-Autoresponse',
  ]) {
    const value = headerOf(mail, name)
    if (value !== null && !/^no\b/i.test(value)) return `${name}: ${value.slice(0, 60)}`
  }
  for (const name of ['Precedence', 'X-Precedence']) {
    const value = headerOf(mail, name)
    if (value && /^auto_?reply/i.test(value)) return `${name}: ${value}`
  }
  return null
}

// Automatic replies that name no sort are told apart by the subject their program writes.
const awaySubject =
  /^(automatic reply|out of (the )?office|auto(matic)?[ -]?(reply|response)|abwesen|automatische antwort|r[ée]ponse automatique|respuesta autom[áa]tica|risposta automatica|resposta autom[áa]tica|automatisch antwoord|automatiskt svar|automatisk svar|automaattinen vastaus|vacation|away)/i

function looksAway(mail: Mail): boolean {
  const submitted = headerOf(mail, 'Auto-Submitted') ?? ''
  return awaySubject.test(mail.subject.trim()) || /vacation/i.test(submitted)
}
