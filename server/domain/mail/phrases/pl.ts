/** Polish. */

import type { Phrases } from './phrases.ts'

export const polish: Phrases = {
  language: 'pl',
  autoSubject: [
    '\\[?(automatyczna odpowiedź|odpowiedź automatyczna|auto-?odpowiedź|autoodpowiedź)',
    'automatyczne potwierdzenie',
    'wiadomość automatyczna',
    'nieobecno(ść|ści)( w biurze)? *(:|$|-|do|od)',
    'poza biurem *(:|$|-|do)',
    '(na )?urlop(ie|u)? *(:|$|-|do|od)',
    'informacja o nieobecności',
    'potwierdzenie (otrzymania|przyjęcia)',
  ],
  autoText: [
    '(to|ta|niniejsza)( wiadomość)?( (e-?)?mail)? (jest )?(to )?(automatyczna|została wygenerowana)',
    '(wiadomość|odpowiedź) (została )?(wygenerowana )?automatyczn',
    'wygenerowan[ay] automatycznie',
    'automatyczna odpowiedź',
  ],
  awaySubject: ['nieobecn', 'urlop', 'poza biurem'],
  awayText: [
    '(jestem|będę|przebywam|jesteśmy|będziemy|jest|będzie)[^.!?]{0,40}(nieobecn|poza biurem|na urlopie|na zwolnieniu|urlop|niedostępn|w podróży|w delegacji|poza firmą|nieczynn|zamknięt)',
    'nie (będę|będzie|mam|ma|jestem)[^.!?]{0,30}(dostęp|obecn|odbiera|mógł|mogła|w biurze)',
    '(ograniczony|utrudniony) dostęp',
    '(podczas|w czasie|pod) (mojej )?nieobecno',
    '(wracam|wrócę|powrót|powracam|do pracy wracam)[^.!?]{0,20}',
  ],
  laterText: [
    'piln',
    '(po|zaraz po) (moim )?powrocie',
    'dziękuj[ęe](my)? za (wiadomość|kontakt|(e-?)?mail|maila|przesłan)',
    '(proszę|prosimy) o kontakt',
    'proszę (kontaktować|pisać|dzwonić)',
    'w sprawach',
  ],
  leftText: [
    '(już )?nie (pracuj\\w+|jest|jestem)( już)?[^.!?]{0,40}(pracownik|w firmie|w spółce|w|dla|zatrudni)',
    'zakończy(ł|łem|łam|ła)[^.!?]{0,30}(pracę|współprac)',
    '(adres|skrzynka|konto)[^.!?]{0,40}(nie jest już|nieaktywn|zamknięt|nieaktualn)',
    '(na|przeszł\\w+ na) emerytur',
  ],
  ticketText: [
    '(zgłoszeni|numer (zgłoszenia|sprawy|ticket)|ticket|sprawa|bilet)[^.!?]{0,40}(#|numer|nr|zarejestr|utworz|[0-9]{4})',
  ],
  receivedText: [
    'otrzymali?(śmy|łem|łam) (państwa|twoj|pana|pani|twój)',
    '(państwa|twoja|twoje|pana|pani) (wiadomość|zgłoszenie|zapytanie|(e-?)?mail)[^.!?]{0,30}(został|dotarł|otrzyma|przyję)',
    '(odpowiemy|skontaktujemy|odpowiedzi udzielimy)[^.!?]{0,40}(szybciej|jak najszybciej|ciągu|wkrótce|niezwłocznie)',
  ],
  bounceSubject: [
    '(niedostarczalne|nie dostarczono|niedostarczon|nie można dostarczyć|zwrot (poczty|wiadomości)|wiadomość (niedostarczona|nie została))',
    '(błąd|niepowodzenie|problem|opóźnienie) (dostarcz|doręcz|wysył|w dostarcz)',
    '(powiadomienie|raport|zawiadomienie) o (stanie|niedostarcz|niedoręcz)',
  ],
  bounceText: [
    'nie (można|mogła|udało się|została|mogło)[^.\\n]{0,30}(dostarcz|doręcz|wysła)',
    '(dostarczenie|doręczenie)[^.\\n]{0,40}(nie powiod|niemożliw|opóźn)',
    '(adresat|odbiorc)[^.\\n]{0,40}(nie istnieje|nieznan|nie znalezion)',
  ],
  receiptSubject: [
    '(przeczytan[oey]|odczytano|nieprzeczytan[oey]|przeczytana):',
    'potwierdzenie (odczytu|przeczytania|odbioru \\()',
    'dostarczono:',
  ],
  receiptText: [
    '(twoja|państwa)? ?wiadomość[^]{0,300}(została )?(przeczytan|odczytan|usunięt|wyświetl)',
    'to jest potwierdzenie',
  ],
  dates: {
    months: [
      'stycz\\w*',
      'lut\\w*',
      'mar(ca|zec|cu)',
      'kwie\\w*',
      'maj[au]?',
      'czerw\\w*',
      'lip(ca|iec|cu)',
      'sierp\\w*',
      'wrze\\w*',
      'paźdz\\w*',
      'listopad\\w*',
      'grud\\w*',
    ],
    weekdays: [
      'poniedział\\w*',
      'wtor\\w*',
      'środ\\w*',
      'czwart\\w*',
      'piąt\\w*',
      'sobot\\w*',
      'niedziel\\w*',
    ],
    until: ['do( dnia)?', 'włącznie', 'przed'],
    back: ['wrac\\w*', 'wróc\\w*', 'powr\\w*', 'ponownie', 'z powrotem', 'dostępn\\w+'],
    from: ['od( dnia)?'],
    tomorrow: 'jutro',
    nextWeek: '(w )?(przyszłym|następnym) tygodniu',
    nextMonth: '(w )?(przyszłym|następnym) miesiącu',
    endOf: '(do )?końca( miesiąca)?',
  },
}
