/** Czech and Slovak. */

import type { Phrases } from './phrases.ts'

export const czech: Phrases = {
  language: 'cs',
  autoSubject: [
    'automatick[áée] (odpověď|odpoveď|zpráva|správa|potvrzení|reakce)',
    'nepřítomnost( v kanceláři)? *(:|$|-|do|od)',
    'neprítomnosť *(:|$|-|do|od)',
    'mimo (kancelář|kanceláriu) *(:|$|-|do)',
    '(na )?(dovolen[áée]|dovolenka|dovolenke) *(:|$|-|do|od)',
    'oznámení o nepřítomnosti',
  ],
  autoText: [
    '(toto|tato)[^.]{0,20} je automatick',
    'automatick(á|y|ky|é) (odpov|generovan|zpráva|správa|vygenerovan|vytvořen)',
    'vygenerovan[áýo] automaticky',
  ],
  awaySubject: ['nepřítom', 'neprítom', 'dovolen', 'mimo'],
  awayText: [
    '(jsem|budu|som|budem|jsme|budeme|je|bude)[^.!?]{0,40}(mimo (kancelář|kanceláriu|firmu|dosah)|nepřítom|neprítom|na (dovolené|dovolenke|služební|nemocenské|mateřské|cestách)|dovolen|zavřen|zatvoren|nedostupn)',
    '(nebudu|nejsem|nebudem|nie som)[^.!?]{0,40}(přítom|dostupn|k zastižení|v kanceláři|čerpám|číst|mať|mít)',
    'čerpám dovolenou',
    '(omezený|obmedzený) přístup|omezen\\w* přístup|obmedzený prístup',
    '(v době|po dobu|během|počas) (mé|mojí|mojej) (nepřítomnosti|neprítomnosti|dovolené)',
    '(zpět|vrátím|vracím|návrat|späť|vrátim)[^.!?]{0,20}(se|v|do|dne|od|sa|dňa|budu)',
  ],
  laterText: [
    '(nalehav|naléhav|urgentn|neodkladn|nutn|akutn)',
    'po (svém|mém|návratu|návrate|mojom)',
    '(děkuji|děkujeme|ďakujem|ďakujeme) za (váš|vaši|tvůj|zprávu|(e-?)?mail|správu|vašu)',
    '(kontaktujte|obraťte se|obráťte sa|prosím volejte)',
  ],
  leftText: [
    '(již|už|uz)[^.!?]{0,30}(nepracuj|nejsem|není|nepůsob|nie som|nepracujem)',
    '(již|už|uz) (ne|nie )(pracuj\\w+|jsem|není|som|je)[^.!?]{0,40}',
    '(ukonči\\w+|skonči\\w+|odešel|odešla|opustil\\w*)[^.!?]{0,30}(pracov|firm|společnost|spoločnos|poměr)',
    '(adresa|schránka|účet)[^.!?]{0,40}(není již|neaktivn|zrušen|už není|nie je)',
    '(v|do) důchod',
  ],
  ticketText: [
    '(požadav\\w+|tiket|ticket|číslo (případu|požadavku|tiketu|prípadu)|hlášení|požiadavk\\w+)[^.!?]{0,40}(#|číslo|č\\.|vytvořen|zaregistr|přijat|[0-9]{4})',
  ],
  receivedText: [
    '(obdrželi|přijali|dostali|obdržal|prijali) (jsme|sme) (váš|vaši|vašu)',
    '(váš|vaše|vaša) ((e-?)?mail|zpráva|dotaz|správa|požadavek)[^.!?]{0,30}(byl|obdrž|přijat|bol)',
    '(odpovíme|ozveme|odpovieme)[^.!?]{0,40}(nejdříve|brzy|během|do [0-9]|skôr)',
  ],
  bounceSubject: [
    '(nedoručiteln|nedoručen|nedoručiteľn|nelze doručit|vrácen[áo] (pošta|zpráva)|nemožno doručiť)',
    '(chyba|selhání|zpoždění|zlyhanie) (při )?(doruč|odesíl)',
    '(oznámení|zpráva) o (stavu|nedoručení)',
  ],
  bounceText: [
    '(nelze|nebylo možné|nemohla být|nemohl být|nebyla|nebolo možné|nepodařilo)[^.\\n]{0,30}doruč',
    'doručení[^.\\n]{0,40}(se nezdařilo|selhalo|zpožd)',
    '(příjemce|adresát|príjemca)[^.\\n]{0,40}(neexistuje|neznám|nenalezen)',
  ],
  receiptSubject: [
    '(přečteno|nepřečteno|prečítané|přečtené):',
    'potvrzení o (přečtení|doručení)',
    'doručeno:',
  ],
  receiptText: [
    '(vaše|vaša) (zpráva|správa)[^]{0,300}(byla|bola) (přečten|odstraněn|zobrazen|prečítan)',
  ],
  dates: {
    months: [
      'led(na|en|nu)|január\\w*',
      'únor\\w*|február\\w*',
      'březn\\w*|březen|mar(ca|ec)',
      'dub(na|en|nu)|apríl\\w*',
      'květ(na|en|nu)|máj\\w*',
      'červ(na|en|nu)|jún\\w*',
      'červen(ec|ce|ci)|júl\\w*',
      'srp(na|en|nu)|august\\w*',
      'září|september|septembra',
      'říj(na|en|nu)|október|októbra',
      'listopad\\w*|november|novembra',
      'prosin\\w*|december|decembra',
    ],
    weekdays: [
      'pondel\\w*',
      'úter\\w*|utor\\w*',
      'střed\\w*|stred\\w*',
      'čtvrt\\w*|štvrt\\w*',
      'pát(ek|ku)|piat(ok|ku)',
      'sobot\\w*',
      'neděl\\w*|nedeľ\\w*',
    ],
    until: ['(až )?do( dne| dňa)?', 'včetně', 'před', 'vrátane'],
    back: ['zpět', 'zpátky', 'vr[aá]t\\w*', 'vrac\\w*', 'návrat\\w*', 'opět', 'znovu', 'späť'],
    from: ['od( dne| dňa)?'],
    tomorrow: 'zítra|zajtra',
    nextWeek: '(příští týden|budúci týždeň)',
    nextMonth: 'příští měsíc|budúci mesiac',
    endOf: '(do )?konce( měsíce)?',
  },
}
