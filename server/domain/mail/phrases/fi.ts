/** Finnish. */

import type { Phrases } from './phrases.ts'

export const finnish: Phrases = {
  language: 'fi',
  autoSubject: [
    'automaattinen (vastaus|poissaolo|viesti|ilmoitus)',
    'automaattivastaus',
    'poissaolo(viesti|ilmoitus|vastaus)?( toimistosta)? *(:|$|-)',
    'poissa( toimistosta)? *(:|$|-)',
    'lomalla *(:|$|-)',
    'olen (lomalla|poissa)',
  ],
  autoText: [
    '(tämä on|kyseessä on) automaat',
    'automaattinen (vastaus|viesti)',
    'automaattivastaus',
    'automaattisesti',
  ],
  awaySubject: ['poissa', 'loma', 'vapaalla'],
  awayText: [
    '(olen|on|olemme|en ole)[^.!?]{0,40}(lomalla|poissa|toimistolla|työmatkalla|vapaalla|perhevapaalla|äitiyslomalla|vanhempainvapaalla|matkoilla|sairaslomalla|tavoitettavissa|paikalla|töissä|suljettu)',
    '(poissaoloni|lomani) (aikana|ajan)',
    '(palaan|takaisin|töihin)[^.!?]{0,30}',
    '(luen|seuraan) (sähköposti|viesti)[^.!?]{0,30}(satunnaisesti|rajoitetusti|harvoin)',
  ],
  laterText: [
    'kiireellis|kiireis',
    'vastaan (viestiisi|sinulle)?[^.!?]{0,30}(palattuani|loman jälkeen|kun)',
    'kiitos (viestistäsi|sähköpostistasi|viestistä|yhteydenotosta)',
    'ota(ttehan)? yhteyttä',
    'yhteyshenkilö',
  ],
  leftText: [
    '(ei|en) (enää )?(työskentele|ole)( enää)?[^.!?]{0,40}(palveluksessa|töissä|meillä|yrityksessä|yhtiössä|enää)',
    'siirtynyt (toisiin|uusiin|pois|eläkkeelle|toisen)',
    '(lopettanut|jättänyt)[^.!?]{0,30}',
    '(osoite|postilaatikko)[^.!?]{0,40}(ei ole enää|poistettu|ei enää)',
    'eläkkeelle',
  ],
  ticketText: [
    '(tiketti|palvelupyynt|tukipyynt|tapaus|pyyntö)[^.!?]{0,40}(#|numero|nro|tunnus|luotu|kirjattu|[0-9]{4})',
  ],
  receivedText: [
    '(olemme|olen) vastaanottan',
    '(viestisi|sähköpostisi|yhteydenottosi|pyyntösi)[^.!?]{0,30}(vastaanotettu|on saapunut|kirjattu|välitetty)',
    '(palaamme|vastaamme|otamme)[^.!?]{0,40}(pian|mahdollisimman|kuluessa|sisällä)',
  ],
  bounceSubject: [
    '(ei voi(da|tu)? toimittaa|toimittamaton|toimitus (epäonnistui|viivästyy|ei)|viestiä ei)',
    'palautettu (viesti|posti)',
    '(toimitus|lähetys)(virhe|ilmoitus)',
    'perille toimittamaton',
  ],
  bounceText: [
    'ei (voitu|voida|voi|voinut)[^.\\n]{0,30}(toimittaa|lähettää)',
    'toimitus[^.\\n]{0,40}(epäonnis|viiväs|ei onnistu)',
    'vastaanottaja[^.\\n]{0,40}(ei|tuntematon)',
    'ei toimitettu',
  ],
  receiptSubject: [
    '(luettu|ei luettu|lukematta):',
    '(luku|toimitus|vastaanotto)(kuittaus|ilmoitus)',
    'toimitettu:',
  ],
  receiptText: [
    'viesti(si|nne)[^]{0,300}(luettiin|on luettu|poistettiin|näytettiin)',
    'tämä on (luku|vastaanotto)kuittaus',
  ],
  dates: {
    months: [
      'tammikuu\\w*',
      'helmikuu\\w*',
      'maaliskuu\\w*',
      'huhtikuu\\w*',
      'toukokuu\\w*',
      'kesäkuu\\w*',
      'heinäkuu\\w*',
      'elokuu\\w*',
      'syyskuu\\w*',
      'lokakuu\\w*',
      'marraskuu\\w*',
      'joulukuu\\w*',
    ],
    weekdays: [
      'maanantai\\w*',
      'tiistai\\w*',
      'keskiviik\\w*',
      'torstai\\w*',
      'perjantai\\w*',
      'lauantai\\w*',
      'sunnuntai\\w*',
    ],
    until: ['ennen', 'saakka'],
    back: ['palaan', 'takaisin', 'töihin', 'töissä', 'jälleen', 'tavoitettavissa'],
    untilAfter: ['asti', 'saakka'],
    backAfter: ['alkaen', 'lähtien'],
    tomorrow: 'huomenna',
    nextWeek: 'ensi viiko\\w*',
    nextMonth: 'ensi kuu\\w*',
  },
}
