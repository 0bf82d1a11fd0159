/** Tells the sorts of automatic replies apart: away, left the company, ticket, anything else. */

import type { AutoOrigin } from './auto-reply.ts'
import type { MessageFacts } from '../facts/facts.ts'
import { headerOf } from '../message/message.ts'
import { says } from '../phrases/every-language.ts'
import { plainWords } from '../message/plain-words.ts'
import { subjectLine } from '../message/subject-line.ts'

export type AutoReplySub = 'out-of-office' | 'left-company' | 'ticket' | 'other'

/** Programs that let a mail through only after its sender has answered a question (TMDA, Boxtrapper, Boxbe ...). */
export const challenge =
  /(confirm|verify|prove)[^.!?]{0,60}(you (are|'re) (not a (spammer|robot|machine)|a (real )?(person|human))|(that )?you sent|your ((e-?)?mail )?address|delivery of your|your identity|you are human)|(approved|allowed|accepted|trusted|guest|white) ?-?(senders?|list)|whitelist|challenge.?response|(click|follow|visit|use)[^.!?]{0,60}(link|url|below)[^.!?]{0,60}(deliver|release|approve|verify|confirm)[^.!?]{0,40}(message|mail)|unsolicited[^.!?]{0,60}confirm|(held|waiting|quarantined?|pending)[^.!?]{0,60}(until|confirmation|verification|approval)|boxbe|spam ?arrest|boxtrapper|tmda|mailblocks|bluebottle|spamlion/

export function sortOfReply(facts: MessageFacts, origin: AutoOrigin | 'words'): AutoReplySub {
  const subject = subjectLine(facts.subject).words
  const words = plainWords(facts.newest)
  if (/feedback-report/i.test(headerOf(facts, 'Content-Type') ?? '') && !says.away.test(words))
    return 'other'
  if (says.left.test(words) && !comesBack(words)) return 'left-company'
  if (origin === 'vacation') return 'out-of-office'
  if (says.away.test(words) || isAwaySubject(subject)) return 'out-of-office'
  if (
    origin === 'ticket' ||
    says.ticket.test(words) ||
    /\b(ticket|case|request)[ #:]{0,3}\[?#?[0-9]{3}|\[[a-z# ]{0,20}[0-9]{4,}\]/.test(subject)
  )
    return 'ticket'
  if (challenge.test(words) || says.received.test(words) || isBulk(facts)) return 'other'
  // What a person's mailbox answers without such words is most often that the person is not there.
  return origin === 'personal' || says.autoSubject.test(subject) ? 'out-of-office' : 'other'
}

/** Subjects that speak of absence itself, not only of an automatic reply. */
function isAwaySubject(subject: string): boolean {
  return (
    says.away.test(subject) ||
    says.awaySubject.test(subject) ||
    /(out of|away from) (the )?office|vacation|abwesen|absen/.test(subject)
  )
}

/** "I no longer read mail until Monday": who comes back has not left. */
function comesBack(words: string): boolean {
  return (
    /\b(until|return|back on|when i|bis zum|wieder|retour|hasta|regreso|rientro|fino al|terug|tot en met)\b/.test(
      words,
    ) &&
    !/no longer (with|at|work|employ)|nicht mehr (bei|im|fur)|ne (fait|travaille) plus|ya no trabaj|non lavor|niet meer werkzaam/.test(
      words,
    )
  )
}

/** Newsletters and announcements that call themselves automatic replies. */
function isBulk(facts: MessageFacts): boolean {
  return headerOf(facts, 'List-Unsubscribe') !== null || headerOf(facts, 'Feedback-ID') !== null
}
