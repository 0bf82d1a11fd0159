/** What Graph's list tells of a mail: headers, class, subject and the first 255 characters. */

import { longestNewest, longestSubject, type MessageFacts } from './facts.ts'
import { headerOf, type InboundMessage } from '../message/message.ts'
import { newestWords } from '../message/newest-words.ts'
import { writtenOn } from '../message/written-on.ts'

export function factsOfGraph(mail: InboundMessage): MessageFacts {
  return {
    headers: mail.headers,
    from: mail.from ?? mail.sender,
    to: mail.to,
    subject: mail.subject.slice(0, longestSubject),
    messageClass: mail.messageClass,
    isEventMessage: mail.isEventMessage,
    writtenOn: writtenOn(headerOf(mail, 'Date')) ?? mail.receivedAt.slice(0, 10),
    text: mail.preview,
    ...newestWords(mail.preview, longestNewest),
    parts: null,
    report: null,
    disposition: null,
  }
}
