/** Spanish and Catalan. */

import type { Phrases } from './phrases.ts'

export const spanish: Phrases = {
  language: 'es',
  autoSubject: [
    'respuesta automática',
    'contestación automática',
    'resposta automàtica',
    'autorespuesta',
    'auto-?respuesta',
    'mensaje automático',
    'fuera de (la )?oficina',
    'ausen(cia|te)( de la oficina)? *(:|$|-|hasta|del)',
    '(de|en) vacaciones *(:|$|-|hasta|del)',
    'aviso de ausencia',
    'vacances *(:|$)',
    'acuse de recibo (de su|automático)',
  ],
  autoText: [
    '(este|esta|éste) es (un|una) (mensaje|respuesta|correo)( electrónico)? (automátic|generad|autom)',
    '(respuesta|mensaje|correo) (generad[oa] )?automátic',
    'generad[oa] automáticamente',
    'resposta automàtica',
  ],
  awaySubject: ['ausen', 'vacaciones', 'fuera de'],
  awayText: [
    '(estoy|estaré|me encuentro|me encontraré|estamos|estaremos|está|estará|encuentro)[^.!?]{0,40}(fuera de (la|mi|nuestra)? ?(oficina|despacho|país)|ausente|de (vacaciones|viaje|baja|permiso|licencia)|fuera (hasta|del|de)|con (permiso|licencia)|no disponible|cerrad)',
    '(no estaré|no estoy|no me encuentro|no podré)[^.!?]{0,40}(disponible|oficina|responder|atender|contestar|correo)',
    'acceso (limitado|restringido|reducido|esporádico)|sin acceso',
    'durante mi ausencia',
    '(de vuelta|regreso|regresaré|volveré|vuelta|me reincorpor\\w*|retorno|incorporaré)[^.!?]{0,20}(el|a partir|a la oficina|al|oficina)',
    'seré fora|estaré fora|estic de vacances|fora de l\'oficina',
  ],
  laterText: ['(asunto|caso|tema|cuestion|consulta|si)[^.!?]{0,30}urgen', 'urgen(te|cia)', 'a mi (regreso|vuelta|retorno)', 'gracias por (su|tu|el|contactar|escribir|ponerse)[^.!?]{0,30}', 'por favor,? (contacte|contacta|póngase|diríjase|escriba|escríb)'],
  leftText: [
    'ya no (trabaj\\w+|forma parte|pertenece|está|colabora|labora|formo parte|estoy|se encuentra)[^.!?]{0,30}',
    '(ha|he) (dejado|abandonado|causado baja|dejado de)[^.!?]{0,40}(empresa|compañía|organización|trabajar|en)',
    '(dirección|correo|cuenta|buzón)[^.!?]{0,40}(ya no (está|es|existe|se)|no (está|es) (activ|operativ|válid)|desactivad|dad[ao] de baja)',
    'se ha jubilado',
  ],
  ticketText: ['(ticket|tique|incidencia|solicitud|caso|número de (caso|ticket|solicitud|incidencia|referencia))[^.!?]{0,40}(#|número|n[º°]|cread|registrad|abiert|asignad|[0-9]{4})'],
  receivedText: [
    '(hemos|he) recibido (correctamente )?(su|tu)',
    '(su|tu) (mensaje|correo|solicitud|consulta|petición)[^.!?]{0,40}(ha sido|fue) (recibid|registrad|enviad)',
    '(responderemos|contactaremos|atenderemos|contestaremos|atendid)[^.!?]{0,60}(breve|antes posible|horas|plazo|pronto)',
  ],
  bounceSubject: [
    'no se (puede|pudo|ha podido) entregar',
    '(no entregado|no entregable|correo (no entregado|devuelto|rechazado)|mensaje (no entregado|devuelto|rechazado))',
    '(error|fallo|problema|retraso|demora) (de|en|al) (la )?(entrega|envío|entregar|enviar)',
    '(notificación|aviso|informe) (del?|sobre el) (estado|fallo|error)[^.]{0,20}(entrega)',
    'devolución de correo',
  ],
  bounceText: [
    'no (se )?(ha podido|pudo|puede|han podido|pudieron|ha sido posible|fue posible|se ha podido) (ser |se )?(entreg|envi|hacer lleg)',
    'no se entregó|no pudo (ser )?entregad',
    '(error|fallo) (en|de|al) (la )?entrega',
    'destinatario[^.\\n]{0,40}(no existe|desconocid|no encontrad|rechaz)',
  ],
  receiptSubject: ['(leído|no leído):', '(confirmación|acuse) de (lectura|recibo \\()', 'entregado:'],
  receiptText: ['(su|tu|el) mensaje[^]{0,300}(fue|ha sido|se ha|se) (leíd|eliminad|mostrad|leyó)', '(este|esto) es (un|el) acuse de recibo'],
  dates: {
    months: ['enero|ene', 'febrero|feb', 'marzo', 'abril|abr', 'mayo', 'junio|jun', 'julio|jul', 'agosto|ago', 'septiembre|setiembre|sept|sep', 'octubre|oct', 'noviembre|nov', 'diciembre|dic'],
    weekdays: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
    until: ['hasta( el)?( día)?', 'al', 'inclusive', 'antes del?'],
    back: ['(regres|volver|vuelv|retorn|reincorpor|incorpor)\\w*', 'vuelta', 'a partir del?', 'de nuevo', 'disponible'],
    tomorrow: 'mañana',
    nextWeek: '(la )?(próxima semana|semana que viene)',
    nextMonth: '(el )?(próximo mes|mes que viene)',
    endOf: '(el )?(fin(al)?|finales) de( mes)?( de)?',
  },
}
