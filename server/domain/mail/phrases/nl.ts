/** Dutch. */

import type { Phrases } from './phrases.ts'

export const dutch: Phrases = {
  language: 'nl',
  autoSubject: ['automatisch (antwoord|bericht|gegenereerd)', 'automatische (reactie|beantwoording|e-?mail|ontvangstbevestiging)', 'afwezig(heid)?(s?(bericht|melding|assistent))? *(:|$|-|tot|t/m|van)', 'niet aanwezig', 'niet op kantoor', '(met|op) (vakantie|verlof) *(:|$|-|tot)', 'ontvangstbevestiging', '.{1,60} is (momenteel )?(afwezig|niet aanwezig|met vakantie)'],
  autoText: ['(dit|deze) is een automatisch(e)? (gegenereerd[e]? )?(antwoord|bericht|e-?mail|reactie|mail)', 'automatisch (gegenereerd|verzonden|verstuurd)', 'automatisch(e)? (antwoord|bericht|reactie)'],
  awaySubject: ['afwezig', 'vakantie', 'verlof'],
  awayText: [
    '(ben|zijn|is|was|ik)[^.!?]{0,40}(afwezig|niet (op kantoor|aanwezig|bereikbaar|beschikbaar|in de gelegenheid)|met (vakantie|verlof|zwangerschapsverlof|ouderschapsverlof)|op (vakantie|reis|zakenreis)|buiten (kantoor|de deur)|ziek)',
    '(beperkt|geen|minder) (toegang|bereikbaar|inzage)',
    'tijdens mijn (afwezigheid|vakantie|verlof)',
    '(weer|terug) (op kantoor|aanwezig|bereikbaar|op|aan het werk|vanaf)',
    '(kantoor|wij zijn|zijn wij)[^.!?]{0,20}gesloten',
  ],
  laterText: ['dringend', '(urgente|spoedeisende) (zaken|gevallen|vragen)', 'spoed', '(na|bij) (mijn )?terugkomst', '(be)?dankt? voor (uw|je|het)[^.!?]{0,30}', 'kunt? (u|je) (contact|bellen|mailen|terecht)', 'neem (dan )?contact op'],
  leftText: ['niet (meer|langer) (werkzaam|in dienst|bij|voor|werk)[^.!?]{0,30}', 'werkt? (sinds[^.]{0,30} )?niet meer', '(heeft|heb)[^.!?]{0,40}(verlaten|afscheid genomen)', '(e-?mail)?(adres|mailbox|account)[^.!?]{0,40}(niet (meer|langer) (in gebruik|actief|geldig|gelezen|gebruikt)|vervallen|opgeheven)', 'met pensioen', 'uit dienst'],
  ticketText: ['(ticket|melding|aanvraag|zaak|meldings?)[- ]?(nummer|nr|id)', '(ticket|melding|aanvraag|verzoek)[^.!?]{0,40}(#|geregistreerd|aangemaakt|[0-9]{4})'],
  receivedText: ['(hebben|heb) (uw|je|jouw) (bericht|e-?mail|aanvraag|vraag|verzoek|mail)[^.!?]{0,30}ontvangen', '(bericht|e-?mail|aanvraag|vraag)[^.!?]{0,30}(is|goed) (goed )?(ontvangen|geregistreerd)', '(nemen|reageren|beantwoorden)[^.!?]{0,60}(zo (snel|spoedig)|binnen|werkdagen)'],
  bounceSubject: ['(niet|on)[ -]?(bezorg|aflever|bestel)(d|baar|t)', '(bericht|mail|e-?mail)[^.]{0,30}niet (bezorgd|afgeleverd|verzonden)', '(fout|probleem|vertraging) (bij|in|tijdens) (de |het )?(bezorg|aflever|verzend)', 'retour(mail|zending)', 'melding (over|van) (de )?bezorg', 'mislukte (bezorging|aflevering)'],
  bounceText: ['(kan|kon|konden|is|werd) niet (worden )?(bezorgd|afgeleverd|verzonden|besteld)', 'niet (worden )?(bezorgd|afgeleverd)', 'bezorging[^.\\n]{0,40}(mislukt|vertraagd)', '(adres|geadresseerde|ontvanger)[^.\\n]{0,40}niet (gevonden|bekend)'],
  receiptSubject: ['(ongelezen|gelezen|niet gelezen):', '(lees|ontvangst)bevestiging \\(', 'leesbevestiging', 'bezorgd:'],
  receiptText: ['(uw|je|het) bericht[^]{0,300}(is|werd)[^.]{0,40}(gelezen|verwijderd zonder|weergegeven|geopend)', 'dit is een (lees|ontvangst)bevestiging'],
  dates: {
    months: ['januari|jan', 'februari|feb', 'maart|mrt', 'april|apr', 'mei', 'juni|jun', 'juli|jul', 'augustus|aug', 'september|sept|sep', 'oktober|okt', 'november|nov', 'december|dec'],
    weekdays: ['maandag|ma', 'dinsdag|di', 'woensdag|wo', 'donderdag|do', 'vrijdag|vr', 'zaterdag|za', 'zondag|zo'],
    until: ['tot( en met)?', 't ?/ ?m', 'tm', 'tem', 'voor'],
    back: ['terug', 'weer', 'vanaf', '(ben ik|zijn wij) (er )?(op )?', 'hervat'],
    backAfter: ['weer', 'terug', 'ben ik (weer|terug)'],
    tomorrow: 'morgen',
    nextWeek: '(volgende|komende) week',
    nextMonth: '(volgende|komende) maand',
    endOf: '(het )?eind(e)?( van)?( de maand)?',
  },
}
