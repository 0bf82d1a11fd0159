/** Knows an automatic reply by its words alone, where no header speaks: enough must, for people write such words too. */

import type { MessageFacts, Sign } from '../facts/facts.ts'
import { namesReader } from './greeting.ts'
import { headerOf } from '../message/message.ts'
import { says } from '../phrases/every-language.ts'
import { plainWords } from '../message/plain-words.ts'
import { returnDateIn } from '../dates/return-date.ts'
import { hasNullPath } from './sender.ts'
import { subjectLine } from '../message/subject-line.ts'

// An automatic reply is short. Long emails speak of absences as of anything else.
const longestReply = 2_500
const shortest = 800

/** Challenge-response (TMDA, Boxtrapper, Boxbe ...): a person is to be proved, or a sender who is on no list. */
const asksForPerson =
  /(confirm|verify|prove|authenticate|require)[^.!?]{0,60}(you are (not a (spammer|robot|machine)|an? ((real|live|actual|human)[ ,]*){1,3}(person|human|being))|you are human|you sent (this|your) (message|(e-?)?mail))/
const asksForProof =
  /(confirm|verify|prove|authenticate)[^.!?]{0,60}(you sent (it|this|the|your)|delivery of (your|this))|your (message|(e-?)?mail|mail)[^.!?]{0,80}(held|waiting|wait-?listed|quarantined?|pending|not (be|been) delivered|delivered)[^.!?]{0,60}(until|confirm|verif|approv|guest list|whitelist)|(click|follow|visit|reply|add)[^.!?]{0,80}((added )?to|be on)[^.!?]{0,40}(guest|white|approved|allowed|trusted) ?-?(list|senders?)/
const guardsInbox =
  /\bspam|unsolicited|deliver(ed|y)|in-?box|(approved|guest|allowed|trusted|white) ?-?(list|senders?)/

export function autoReplyWords(facts: MessageFacts): Sign<'words' | 'personal'> | null {
  const { words: subject, isReply, isForward } = subjectLine(facts.subject)
  if (isForward) return null
  const words = plainWords(facts.newest).slice(0, longestReply + 1)
  const short = words.length <= longestReply
  const strongSubject = isReply && !isMarked(facts, subject) ? null : says.autoSubject.exec(subject)
  const weakSubject = !isReply && (says.awaySubject.test(subject) || says.away.test(subject))
  const auto = says.autoText.exec(words.slice(0, 1_200))
  // What somebody else's reply said stands between quotation marks.
  const away = says.away.exec(words.replace(/"[^"\n]{1,200}"/g, '""'))
  const later = says.later.test(words)
  const left = says.left.test(words)
  const served = says.ticket.test(words) || says.received.test(words) || left
  const byName = namesReader(facts)
  const asking = asks(facts.newest)

  const corroborated = auto !== null || away !== null || (!byName && (later || served))
  if (strongSubject) {
    const program = isProgramSubject(subject, strongSubject[0])
    const sure = program && ((!byName && !asking) || isTitled(subject, strongSubject[0]))
    if (sure || (corroborated && !byName) || (program && corroborated))
      return sign('its subject is one that only programs write')
  }
  if (!short) return null
  if (isListPost(facts)) return null
  if (
    !facts.quotes &&
    (asksForPerson.test(words) || (asksForProof.test(words) && !byName && guardsInbox.test(words)))
  )
    return sign('it asks the sender to prove to be a person')
  if (auto && (!facts.quotes || hasNullPath(facts)))
    return sign(`its words say “${auto[0].trim().slice(0, 60)}”`)
  if (facts.quotes || asking) return null
  if ((away !== null || served || weakSubject) && (hasNullPath(facts) || looksVacated(facts)))
    return sign(
      'it has an empty return path or a program’s precedence, and the words of an automatic reply',
    )
  if (hasNullPath(facts) && words.length < shortest && returnDateIn(facts) !== null)
    return { found: 'personal', because: 'it has an empty return path, and names a day of return' }
  if (byName && !served) return null
  if (!answers(facts, isReply) && isReceived(facts, subject, words))
    return sign('it names a ticket in its subject, and says that it was received')
  if (byName) return null
  if (weakSubject && (away !== null || later || returnDateIn(facts) !== null))
    return sign('its subject and its words are those of somebody away')
  if (
    away &&
    later &&
    opensWith(away.index) &&
    (!answers(facts, isReply) || refersTwice(words, away))
  )
    return sign(`its words say “${away[0].trim().slice(0, 60)}”`)
  if (left && later && !answers(facts, isReply) && speaksOfWriter(facts, words))
    return sign('it says of its own writer that he or she has left')
  return null
}

/** "Re: Packaging line (Out of office)" is a program's, as long as nothing shows that somebody answered it. */
function isMarked(facts: MessageFacts, subject: string): boolean {
  return (
    /[([](auto[ -]?repl[^)\]]{0,20}|out of (the )?office[^)\]]{0,20}|autom?atic[^)\]]{0,30})[)\]]$/.test(
      subject,
    ) &&
    !facts.quotes &&
    !answers(facts, true)
  )
}

