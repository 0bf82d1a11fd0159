/** Sentences about several contacts at once. */

import type { LeftOut } from '../../../shared/enrollment-list.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'

/** "1 contact", "1,200 contacts". */
export function inWords(count: number): string {
  return `${count.toLocaleString('en')} contact${count === 1 ? '' : 's'}`
}

/** What archiving means for whom, with how many go on. */
export function archivedSentence({ performance }: SequenceResource): string {
  const open = performance.active + performance.paused
  const others =
    open === 0
      ? 'Nobody is enrolled in it now.'
      : `${inWords(open)} already enrolled ${open === 1 ? 'goes' : 'go'} on.`
  return `Nobody new can be enrolled. ${others}`
}

/** "3 contacts are unenrolled. 2 stayed enrolled: Sam Sato enrolled this contact. ..." */
export function outcomeSentence(done: string, count: number, refused: readonly LeftOut[]): string {
  const first = `${inWords(count)} ${count === 1 ? 'is' : 'are'} ${done}.`
  const others = refused.map(
    (left) => `${left.count.toLocaleString('en')} stayed as before: ${left.sentence}`,
  )
  return [first, ...others].join(' ')
}

const mostNamed = 5

/** "3 left out (Pia Park, Jo Lee and 1 more): They have no company." */
export function leftOutSentence({ sentence, count, names = [] }: LeftOut): string {
  const more = count - names.length
  const who = `${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`
  return `${count.toLocaleString('en')} left out${names.length === 0 ? '' : ` (${who})`}: ${sentence}`
}

/** The same sentences of several answers, counted together. */
export function addLeftOut(one: readonly LeftOut[], other: readonly LeftOut[]): LeftOut[] {
  const all = new Map<string, LeftOut>()
  for (const { sentence, count, names = [] } of [...one, ...other]) {
    const known = all.get(sentence) ?? { sentence, count: 0 }
    const some = [...(known.names ?? []), ...names].slice(0, mostNamed)
    all.set(sentence, {
      ...{ sentence, count: known.count + count },
      ...(some.length === 0 ? {} : { names: some }),
    })
  }
  return [...all.values()]
}
