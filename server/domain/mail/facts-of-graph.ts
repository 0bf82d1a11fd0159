/** What Graph's list tells of a mail: headers, class, subject and the first 255 characters. */

import { longestNewest, longestSubject, type MailFacts } from './facts.ts'
import { headerOf, type Mail } from './mail.ts'
import { newestWords } from './newest-words.ts'

export function factsOfGraph(mail: Mail): MailFacts {
  const date = Date.parse(headerOf(mail, 'Date') ?? '')
  return {
    headers: mail.headers,
    from: mail.from ?? mail.sender,
    subject: mail.subject.slice(0, longestSubject),
    messageClass: mail.messageClass,
    isEventMessage: mail.isEventMessage,
    writtenAt: Number.isNaN(date) ? mail.receivedAt : new Date(date).toISOString(),
    text: mail.preview,
    ...newestWords(mail.preview, longestNewest),
    parts: null,
    report: null,
    disposition: null,
  }
}
