/** Hungarian. */

import type { Phrases } from './phrases.ts'

export const hungarian: Phrases = {
  language: 'hu',
  autoSubject: [
    'automatikus (válasz|üzenet|értesítés)',
    '(irodán|házon) kívül',
    'távollét',
    'szabadság(on)? *(:|$|-)',
  ],
  autoText: ['ez (egy )?automatikus', 'automatikus (válasz|üzenet|an (generált|küldött))'],
  awaySubject: ['szabadság', 'távol'],
  awayText: [
    '(szabadságon|házon kívül|irodán kívül|távol|üzleti úton|külföldön)[^.!?]{0,30}(vagyok|leszek|tartózkodom)?',
    '(nem)[^.!?]{0,20}(leszek elérhető|vagyok elérhető|tartózkodom)',
    'távollétem (alatt|ideje)',
  ],
  laterText: [
    'sürgős',
    'köszön(öm|jük)[^.!?]{0,20}(levelét|üzenetét|megkeres|(e-?)?mail)',
    'visszatérés',
  ],
  leftText: [
    'már nem (dolgoz|áll)',
    '(távoz|kilép)[^.!?]{0,30}(cégtől|munkahely|vállalat)?',
    '(cím|postafiók)[^.!?]{0,30}(megszűnt|nem (él|használ))',
  ],
  ticketText: ['(hibajegy|ügyszám|bejelentés|azonosító)[^.!?]{0,40}(#|szám|[0-9]{4})'],
  receivedText: ['(megkaptuk|megérkezett|fogadtuk|rögzítettük)'],
  bounceSubject: [
    '(kézbesíthetetlen|nem kézbesíthető|sikertelen (kézbesítés|küldés)|kézbesítési (hiba|értesít|állapot)|visszaküldött)',
  ],
  bounceText: [
    '(nem (sikerült|lehetett|lehet|volt)[^.\\n]{0,30}kézbesít)',
    'kézbesítés[^.\\n]{0,30}(sikertelen|késik)',
    'kézbesíthetetlen',
  ],
  receiptSubject: ['(elolvasva|olvasatlan|elolvasott|olvasott):', 'olvasási visszaigazolás'],
  dates: {
    months: [
      'január|jan',
      'február|feb',
      'március|márc',
      'április|ápr',
      'május|máj',
      'június|jún',
      'július|júl',
      'augusztus|aug',
      'szeptember|szept',
      'október|okt',
      'november|nov',
      'december|dec',
    ],
    weekdays: [
      'hétfő\\w*',
      'kedd\\w*',
      'szerd\\w*',
      'csütörtök\\w*',
      'péntek\\w*',
      'szombat\\w*',
      'vasárnap\\w*',
    ],
    until: [],
    back: ['legközelebb', 'először', 'ismét', 'újra'],
    untilAfter: ['(?<! )\\.?-?(ig|jeig|eig|aig|kaig)'],
    backAfter: ['(?<! )\\.?-?(an|en|tol|jen|ejen|dikan|diken|jetol)'],
    tomorrow: 'holnap',
    nextWeek: 'jövő h[eé]ten',
    nextMonth: 'jövő hónap\\w*',
  },
}
