/** Judges one mail for one enrollment: the first rule that fits, in this order, and what follows from it. */

import type { HoldReason } from '../../../shared/enrollment.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { VerdictEffect } from '../../../shared/verdict.ts'
import type { Instant } from '../instant.ts'
import { absence } from './absence.ts'
import { bounced } from './rules/bounced.ts'
import { replied } from './rules/replied.ts'
import { repliedFromOtherAddress } from './rules/replied-from-other-address.ts'
import { unsubscribed } from './rules/unsubscribed.ts'
import { wroteSeparately } from './rules/wrote-separately.ts'
import type { ReadMail, Rule, Subject } from './subject.ts'

/** `noted`: it counts in the figures, but the enrollment had ended already. */
export type Effect = VerdictEffect

export interface Judgement {
  rule: Reason | null
  effect: Effect
  hold: HoldReason | null
  /** When that hold ends by itself; null: a person has to look. */
  holdUntil: Instant | null
  /** The report says that the address does not exist. */
  addressBad: boolean
  because: string[]
}

const humanRules: readonly Rule[] = [
  unsubscribed,
  replied,
  repliedFromOtherAddress,
  wroteSeparately,
]

/** Null: the mail says nothing about this enrollment, and leaves no trace. */
export function decide(mail: ReadMail, subject: Subject): Judgement | null {
  switch (mail.kind) {
    case 'own':
      return null
    case 'human':
      return byHuman(mail, subject)
    case 'bounce':
      return byBounce(mail, subject)
    case 'unreadable':
      if (!concerns(mail, subject)) return null
      return open(subject)
        ? { ...kept(mail, subject), effect: 'held', hold: 'mail-unreadable' }
        : kept(mail, subject)
    case 'receipt':
    case 'calendar':
      return concerns(mail, subject) ? kept(mail, subject) : null
    case 'auto-reply':
      // Mail programs that unsubscribe for their person may own up to it in a header (RFC 3834); the token is the proof.
      if (mail.sub !== 'out-of-office' && unsubscribed(mail, subject)) return byHuman(mail, subject)
      return concerns(mail, subject) ? byAbsence(mail, subject) : null
    default: {
      const never: never = mail.kind
      return never
    }
  }
}

function byHuman(mail: ReadMail, subject: Subject): Judgement | null {
  for (const rule of humanRules) {
    const found = rule(mail, subject)
    if (!found) continue
    // What comes after the end is history, not a second end; only an answer to a letter is worth the note.
    if (!open(subject) && subject.letter === null && found.reason !== 'unsubscribed') return null
    return {
      rule: found.reason,
      effect: open(subject) ? 'ended' : 'noted',
      hold: null,
      holdUntil: null,
      addressBad: false,
      because: [found.because, ...mail.because],
    }
  }
  return null
}

function byBounce(mail: ReadMail, subject: Subject): Judgement | null {
  const found = bounced(mail, subject)
  if (!found) return null
  const because = [found.because, ...mail.because]
  if (found.effect === 'keep') return { ...kept(mail, subject), because }
  if (found.effect === 'hold')
    return {
      ...kept(mail, subject),
      because,
      ...(open(subject) ? { effect: 'held', hold: 'sender-blocked' } : {}),
    }
  const effect = open(subject) ? 'ended' : 'noted'
  return {
    rule: 'bounced',
    effect,
    hold: null,
    holdUntil: null,
    addressBad: found.addressBad,
    because,
  }
}

function byAbsence(mail: ReadMail, subject: Subject): Judgement {
  const found = open(subject) ? absence(mail, subject) : null
  if (!found) return kept(mail, subject)
  return { ...kept(mail, subject), effect: 'held', hold: found.hold, holdUntil: found.until }
}

/** A machine's mail belongs to an enrollment when it names a letter, or comes from the address to its mailbox. */
function concerns(mail: ReadMail, subject: Subject): boolean {
  if (subject.letter !== null) return true
  const fromContact =
    mail.from?.address === subject.address || mail.sender?.address === subject.address
  return open(subject) && subject.inItsMailbox && fromContact && mail.receivedAt >= subject.beganAt
}

/** It ends nothing; of an enrollment that has ended already there is nothing to keep either. */
function kept(mail: ReadMail, subject: Subject): Judgement {
  return {
    rule: null,
    effect: open(subject) ? 'kept' : 'noted',
    hold: null,
    holdUntil: null,
    addressBad: false,
    because: mail.because,
  }
}

function open(subject: Subject): boolean {
  return subject.state !== 'ended'
}
