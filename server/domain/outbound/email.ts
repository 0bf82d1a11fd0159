/** An email: one mail that a step of an enrollment sends, and the life it goes through. */

import { createHmac } from 'node:crypto'
import { domainOf } from '../contacts/address.ts'
import type { EmailState, SendAnswer } from './email-life.ts'
import type { Instant } from '../time/instant.ts'
import type { Step } from '../sequences/sequence.ts'
import { fill, variablesIn, type TokenValues } from '../templates/template.ts'

export interface Email {
  id: string
  enrollmentId: string
  mailboxId: string
  step: number
  attempt: number
  /** Which email of its enrollment it is or will be, as the contact counts what comes: 1, 2, 3 ... Steps that send nothing do not count. */
  number: number
  state: EmailState
  subject: string
  text: string
  /** The Message-ID it goes by: the one we gave it, until Graph shows it under another. All of them name it. */
  messageId: string
  /** The Message-ID that it answers, by which the email before it went when this one was written; null when it opens a thread. */
  answers: string | null
  graphId: string | null
  /** Print of its draft as it was laid into the mailbox, or as the rep agreed to it since; null while there was none. */
  draftPrint: string | null
  /** The rep has changed its draft: it is the rep's, and is neither deleted nor written anew. */
  isReps: boolean
  /** We asked for its draft to be deleted, and have not seen it since. */
  isDeleting: boolean
  sendingAt: Instant | null
  /** Real milliseconds of the moment it was marked `sending`. */
  sendingReal: number | null
  /** What Graph said then, when it did not say that the email went. */
  sendAnswer: SendAnswer
  /** When its draft was first missed, while it is; product time, and real milliseconds. */
  missedAt: Instant | null
  missedReal: number | null
  createdAt: Instant
  sentAt: Instant | null
  /** It was read in the mailbox after it went: its Message-ID is the one that the contact has. */
  seenSent: boolean
  /** Only the rep sends it: it lies among the drafts until then, and never passes the gate. */
  byHand: boolean
}

/** Where an email stands in its thread. */
export interface Thread {
  /** Subject of the email that opened the thread, or null when this one opens it. */
  subject: string | null
  /** Message-IDs of the thread's emails, oldest first. */
  references: string[]
}

export interface Composed {
  subject: string
  text: string
}

/** The email's words for one contact, or the token that has no value. */
export function compose(
  step: Step,
  values: TokenValues,
  thread: Thread,
): Composed | { missing: string } {
  const body = fill(step.body, values)
  if ('missing' in body) return body
  if (step.thread === 'same' && thread.subject !== null)
    return { subject: answering(thread.subject), text: body.text }
  const subject = fill(step.subject, values)
  if ('missing' in subject) return subject
  return { subject: subject.text.replace(/\s+/g, ' ').trim(), text: body.text }
}

/**
 * The same with everything that has no value in square brackets, and each of those tokens, as they are written: what an email
 * would be once they have one. For looking at, never for sending.
 */
export function composeWithGaps(
  step: Step,
  values: TokenValues,
  thread: Thread,
): Composed & { missing: string[] } {
  const missing: string[] = []
  let filled = values
  for (;;) {
    const written = compose(step, filled, thread)
    if (!('missing' in written)) return { ...written, missing }
    const more = withGap(filled, written.missing)
    missing.push(written.missing)
    if (more === null) return { subject: step.subject, text: step.body, missing }
    filled = more
  }
}

/** The values with the gap that the token leaves named; null when it leaves none that could be. */
function withGap(values: TokenValues, token: string): TokenValues | null {
  const { contact } = values
  const properties = contact.properties ?? {}
  for (const [on, name, property] of variablesIn(token)) {
    if (on !== 'contact') continue
    if (name === 'company' && !contact.company)
      return { ...values, contact: { ...contact, company: '[company]' } }
    if (name === 'properties' && property !== undefined && !properties[property])
      return {
        ...values,
        contact: { ...contact, properties: { ...properties, [property]: `[${property}]` } },
      }
  }
  return null
}

function answering(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`
}

/**
 * The Message-ID of an email: a keyed hash of enrollment, step and attempt, so that the same email asked for twice bears
 * the same name and nobody can guess another's. Form: RFC 5322 section 3.6.4.
 */
export function mintMessageId(
  key: string,
  email: { enrollmentId: string; step: number; attempt: number },
  senderAddress: string,
): string {
  const hash = createHmac('sha256', key)
    .update(`${email.enrollmentId}/${String(email.step)}/${String(email.attempt)}`)
    .digest('hex')
  return `<${hash.slice(0, 40)}@${domainOf(senderAddress)}>`
}

/** What goes under every email, so that "no more" is one click away. */
export const unsubscribeWords = 'If you would rather not hear from me again, unsubscribe here'

/** The email as plain text, with the unsubscribe link under it. */
export function asText(text: string, unsubscribeUrl: string): string {
  return `${text.trim()}\n\n${unsubscribeWords}:\n${unsubscribeUrl}\n`
}

/** The email as simple HTML: blank lines part paragraphs, nothing of the text is taken for markup. */
export function asHtml(text: string, unsubscribeUrl: string): string {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${linked(escape(paragraph)).replace(/\n/g, '<br>')}</p>`)
  const link = `<a href="${escape(unsubscribeUrl)}">${unsubscribeWords}</a>`
  return `<div>${paragraphs.join('')}<p style="font-size:12px">${link}.</p></div>`
}

/** Addresses of pages can be clicked; a full stop or bracket after one is the sentence's own. */
function linked(html: string): string {
  return html.replace(/https:\/\/[^\s<>"]*[^\s<>".,;:!?()]/g, '<a href="$&">$&</a>')
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
