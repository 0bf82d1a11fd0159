/** Danish. */

import type { Phrases } from './phrases.ts'

export const danish: Phrases = {
  language: 'da',
  autoSubject: [
    'automatisk (svar|besvarelse|meddelelse|besked|kvittering)',
    'autosvar',
    'auto-?svar',
    'fravær(sbesked|smeddelelse|sassistent)? *(:|$|-|til)',
    'ikke (på kontoret|til stede|til rådighed) *(:|$|-)',
    '(på )?ferie *(:|$|-|til)',
    'ude af kontoret',
  ],
  autoText: [
    '(dette|det her) er (et|en) (automat|autosvar)',
    'automatisk (svar|genereret|besked|meddelelse|sendt)',
    'autosvar',
  ],
  awaySubject: ['fravær', 'ferie', 'orlov', 'barsel'],
  awayText: [
    '(er|vil være|bliver|holder|har)[^.!?]{0,40}(ikke (på kontoret|til stede|til at træffe|på arbejde|tilgængelig)|fraværende|på (ferie|barsel|orlov|forretningsrejse|kursus|rejse)|ferie|barselsorlov|syg|ude af kontoret|lukket|bortrejst)',
    '(begrænset|ingen|ikke) adgang',
    'under (mit|min) (fravær|ferie)',
    '(tilbage|retur)[^.!?]{0,20}(på kontoret|igen|den|på|fra|mandag)',
  ],
  laterText: [
    'haster|hastende|akut',
    'når jeg (er|kommer) (tilbage|retur)',
    'ved min tilbagekomst',
    'tak for (din|jeres|deres|dit)[^.!?]{0,20}',
    '(kontakt|skriv til|ring)[^.!?]{0,40}(venligst|i stedet|@|min|på)',
  ],
  leftText: [
    '(arbejder|er) (ikke|ej) (længere|mere)[^.!?]{0,30}',
    '(er )?(fratrådt|stoppet|har forladt|opsagt|ophørt)[^.!?]{0,30}',
    '(adresse|postkasse|konto|mail)[^.!?]{0,40}(ikke længere|nedlagt|lukket|ikke mere)',
    'på pension|gået på (pension|efterløn)',
  ],
  ticketText: [
    '(sag|sagsnummer|ticket|henvendelse|sagsnr)[^.!?]{0,30}(#|nummer|nr|oprettet|registreret|[0-9]{4})',
  ],
  receivedText: [
    '(vi har|jeg har|har) (modtaget|fået) (din|dit|jeres|deres)',
    '(din|dit|deres) (henvendelse|mail|besked|(e-?)?mail)[^.!?]{0,30}(modtaget|registreret)',
    '(vender tilbage|svarer|kontakter)[^.!?]{0,40}(hurtigst|snarest|inden for|hverdage)',
  ],
  bounceSubject: [
    '(kan ikke leveres|kunne ikke leveres|uanbringelig|ikke leveret|ikke-leveret|returneret)',
    '(leverings|afsendelses)(fejl|status|problem)',
    'meddelelsen (kunne|kan) ikke',
    'fejl ved levering',
  ],
  bounceText: [
    '(kunne|kan|blev) ikke (leveres|sendes|leveret)',
    'levering[^.\\n]{0,40}(mislyk|forsink)',
    'modtager[^.\\n]{0,40}(ikke|ukendt|findes)',
  ],
  receiptSubject: ['(læst|ikke læst|ulæst):', '(læse|modtagelses)kvittering', 'leveret:'],
  receiptText: [
    '(din|deres|dit) (meddelelse|besked|mail)[^]{0,300}(blev|er) (læst|slettet|vist|åbnet)',
    'dette er en (læse|modtagelses)?kvittering',
  ],
  dates: {
    months: [
      'januar|jan',
      'februar|feb',
      'marts',
      'april|apr',
      'maj',
      'juni|jun',
      'juli|jul',
      'august|aug',
      'september|sept|sep',
      'oktober|okt',
      'november|nov',
      'december|dec',
    ],
    weekdays: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
    until: ['(frem )?til( og med)?', 't\\.? ?o\\.? ?m\\.?', 'indtil', 'før'],
    back: ['tilbage', 'retur', 'igen', 'træffes'],
    from: ['fra( og med)?'],
    tomorrow: 'i morgen',
    nextWeek: 'næste uge',
    nextMonth: 'næste måned',
    endOf: '(slutningen|udgangen) af( måneden)?',
  },
}
