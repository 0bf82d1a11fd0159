/** All tables together, each kind of phrase made into one expression. */

import { anyOf } from '../message/plain-words.ts'
import { czech } from './cs.ts'
import { danish } from './da.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { finnish } from './fi.ts'
import { french } from './fr.ts'
import { hungarian } from './hu.ts'
import { italian } from './it.ts'
import { japanese } from './ja.ts'
import { korean } from './ko.ts'
import { norwegian } from './nb.ts'
import { dutch } from './nl.ts'
import type { Phrases } from './phrases.ts'
import { polish } from './pl.ts'
import { portuguese } from './pt.ts'
import { romanian } from './ro.ts'
import { russian } from './ru.ts'
import { shorterTables } from './shorter.ts'
import { swedish } from './sv.ts'
import { turkish } from './tr.ts'
import { chinese } from './zh.ts'

export const everyLanguage: readonly Phrases[] = [
  english,
  german,
  french,
  spanish,
  italian,
  dutch,
  portuguese,
  swedish,
  danish,
  norwegian,
  finnish,
  polish,
  czech,
  turkish,
  japanese,
  chinese,
  korean,
  russian,
  hungarian,
  romanian,
  ...shorterTables,
]

type PhraseList = Exclude<keyof Phrases, 'language' | 'dates'>

function all(list: PhraseList, where: 'anywhere' | 'start'): RegExp {
  return anyOf(
    everyLanguage.flatMap((table) => table[list] ?? []),
    where,
  )
}

/** What is looked for in plain words; subjects from their beginning, without a sign of reply before them. */
export const says = {
  autoSubject: all('autoSubject', 'start'),
  autoText: all('autoText', 'anywhere'),
  awaySubject: all('awaySubject', 'start'),
  away: all('awayText', 'anywhere'),
  later: all('laterText', 'anywhere'),
  left: all('leftText', 'anywhere'),
  ticket: all('ticketText', 'anywhere'),
  received: all('receivedText', 'anywhere'),
  bounceSubject: all('bounceSubject', 'start'),
  bounce: all('bounceText', 'anywhere'),
  receiptSubject: all('receiptSubject', 'start'),
  receipt: all('receiptText', 'anywhere'),
} as const
