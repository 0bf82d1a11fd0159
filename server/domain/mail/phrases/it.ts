/** Italian. */

import type { Phrases } from './phrases.ts'

export const italian: Phrases = {
  language: 'it',
  autoSubject: [
    'risposta automatica',
    'risponditore automatico',
    'messaggio automatico',
    'fuori (ufficio|sede)',
    "assen(za|te)( dall'ufficio)? *(:|$|-|fino|dal)",
    'avviso di assenza',
    '(in )?ferie *(:|$|-|fino|dal)',
  ],
  autoText: [
    "(questo|questa|la presente) (è|e') (un|una) (messaggio|risposta|(e-?)?mail|mail) (automatic|generat)",
    '(risposta|messaggio) automatic',
    'generat[oa] automaticamente',
  ],
  awaySubject: ['assen', 'ferie', 'fuori'],
  awayText: [
    "(sono|sarò|siamo|saremo|è|sarà)[^.!?]{0,40}(fuori (ufficio|sede|dall'ufficio|stanza)|assente|in (ferie|vacanza|viaggio|malattia|maternità|trasferta|congedo)|non (disponibile|raggiungibile|in ufficio)|chius[oi])",
    '(non sarò|non sono|non potrò)[^.!?]{0,40}(disponibile|ufficio|rispondere|raggiungibile|reperibile|leggere)',
    '(accesso|consult\\w+)[^.!?]{0,20}(limitat|sporadic|saltuari)',
    'durante (la mia|il periodo di) assenza',
    '(rientro|rientrerò|tornerò|ritorno|sarò di ritorno|di nuovo in ufficio|al mio rientro)',
    'gli uffici (sono|saranno|resteranno|rimarranno) chiusi',
  ],
  laterText: [
    'urgen',
    'al mio (rientro|ritorno)',
    'grazie per (la|il|aver|averci|avermi)[^.!?]{0,30}',
    '(si prega di|potete|può|puoi|prego) (contattare|rivolger|scrivere)',
    'la ringrazio',
  ],
  leftText: [
    'non (lavor\\w+|fa|faccio|è|sono|collabor\\w+|opera) più[^.!?]{0,40}(parte|presso|con|per|in|dipendente|qui|azienda)?',
    '(ha|ho) (lasciato|cessato|terminato)[^.!?]{0,40}(azienda|società|collaborazione|rapporto|servizio)',
    '(indirizzo|casella|account|(e-?)?mail)[^.!?]{0,40}(non è più|dismess|disattivat|non più)',
    'in pensione',
  ],
  ticketText: [
    '(ticket|richiesta|segnalazione|pratica|numero di (ticket|richiesta|riferimento|pratica))[^.!?]{0,40}(#|numero|n[º°.]|creat|apert|registrat|assegnat|[0-9]{4})',
  ],
  receivedText: [
    '(abbiamo|ho) ricevuto (correttamente )?(la (sua|tua|vostra)|il (suo|tuo|vostro))',
    '(sua|tua|vostra|suo|tuo|vostro) (richiesta|messaggio|(e-?)?mail)[^.!?]{0,40}(è stat[oa] (ricevut|pres|inoltrat|registrat))',
    '(risponderemo|contatteremo|ricontatteremo)[^.!?]{0,60}(presto|possibile|ore|breve)',
  ],
  bounceSubject: [
    '(non recapitabile|mancato recapito|messaggio non (recapitat|consegnat)|recapito non riuscito|impossibile recapitare)',
    '(errore|problema|ritardo|mancata) (di|nella|nel)? ?(consegna|recapito|invio|spedizione)',
    '(notifica|avviso|rapporto) (sullo |di )?(stato|mancat)[^.]{0,20}(recapito|consegna)',
    'posta (non recapitata|respinta)',
  ],
  bounceText: [
    "non (è stato|è|e' stato) (possibile|recapitat|consegnat|inviat)",
    '(impossibile|mancat[oa]|errore)[^.\\n]{0,40}(recapit|consegn)',
    'non (può|ha potuto) essere (recapitat|consegnat|inviat)',
    'destinatario[^.\\n]{0,40}(sconosciut|non esiste|inesistente|non trovat)',
  ],
  receiptSubject: [
    '(letto|non letto|da leggere):',
    '(conferma|ricevuta|notifica) di (lettura|ritorno)',
    'recapitato:',
  ],
  receiptText: [
    'messaggio[^]{0,300}è stato (lett|eliminat|visualizzat)',
    '(il suo|il tuo|il) messaggio[^]{0,300}(è stato|stato) (lett|eliminat|visualizzat|apert)',
    'questa è una ricevuta',
  ],
  dates: {
    months: [
      'gennaio|gen',
      'febbraio|feb',
      'marzo|mar',
      'aprile|apr',
      'maggio|mag',
      'giugno|giu',
      'luglio|lug',
      'agosto|ago',
      'settembre|sett?',
      'ottobre|ott',
      'novembre|nov',
      'dicembre|dic',
    ],
    weekdays: ['lunedi', 'martedi', 'mercoledi', 'giovedi', 'venerdi', 'sabato', 'domenica'],
    until: ["fino( al?(l')?| a)?( giorno)?", 'al', 'sino( al)?', 'compreso', 'prima del?'],
    back: ['(rientr|torn|ritorn)\\w*', 'di nuovo', 'riapri\\w*', 'riaprir\\w*'],
    from: ['a (partire|far data) dal?', 'dal( giorno)?'],
    tomorrow: 'domani',
    nextWeek: '(la )?(prossima settimana|settimana prossima)',
    nextMonth: '(il )?(prossimo mese|mese prossimo)',
    endOf: '(la )?fine (di |del )?(mese|m)?( di)?',
  },
}
