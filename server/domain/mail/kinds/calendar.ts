/** Knows a meeting message: an invitation, an answer to one, a change or a cancellation (RFC 6047, Exchange, Google). */

import type { MessageFacts, Sign } from '../facts/facts.ts'
import { headerOf } from '../message/message.ts'
import { subjectLine } from '../message/subject-line.ts'

const methods = ['REQUEST', 'REPLY', 'COUNTER', 'DECLINECOUNTER', 'CANCEL', 'REFRESH', 'ADD']

export function calendarSign(facts: MessageFacts): Sign<'calendar'> | null {
  const sign: Sign<'calendar'> = { found: 'calendar', because: 'it is a meeting message' }
  const messageClass = facts.messageClass ?? ''
  if (facts.isEventMessage || /^IPM\.Schedule\.Meeting/i.test(messageClass)) return sign
  const type = headerOf(facts, 'Content-Type') ?? ''
  if (/^text\/calendar/i.test(type) && !/method\s?=\s?"?publish/i.test(type)) return sign
  if (/calendarmessage/i.test(headerOf(facts, 'Content-Class') ?? '')) return sign
  // People attach calendar files to their emails; only one that asks or answers something is a meeting message.
  const part = facts.parts?.find((one) => methods.includes(one.method ?? ''))
  if (part && !part.attached)
    return { ...sign, because: `it carries a calendar ${(part.method ?? '').toLowerCase()}` }
  if (part && !subjectLine(facts.subject).isReply && !subjectLine(facts.subject).isForward)
    return { ...sign, because: `it carries a calendar ${(part.method ?? '').toLowerCase()}` }
  return byProgram(facts) ? { ...sign, because: 'a calendar program sent it' } : null
}

/** Google's notifications carry their sender or a Message-ID of their own also where no calendar part does. */
function byProgram(facts: MessageFacts): boolean {
  const sender = `${headerOf(facts, 'Sender') ?? ''} ${facts.from?.address ?? ''}`
  return (
    /calendar-notification@google\.com|calendar-server\.bounces\.google\.com/i.test(sender) ||
    /^<calendar-[0-9a-f-]{20,60}@google\.com>$/.test(headerOf(facts, 'Message-ID') ?? '')
  )
}
