/** Judges one mail for one enrollment: the first rule that fits, in this order, and what follows from it. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { VerdictEffect } from '../../../shared/verdict.ts'
import type { Instant } from '../time/instant.ts'
import { absence } from './absence.ts'
import { authorOf, isContacts } from './author.ts'
import { bounced } from './rules/bounced.ts'
import { replied } from './rules/replied.ts'
import { repliedFromOtherAddress } from './rules/replied-from-other-address.ts'
import { sameCompanyReplied } from './rules/same-company-replied.ts'
import { unsubscribed } from './rules/unsubscribed.ts'
import { wroteFromAlias } from './rules/wrote-from-alias.ts'
import { wroteSeparately } from './rules/wrote-separately.ts'
import { cameAfter, type ReadMessage, type Rule, type Subject } from './subject.ts'

/** `noted`: the enrollment had ended already, or the mail was not written to its rep. */
export type Effect = VerdictEffect

export interface Judgement {
  rule: Reason | null
  effect: Effect
  pause: PauseKind | null
  /** When that pause ends by itself; null: a person has to look. */
  pausedUntil: Instant | null
  /** The report says that the address does not exist. */
  addressBad: boolean
  /** It came as a post to a mailing list, and so changes nothing. */
  listPost?: boolean
  because: string[]
}

const humanRules: readonly Rule[] = [
  unsubscribed,
  replied,
  repliedFromOtherAddress,
  wroteSeparately,
  wroteFromAlias,
  sameCompanyReplied,
]

/** Null: the mail says nothing about this enrollment, and leaves no trace. */
export function decide(mail: ReadMessage, subject: Subject): Judgement | null {
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
        ? { ...kept(mail, subject), effect: 'paused', pause: 'message-unreadable' }
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

function byHuman(mail: ReadMessage, subject: Subject): Judgement | null {
  for (const rule of humanRules) {
    const found = rule(mail, subject)
    if (!found) continue
    // What comes after the end is history, not a second end; only an answer to an email is worth the note.
    if (!open(subject) && subject.emailNumber === null && found.reason !== 'unsubscribed')
      return null
    // Whoever posts to a list that the rep is on has not reacted to the rep; but a token of ours is meant as it is.
    if (subject.isListPost && found.reason !== 'unsubscribed')
      return subject.inItsMailbox ? byListPost(mail, found.because) : null
    return {
      rule: found.reason,
      effect: open(subject) ? 'ended' : 'noted',
      pause: null,
      pausedUntil: null,
      addressBad: false,
      because: [found.because, ...mail.because],
    }
  }
  return null
}

function byListPost(mail: ReadMessage, because: string): Judgement {
  return {
    rule: null,
    effect: 'noted',
    pause: null,
    pausedUntil: null,
    addressBad: false,
    listPost: true,
    because: [
      'it is a post to a mailing list, and the rep stands in neither To nor Cc',
      because,
      ...mail.because,
    ],
  }
}

function byBounce(mail: ReadMessage, subject: Subject): Judgement | null {
  const found = bounced(mail, subject)
  if (!found) return null
  const because = [found.because, ...mail.because]
  if (found.effect === 'keep') return { ...kept(mail, subject), because }
  if (found.effect === 'pause')
    return {
      ...kept(mail, subject),
      because,
      ...(open(subject) ? { effect: 'paused', pause: 'sender-blocked' } : {}),
    }
  const effect = open(subject) ? 'ended' : 'noted'
  return {
    rule: 'bounced',
    effect,
    pause: null,
    pausedUntil: null,
    addressBad: found.addressBad,
    because,
  }
}

function byAbsence(mail: ReadMessage, subject: Subject): Judgement {
  const found = open(subject) ? absence(mail, subject) : null
  if (!found) return kept(mail, subject)
  return { ...kept(mail, subject), effect: 'paused', pause: found.pause, pausedUntil: found.until }
}

/** A machine's mail belongs to an enrollment when it names an email, or comes from the contact to its mailbox. */
function concerns(mail: ReadMessage, subject: Subject): boolean {
  // The absence of a colleague whom an email was passed on to says nothing about the contact.
  const author = authorOf(mail)
  if (subject.isSomebodyElse && author !== null && !isContacts(author, subject)) return false
  if (subject.emailNumber !== null) return true
  const fromContact = [mail.from, mail.sender].some(
    (one) => one !== null && isContacts(one.address, subject),
  )
  return open(subject) && subject.inItsMailbox && fromContact && cameAfter(mail, subject)
}

/** It ends nothing; of an enrollment that has ended already there is nothing to keep either. */
function kept(mail: ReadMessage, subject: Subject): Judgement {
  return {
    rule: null,
    effect: open(subject) ? 'kept' : 'noted',
    pause: null,
    pausedUntil: null,
    addressBad: false,
    because: mail.because,
  }
}

function open(subject: Subject): boolean {
  return subject.state !== 'ended'
}