/** A person's program names the mail that it answers; one that writes "Re:" and names none is a program's. */
function answers(facts: MessageFacts, isReply: boolean): boolean {
  if (facts.headers.length === 0) return isReply
  return headerOf(facts, 'In-Reply-To') !== null || headerOf(facts, 'References') !== null
}

/** The same number in the subject and beside words of receipt. */
function isReceived(facts: MessageFacts, subject: string, words: string): boolean {
  if (!says.ticket.test(words) || !says.received.test(words) || facts.quotes) return false
  const numbers = subject.match(/[0-9]{4,20}/g) ?? []
  return (
    /^\[?(ticket|request|case|incident)( (received|created|opened|registered|logged))/.test(
      subject,
    ) || numbers.slice(0, 5).some((number) => words.includes(number))
  )
}

/** "Ana Alves is no longer with us", sent from Ana's own mailbox. */
function speaksOfWriter({ from }: MessageFacts, words: string): boolean {
  const name = plainWords(from?.name ?? '').trim()
  const at = name.includes(' ') ? words.indexOf(name) : -1
  const there = at >= 0 ? at : words.indexOf(from?.address ?? '\n')
  return there >= 0 && says.left.test(words.slice(there, there + 160))
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
    /([:!.|()[\]-]|until|till|through|from|returning|bis)\s*$/.test(phrase) ||
    /^\p{L}{0,12}\s*($|[:()[\]|"!.,-])/u.test(rest)
  const bare =
    /^[a-z]+( [a-z]+)?$/.test(subject) && !/auto|reply|notice|message|response/.test(subject)
  return ends && !bare
}

/** The phrase stands before, or around, the subject of the email that is answered: "Automatic reply: Packaging line". */
function isTitled(subject: string, phrase: string): boolean {
  return !/^auto:$/.test(phrase) && /[:|\])]/.test(subject.slice(phrase.length - 1))
}

/** Below "I am away" it refers to somebody else, or to later, in two places: people who answer do so once at most. */
function refersTwice(words: string, away: RegExpExecArray): boolean {
  const below = words.slice(away.index + away[0].length)
  const first = says.later.exec(below)
  return first !== null && says.later.test(below.slice(first.index + Math.max(1, first[0].length)))
}

function opensWith(index: number): boolean {
  return index < 400
}

/** A question is for somebody who will answer: programs ask none, save how they can help. */
function asks(newest: string): boolean {
  return /[^\s/?=&]{2}[\s\u00a0]?[?？](\s|$)/.test(newest.slice(0, longestReply))
}

function isListPost(facts: MessageFacts): boolean {
  return headerOf(facts, 'List-Id') !== null || headerOf(facts, 'List-Post') !== null
}

/** Debian's vacation and its kin say only this. Lists say it too, and are told by their own headers. */
function looksVacated(facts: MessageFacts): boolean {
  return /^(bulk|junk)$/i.test(headerOf(facts, 'Precedence') ?? '') && !isListPost(facts)
}
