/** Whether a mail opens with its reader's name: people write so; what answers for somebody absent does not know it. */

import { localPartOf } from '../../contacts/address.ts'
import type { MessageFacts } from '../facts/facts.ts'
import { plainWords } from '../message/plain-words.ts'

// "Sehr geehrte Frau Professorin Rep," is about as long as a greeting gets.
const longestGreeting = 60

const mostReaders = 10

/** True for "Hi Rita," and "Rita - a heads-up", whatever the language of the greeting. */
export function namesReader(facts: Pick<MessageFacts, 'to' | 'newest'>): boolean {
  const opening = plainWords(facts.newest.slice(0, 300)).trimStart().slice(0, longestGreeting)
  return readersNames(facts).some((name) => {
    const at = opening.indexOf(name)
    if (at < 0) return false
    const before = opening.slice(0, at)
    const rest = opening.slice(at + name.length)
    return !/[\p{L}\p{N}@._-]$/u.test(before) && /^(?: \p{L}+)? ?([,!;:\n]|\. |- |$)/u.test(rest)
  })
}

/** The words of the readers' names, and of their addresses where those are made of names. */
function readersNames({ to }: Pick<MessageFacts, 'to'>): string[] {
  const words = to
    .slice(0, mostReaders)
    .flatMap(({ name, address }) => [
      ...plainWords(name.slice(0, 100)).split(/[^\p{L}]+/u),
      ...plainWords(localPartOf(address)).split(/[^\p{L}]+/u),
    ])
  return [...new Set(words)].filter((word) => word.length > 2 && !desk.test(word))
}

// Names of desks and of greetings themselves, which any program writes.
const desk =
  /^(info|mail|e?mails?|sales|team|support|contact|kontakt|office|hello|hallo|reply|service|sender|all|everyone|customer|friend|user|undisclosed|recipients?|list|admin|postmaster|thank|dear)$/
