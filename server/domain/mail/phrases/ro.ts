/** Romanian. */

import type { Phrases } from './phrases.ts'

export const romanian: Phrases = {
  language: 'ro',
  autoSubject: [
    'răspuns automat',
    'mesaj automat',
    '(în )?concediu *(:|$|-)',
    'absen[țt](ă|a)? (de la|din) birou',
    'plecat din birou',
  ],
  autoText: [
    '(acesta|acest)[^.]{0,20} (este )?(un )?(mesaj|răspuns)[^.]{0,10} automat',
    '(mesaj|răspuns) automat',
    'generat automat',
  ],
  awaySubject: ['concediu', 'absen', 'plecat'],
  awayText: [
    '(sunt|voi fi|suntem|mă aflu|este)[^.!?]{0,40}(în (concediu|delegație|vacanță)|plecat|absent|indisponibil|în afara biroului)',
    '(nu (sunt|voi fi))[^.!?]{0,30}(birou|disponibil)',
    'acces limitat',
    '(revin|voi reveni|mă întorc|mă voi întoarce)',
  ],
  laterText: ['urgen', 'mulțum(esc|im) pentru', 'la (întoarcere|revenire)'],
  leftText: [
    'nu mai (lucr|fac|face|este|sunt)\\w*',
    '(a|am) (părăsit|plecat)[^.!?]{0,30}',
    'adres[^.!?]{0,40}(nu mai este|dezactivat)',
  ],
  ticketText: [
    '(tichet|solicitare|sesizare|cerere|ticket)[^.!?]{0,40}(#|numărul|nr|înregistrat|[0-9]{4})',
  ],
  receivedText: [
    'am (primit|recepționat|înregistrat)[^.!?]{0,30}(dvs|dumneavoastră|ta|tău|mesajul|solicitarea)',
  ],
  bounceSubject: [
    '(nelivrabil|nu (a putut|poate) fi (livrat|trimis)|eșec (la )?livrare|livrare (eșuată|nereușită)|mesaj (returnat|nelivrat)|notificare (de|privind) livrare)',
  ],
  bounceText: [
    'nu (a putut|poate|au putut) fi (livrat|trimis|expediat)',
    'livrare[^.\\n]{0,30}(eșuat|nereuș|întârz)',
    'destinatar[^.\\n]{0,30}(nu există|necunoscut|negăsit)',
  ],
  receiptSubject: ['(citit|necitit):', 'confirmare de citire'],
  dates: {
    months: [
      'ianuarie|ian',
      'februarie|feb',
      'martie',
      'aprilie|apr',
      'mai',
      'iunie|iun',
      'iulie|iul',
      'august|aug',
      'septembrie|sept',
      'octombrie|oct',
      'noiembrie|nov',
      'decembrie|dec',
    ],
    weekdays: ['luni(?! de)', 'marți|marti', 'miercuri', 'joi', 'vineri', 'sâmbătă', 'duminică'],
    until: ['până( (la|in|pe))?( data de)?', 'inclusiv'],
    back: ['(revin|reveni|întorc|întoarce)\\w*'],
    from: ['(începând )?(cu|din)( data de)?'],
    tomorrow: 'mâine',
    nextWeek: 'săptămâna viitoare',
    nextMonth: 'luna viitoare',
  },
}
