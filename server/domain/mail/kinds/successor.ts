/** Whom somebody who has left names instead: an address that the words hand the reader over to, and no other. */

import { localPartOf, normalAddress } from '../../contacts/address.ts'
import type { MessageFacts } from '../facts/facts.ts'
import { plainWords } from '../message/plain-words.ts'
import { isUnreadAddress } from './sender.ts'

const address = /[^\s<>"'(),;:[\]|=]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi

const mostAddresses = 20

// How far around the address its sentence is looked at.
const around = 160

/** The verbs and nouns of handing over, by their stems, in the languages whose automatic replies are read. */
const handsOver =
  /contact|question|quer(y|ies)|inquir|enquir|matters|write|reach|direct|sen[dt]|forward|e-?mail|call\b|address|colleague|successor|replac|took over|taken over|instead|turn to|\buse\b|kontakt|frage|anliegen|wende|schreib|richten|nachfolg|ansprech|vertret|nutzen|verwenden|ubernomm|joindre|interlocut|demande|ecri[rv]|adress|successeur|remplac|escrib|consulta|pregunt|dirij|dirig|comuni|sustitu|contat|rivolg|domand|scriv|sostitu|neem|vragen|opvolger|bereik|gebruik|escrev|substitu|vand dig|henvend|ersatt|yhtey|seuraaja|prosze|pisac|kieruj|obrat|nastupce|iletisim|basvur|ulas|連絡|後任|問い合わせ|問合せ|宛て|联系|聯絡|聯繫|接替|연락|문의|후임|обращ|обрат|связ|пиш|замен|звертай|fordulj|keres|irjon|επικοιν|פנה|פנו|ליצור|تواصل|الاتصال/

/** The writer's own next address: privately, or at the next employer. */
const ownNext =
  /(reach|contact|write|e-?mail|find|call) (to )?me\b|me (at|on|under|via|privately)\b|\bmy (new|private|personal|own|home)\b|privat|personal(?!ly responsible)|personnel|erreichen sie mich|mich (unter|privat)|meine (neue|private)|me (joindre|interlocut|demande|contacter|ecrire)|(ma|mon) nouv|contactarme|escribirme|mi nuev|contattarmi|il mio nuov|mijn nieuwe|min nya|min nye|moj nowy|私の|個人|我的|личн|мой нов/

/** Lower case, or null: never the writer's own, nor one that nobody reads. */
export function successorIn(facts: Pick<MessageFacts, 'from' | 'newest'>): string | null {
  const found = [...facts.newest.matchAll(address)].slice(0, mostAddresses)
  for (const [at, match] of found.entries()) {
    const named = normalAddress(match[0].replace(/\.+$/, ''))
    if (named === null || isWriters(named, facts) || isUnreadAddress(named)) continue
    const before = found[at - 1]
    const sentence = sentenceAround(
      facts.newest,
      match.index,
      match.index + match[0].length,
      before ? before.index + before[0].length : 0,
    )
    if (handsOver.test(sentence) && !ownNext.test(sentence)) return named
  }
  return null
}

/** The same name before the @ is the same person, wherever he or she is now. */
function isWriters(named: string, { from }: Pick<MessageFacts, 'from'>): boolean {
  if (from === null) return false
  const local = localPartOf(named)
  const names = plainWords(from.name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)
  return (
    named === from.address ||
    local === localPartOf(from.address) ||
    (names.length > 1 && names.every((word) => local.includes(word)))
  )
}

/** The sentence in plain words, from the address before it at the earliest; its own dots do not end it. */
function sentenceAround(text: string, from: number, to: number, earliest: number): string {
  const lead = text.slice(Math.max(earliest, from - around), from)
  const tail = text.slice(to, to + around)
  const begins = Math.max(
    ...['. ', '! ', '? ', '.\n', '\n\n', '。'].map((end) => lead.lastIndexOf(end)),
  )
  const ends = tail.search(/[.!?](\s|$)|\n\n|。/)
  return plainWords(`${lead.slice(begins + 1)} ${ends < 0 ? tail : tail.slice(0, ends)}`)
}
