/** Swedish. */

import type { Phrases } from './phrases.ts'

export const swedish: Phrases = {
  language: 'sv',
  autoSubject: [
    'automatiskt (svar|meddelande|genererat)',
    'autosvar',
    'auto-?svar',
    'frånvaro(meddelande|hanteraren|besked)?( från)? *(:|$|-)',
    'frånvarande *(:|$|-)',
    'ej (på kontoret|anträffbar)',
    '(på )?semester *(:|$|-|till|t\\.?o\\.?m)',
    'inte på kontoret *(:|$)',
  ],
  autoText: [
    '(detta|det här) är ett (automat|autosvar)',
    'automatiskt (svar|genererat|meddelande|skickat)',
    'autosvar',
  ],
  awaySubject: ['frånvar', 'semester', 'ledig', 'borta'],
  awayText: [
    '(är|kommer att vara|befinner mig|har)[^.!?]{0,40}(inte (på kontoret|anträffbar|tillgänglig|på plats)|frånvarande|på (semester|resande fot|tjänsteresa|kurs)|ledig|(för[äa]ldra|tjänst)ledig|sjuk(skriven)?|semester|borta från|stängt)',
    '(begränsad|begränsat|ingen|inte|dålig) (tillgång|möjlighet)',
    'under (min|tiden) (frånvaro|semester|ledighet)',
    '(tillbaka|åter|åter på)[^.!?]{0,20}(på kontoret|den|igen|på|i tjänst)',
  ],
  laterText: [
    'brådskande',
    'akut',
    'vid min återkomst',
    'när jag (är|kommer) (åter|tillbaka)',
    'tack för (ditt|ert|din|er)[^.!?]{0,20}',
    '(kontakta|vänd dig till|ring)[^.!?]{0,40}(gärna|istället|@|min)',
  ],
  leftText: [
    '(arbetar|jobbar|är) (inte|ej) (längre|kvar)[^.!?]{0,30}',
    '(har )?(slutat|lämnat|avslutat)[^.!?]{0,40}(på|hos|företaget|anställning|sin|min)',
    '(adress|brevlåda|konto|e-?post)[^.!?]{0,40}(inte längre|ej längre|upphört|inaktiv)',
    '(i|gått i) pension',
  ],
  ticketText: [
    '(ärende|ticket|ärendenummer|ärende-?id)[^.!?]{0,30}(#|nummer|nr|skapat|registrerat|[0-9]{4})',
  ],
  receivedText: [
    '(vi har|jag har|har) (mottagit|tagit emot|fått) (ditt|er|ert|din)',
    '(ditt|ert|din) (meddelande|mejl|ärende|e-?post|förfrågan)[^.!?]{0,30}(mottagit|registrer|tagits emot)',
    '(återkommer|svarar)[^.!?]{0,40}(snart|möjligt|inom|vardag)',
  ],
  bounceSubject: [
    '(går|gick|kunde|kan) (inte|ej) (att )?(leverera|lever)',
    '(olevererbart|oleverer|kan inte levereras|inte levererat|ej levererat|returnerad|obeställbar)',
    '(leverans|sändnings)(fel|problem|status|misslyckades)',
    'meddelande(t)? (kunde|kan) inte',
    'fel vid leverans',
  ],
  bounceText: [
    '(kunde|kan|gick) (inte|ej) (att )?(levereras|leverera|skickas)',
    'leverans[^.\\n]{0,40}(misslyck|försen)',
    'mottagare[^.\\n]{0,40}(inte|okänd|finns)',
  ],
  receiptSubject: ['(läst|oläst|ej läst):', '(läs|leverans|mottagnings)kvitto', 'levererat:'],
  receiptText: [
    '(ditt|ert|din) meddelande[^]{0,300}(lästes|har lästs|togs bort|visades)',
    'detta är (ett|en) (läs|mottagnings)',
  ],
  dates: {
    months: [
      'januari|jan',
      'februari|feb',
      'mars',
      'april|apr',
      'maj',
      'juni|jun',
      'juli|jul',
      'augusti|aug',
      'september|sept|sep',
      'oktober|okt',
      'november|nov',
      'december|dec',
    ],
    weekdays: [
      'måndag(en)?|mån',
      'tisdag(en)?|tis',
      'onsdag(en)?|ons',
      'torsdag(en)?|tors',
      'fredag(en)?|fre',
      'lördag(en)?|lör',
      'söndag(en)?|sön',
    ],
    until: ['till( och med)?', 't\\.? ?o\\.? ?m\\.?', 'tom', 'fram till', 'före'],
    back: ['tillbaka', 'åter\\w*', 'igen', 'från och med', 'fr\\.? ?o\\.? ?m\\.?', 'på plats'],
    tomorrow: 'i morgon|imorgon',
    nextWeek: 'nästa vecka',
    nextMonth: 'nästa månad',
    endOf: 'slutet (av|på)( månaden)?',
  },
}
