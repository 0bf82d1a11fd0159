/** Tells a person's mail from a machine's: the first kind that fits, bounces first. */

import { DateTime } from 'luxon'
import type { MessageKind } from '../../../shared/verdict.ts'
import { autoReplySign } from './kinds/auto-reply.ts'
import { autoReplyWords } from './kinds/auto-reply-words.ts'
import { bounceSign } from './kinds/bounce.ts'
import { calendarSign } from './kinds/calendar.ts'
import type { MessageFacts } from './facts/facts.ts'
import { factsOfGraph } from './facts/facts-of-graph.ts'
import type { InboundMessage } from './message/message.ts'
import { newsletterSign } from './kinds/newsletter.ts'
import { receiptSign } from './kinds/receipt.ts'
import { returnDateIn } from './dates/return-date.ts'
import { sortOfReply, type AutoReplySub } from './kinds/auto-reply-type.ts'
import { successorIn } from './kinds/successor.ts'

export type { MessageKind } from '../../../shared/verdict.ts'
export type { AutoReplySub } from './kinds/auto-reply-type.ts'

export interface Kind {
  kind: MessageKind
  sub: AutoReplySub | null
  /** `YYYY-MM-DD` that an out-of-office answer names as its end or the day of return; null when it names none. */
  returnDate: string | null
  /** Whom an answer of somebody who has left the company names instead; lower case. Null or absent: nobody. */
  successor?: string | null
  /** What was seen, a plain clause each. */
  because: string[]
}

/** Judges what Graph's list tells of a mail. `ownAddresses` are the mailbox's own, lower case. */
export function kindOf(mail: InboundMessage, ownAddresses: readonly string[]): Kind {
  return kindOfFacts(factsOfGraph(mail), ownAddresses)
}

/** Four bounces in ten say `Auto-Submitted: auto-replied` like an out-of-office, hence the order. */
export function kindOfFacts(facts: MessageFacts, ownAddresses: readonly string[]): Kind {
  const machine = bounceSign(facts) ?? receiptSign(facts) ?? calendarSign(facts)
  if (machine) return plain(machine.found, machine.because)
  const owned = autoReplySign(facts)
  if (owned) return autoReply(facts, sortOfReply(facts, owned.found), owned.because)
  // Before words are weighed: our own emails offer to unsubscribe, too.
  if (facts.from && ownAddresses.includes(facts.from.address))
    return plain('own', 'sent from this mailbox')
  const worded = autoReplyWords(facts)
  if (worded) return autoReply(facts, sortOfReply(facts, worded.found), worded.because)
  const bulk = newsletterSign(facts)
  if (bulk) return autoReply(facts, 'other', bulk.because)
  return plain('human', 'nothing in it says that a machine wrote it')
}

function plain(kind: MessageKind, because: string): Kind {
  return { kind, sub: null, returnDate: null, successor: null, because: [because] }
}

function autoReply(facts: MessageFacts, sub: AutoReplySub, because: string): Kind {
  const returnDate = sub === 'out-of-office' ? returnDateIn(facts) : null
  const successor = sub === 'left-company' ? successorIn(facts) : null
  return {
    kind: 'auto-reply',
    sub,
    returnDate,
    successor,
    because: [
      because,
      ...(returnDate ? [`it names ${dayInWords(returnDate)}`] : []),
      ...(successor ? [`it names ${successor} instead`] : []),
    ],
  }
}

/** `2027-03-03` -> `3 March 2027`. */
function dayInWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).toFormat('d MMMM yyyy')
}
