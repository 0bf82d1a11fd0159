/** Knows an automatic reply by its words alone, where no header speaks: enough must, for people write such words too. */

import type { MailFacts, Sign } from './facts.ts'
import { headerOf } from './mail.ts'
import { says } from './phrases/every-language.ts'
import { plainWords } from './plain-words.ts'
import { hasNullPath } from './sender.ts'
import { subjectLine } from './subject-line.ts'

// An automatic reply is short. Long letters speak of absences as of anything else.
const longestReply = 2_500

/** Challenge-response (TMDA, Boxtrapper, Boxbe ...) in words that no person writes by chance. */
const asksForProof =
  /(confirm|verify|prove|authenticate)[^.!?]{0,60}(you are (not a (spammer|robot|machine)|a (real )?(person|human))|you sent (this|the|your)|delivery of (your|this)|you are human)|your (message|(e-?)?mail|mail)[^.!?]{0,80}(held|waiting|quarantined?|pending|not (be|been) delivered|delivered)[^.!?]{0,60}(until|confirm|verif|approv|guest list|whitelist)|(click|follow|visit|reply)[^.!?]{0,80}(added to|be on)[^.!?]{0,40}(guest|white|approved|allowed|trusted)/

export function autoReplyWords(facts: MailFacts): Sign<'words'> | null {
  const { words: subject, isReply, isForward } = subjectLine(facts.subject)
  if (isForward) return null
  const words = plainWords(facts.newest).slice(0, longestReply + 1)
  const short = words.length <= longestReply
  const strongSubject = isReply ? null : says.autoSubject.exec(subject)
  const weakSubject = !isReply && (says.awaySubject.test(subject) || says.away.test(subject))
  const auto = says.autoText.exec(words.slice(0, 1_200))
  const away = says.away.exec(words)
  const laters = countOf(says.later, words)
  const later = laters > 0
  const served = says.ticket.test(words) || says.received.test(words) || says.left.test(words)

  const corroborated = auto !== null || away !== null || later || served
  if (strongSubject && (corroborated || isProgramSubject(subject, strongSubject[0])))
    return sign('its subject is one that only programs write')
  if (!short) return null
  if (isListPost(facts)) return null
  if (asksForProof.test(words) && !facts.quotes)
    return sign('it asks the sender to prove to be a person')
  if (auto && (!facts.quotes || hasNullPath(facts)))
    return sign(`its words say “${auto[0].trim().slice(0, 60)}”`)
  if (facts.quotes || asks(facts.newest)) return null
  if (weakSubject && (away !== null || later))
    return sign('its subject and its words are those of somebody away')
  const answers = isReply || headerOf(facts, 'In-Reply-To') !== null
  if (away && later && opensWith(away.index) && (!answers || laters > 1 || hasNullPath(facts)))
    return sign(`its words say “${away[0].trim().slice(0, 60)}”`)
  if ((away !== null || served || weakSubject) && (hasNullPath(facts) || looksVacated(facts)))
    return sign(
      'it has an empty return path or a program’s precedence, and the words of an automatic reply',
    )
  return null
}

function sign(because: string): Sign<'words'> {
  return { found: 'words', because }
}

/**
 * Programs end the phrase with a mark or with the subject ("Automatic reply: ..."); people go on ("Automatic reply
 * broken"), and write one or two bare words ("Vacation") or thanks: then the words below must speak, too.
 */
function isProgramSubject(subject: string, phrase: string): boolean {
  if (subject.startsWith('thank you')) return false
  const rest = subject.slice(phrase.length)
  const ends =
    /([:!.|([-]|until|till|through|from|returning|bis)\s*$/.test(phrase) ||
    /^\p{L}{0,12}\s*($|[:()[\]|"!.,-])/u.test(rest)
  const bare =
    /^[a-z]+( [a-z]+)?$/.test(subject) && !/auto|reply|notice|message|response/.test(subject)
  return ends && !bare
}

/** In how many places something is said, three at most. */
function countOf(phrases: RegExp, words: string): number {
  let count = 0
  let from = 0
  while (count < 3) {
    const found = phrases.exec(words.slice(from))
    if (!found) break
    count += 1
    from += found.index + Math.max(1, found[0].length)
  }
  return count
}

function opensWith(index: number): boolean {
  return index < 400
}

/** A question is for somebody who will answer: programs ask none, save how they can help. */
function asks(newest: string): boolean {
  return /[^\s/?=&]{2}[\s\u00a0]?[?？](\s|$)/.test(newest.slice(0, longestReply))
}

function isListPost(facts: MailFacts): boolean {
  return headerOf(facts, 'List-Id') !== null || headerOf(facts, 'List-Post') !== null
}

/** Debian's vacation and its kin say only this. Lists say it too, and are told by their own headers. */
function looksVacated(facts: MailFacts): boolean {
  return /^(bulk|junk)$/i.test(headerOf(facts, 'Precedence') ?? '') && !isListPost(facts)
}
