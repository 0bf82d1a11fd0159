/** Norwegian. */

import type { Phrases } from './phrases.ts'

export const norwegian: Phrases = {
  language: 'nb',
  autoSubject: [
    'automatisk (svar|melding|generert|e-?post)',
    'autosvar',
    'auto-?svar',
    'fravær(smelding|sassistent|svarsel)? *(:|$|-|til)',
    'ikke (på kontoret|til stede|tilgjengelig) *(:|$|-)',
    '(på )?ferie *(:|$|-|til)',
    'borte fra kontoret',
    'ute av kontoret',
  ],
  autoText: [
    'dette er (et|en) (automat|autosvar)',
    'automatisk (svar|generert|melding|sendt)',
    'autosvar',
  ],
  awaySubject: ['fravær', 'ferie', 'permisjon'],
  awayText: [
    '(er|vil være|blir|har|kommer til å være)[^.!?]{0,40}(ikke (på kontoret|til stede|tilgjengelig|på jobb)|fraværende|på (ferie|reise|tjenestereise|kurs)|(i|ute i|foreldre|mamma|pappa)?permisjon|ferie|syk(meldt)?|bortreist|ute av kontoret|borte|stengt)',
    '(begrenset|ingen|ikke) tilgang',
    'i mitt fravær|under mitt fravær|mens jeg er',
    '(tilbake)[^.!?]{0,20}(på kontoret|igjen|den|på|fra|mandag)',
  ],
  laterText: [
    'haster|hastesaker|akutt',
    'når jeg (er|kommer) tilbake',
    'ved min tilbakekomst',
    'takk for (din|deres|ditt|e-?post|meld)[^.!?]{0,20}',
    '(kontakt|ta kontakt|ring)[^.!?]{0,40}(vennligst|@|min|med|på)',
  ],
  leftText: [
    '(jobber|arbeider|er) (ikke|ei) (lenger|lengre)[^.!?]{0,30}',
    '(har )?(sluttet|fratrådt|forlatt)[^.!?]{0,30}',
    '(adresse|postkasse|konto|e-?post)[^.!?]{0,40}(ikke lenger|avsluttet|nedlagt)',
    'gått av med pensjon|pensjonert',
  ],
  ticketText: [
    '(sak|saksnummer|ticket|henvendelse|saksnr)[^.!?]{0,30}(#|nummer|nr|opprettet|registrert|[0-9]{4})',
  ],
  receivedText: [
    '(vi har|jeg har|har) (mottatt|fått) (din|ditt|deres)',
    '(din|ditt|deres) (henvendelse|e-?post|melding)[^.!?]{0,30}(mottatt|registrert)',
    '(svarer|kommer tilbake|kontakter)[^.!?]{0,40}(snarest|så snart|innen|virkedager)',
  ],
  bounceSubject: [
    '(kan ikke leveres|kunne ikke leveres|ikke levert|ikke-leverbar|returnert|uleverbar|kan ikke levere)',
    '(leverings|sendings)(feil|status|problem)',
    'meldingen (kunne|kan) ikke',
    'feil ved levering',
  ],
  bounceText: [
    '(kunne|kan|ble) ikke (leveres|sendes|levert)',
    'levering[^.\\n]{0,40}(mislyk|forsink)',
    'mottaker[^.\\n]{0,40}(ikke|ukjent|finnes)',
  ],
  receiptSubject: ['(lest|ikke lest|ulest):', '(lese|mottaks)(bekreftelse|kvittering)', 'levert:'],
  receiptText: [
    'melding(en)?( din)?[^]{0,300}(ble|er|har blitt) (lest|slettet|vist)',
    '(din|deres|ditt) (melding|e-?post)[^]{0,300}(ble|er) (lest|slettet|vist|åpnet)',
    'dette er en (lese|mottaks)?(bekreftelse|kvittering)',
  ],
  dates: {
    months: [
      'januar|jan',
      'februar|feb',
      'mars',
      'april|apr',
      'mai',
      'juni|jun',
      'juli|jul',
      'august|aug',
      'september|sept|sep',
      'oktober|okt',
      'november|nov',
      'desember|des',
    ],
    weekdays: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
    until: ['(frem )?til( og med)?', 't\\.? ?o\\.? ?m\\.?', 'inntil', 'før'],
    back: ['tilbake', 'igjen', 'treffes'],
    from: ['fra( og med)?'],
    tomorrow: 'i morgen',
    nextWeek: 'neste uke',
    nextMonth: 'neste måned',
    endOf: '(slutten|utgangen) av( måneden)?',
  },
}
