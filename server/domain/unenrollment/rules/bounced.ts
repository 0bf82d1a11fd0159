/** A delivery report says for good that one of our emails did not reach the enrolled address. */

import { localPartOf } from '../../contacts/address.ts'
import { registrableDomain } from '../../contacts/company.ts'
import {
  blamesAddress,
  blamesSender,
  type RecipientFate,
} from '../../mail/delivery/delivery-report.ts'
import { isContacts } from '../author.ts'
import type { ReadMessage, Subject } from '../subject.ts'

export type BounceFinding =
  | { effect: 'end'; addressBad: boolean; because: string }
  | { effect: 'pause'; because: string }
  | { effect: 'keep'; because: string }

/** Reads the fate of the enrolled address; null when the report is about somebody or something else. */
export function bounced(mail: ReadMessage, subject: Subject): BounceFinding | null {
  if (!concerns(mail, subject)) return null
  const fates = mail.report?.fates ?? []
  if (fates.length === 0) return bounceInWords(mail)
  const fate =
    fates.find((one) => one.recipient === subject.address) ??
    fates.find((one) => namesContact(one, subject)) ??
    fates.find((one) => one.recipient === null)
  // A forwarding address of the contact's that fails says nothing about the address we wrote to.
  if (!fate)
    return { effect: 'keep', because: 'the report is about other addresses than the enrolled one' }
  if (fate.action !== 'failed')
    return {
      effect: 'keep',
      because: `the report says “${fate.action}”: delivery has not failed for good`,
    }
  if (blamesSender(fate))
    return {
      effect: 'pause',
      because: `status ${fate.status ?? ''} blames the sending side, not the address`,
    }
  return { effect: 'end', addressBad: blamesAddress(fate), because: inWords(fate) }
}

/** A report that names its mail must name one of ours; one that does not must at least name the address we wrote to. */
function concerns(mail: ReadMessage, subject: Subject): boolean {
  if (subject.emailNumber !== null) return true
  const named = mail.report?.originalMessageId ?? mail.answers[0] ?? null
  if (named !== null || !subject.wrote || mail.receivedAt < subject.beganAt) return false
  return (mail.report?.fates ?? []).some((fate) => namesContact(fate, subject))
}

function namesContact(fate: RecipientFate, subject: Subject): boolean {
  return [fate.recipient, fate.originalRecipient].some(
    (one) => one !== null && (isContacts(one, subject) || isSameMailbox(one, subject.address)),
  )
}

/** Mail servers report under the name of the machine that has the mailbox: ana@mx1.acme.example for ana@acme.example. */
function isSameMailbox(one: string, other: string): boolean {
  return (
    localPartOf(one) === localPartOf(other) && registrableDomain(one) === registrableDomain(other)
  )
}

/** Reports without a machine-readable part: only their class or subject tells a failure from a delay. */
function bounceInWords(mail: ReadMessage): BounceFinding {
  const failed =
    /\.NDR$/i.test(mail.messageClass ?? '') ||
    /undeliver|returned|failure|failed|could not be delivered/i.test(mail.subject)
  return failed
    ? { effect: 'end', addressBad: false, because: 'the report says that delivery failed' }
    : { effect: 'keep', because: 'the report does not say that delivery failed for good' }
}

function inWords(fate: RecipientFate): string {
  const status = fate.status ? ` with status ${fate.status}` : ''
  return `the delivery report says “failed”${status}`
}
