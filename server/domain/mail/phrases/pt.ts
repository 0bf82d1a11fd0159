/** Portuguese. */

import type { Phrases } from './phrases.ts'

export const portuguese: Phrases = {
  language: 'pt',
  autoSubject: [
    'resposta automática',
    'mensagem automática',
    'auto-?resposta',
    'fora (do escritório|da empresa|do trabalho)',
    'ausên(cia)?( temporária| do escritório)? *(:|$|-|até|de )',
    'ausente *(:|$|-|até)',
    '(de |em )?férias *(:|$|-|até|de )',
    'aviso de (ausência|férias)',
  ],
  autoText: [
    '(esta|este|isto) é uma? (resposta|mensagem|(e-?)?mail)( de)? ?(automátic|gerad)',
    '(resposta|mensagem) (gerada )?automátic',
    '(gerad|enviad)[oa] automaticamente',
  ],
  awaySubject: ['ausen', 'ausên', 'férias', 'fora d'],
  awayText: [
    '(estou|estarei|estamos|estaremos|encontro-me|está|estará|me encontro)[^.!?]{0,40}(fora (do|da|de|até)|ausente|de (férias|licença|viagem|baixa|folga)|em (férias|viagem|licença|gozo)|indisponível|sem acesso|fechad|viajando)',
    '(não estarei|não estou|não poderei|não terei)[^.!?]{0,40}(disponível|escritório|responder|acesso|ler)',
    'acesso (limitado|restrito|reduzido|esporádico)',
    'durante (a minha|minha|o meu|meu|este) (ausência|período)',
    '(regresso|regressarei|retorno|retornarei|voltarei|volto|de volta|retornando)[^.!?]{0,20}(a |ao|em|no|dia|escritório|na)',
  ],
  laterText: [
    'urgen',
    '(no|após o|ao) meu (regresso|retorno)',
    '(obrigad[oa]|agradeço|agradecemos)[^.!?]{0,20}(pel|por|o seu|seu|a sua|sua)[^.!?]{0,30}',
    '(por favor|favor|queira),? (contact|contat|entr|envi|escrev)\\w*',
  ],
  leftText: [
    '(já )?não (trabalh\\w+|faz|faço|está|estou|integra|colabora|pertence)( mais)?[^.!?]{0,30}(parte|mais|nesta|na empresa|aqui|na|com|em)',
    '(deixou|deixei|saiu|saí|desligou)[^.!?]{0,40}(empresa|companhia|funções|organização|exercer|quadro)',
    '(endereço|(e-?)?mail|conta|caixa)[^.!?]{0,40}(não (está|é) mais|desativad|deixou de|já não|foi descontinuad)',
    'aposentou',
  ],
  ticketText: [
    '(ticket|chamado|protocolo|solicitação|pedido|número (do|de) (chamado|ticket|protocolo|pedido|processo))[^.!?]{0,40}(#|número|n[º°.]|criad|abert|registad|registrad|[0-9]{4})',
  ],
  receivedText: [
    '(recebemos|recebi) (o |a )?(seu|sua|vosso|vossa|teu)',
    '(seu|sua) (mensagem|(e-?)?mail|pedido|solicitação)[^.!?]{0,40}foi (recebid|registad|registrad|encaminhad)',
    '(responderemos|entraremos em contato|retornaremos|entraremos em contacto)[^.!?]{0,60}(breve|possível|horas|úteis)',
  ],
  bounceSubject: [
    'não (foi possível|é possível|pode ser) (entreg|envi)',
    '(não entregue|não entregável|mensagem (não entregue|devolvida|rejeitada)|((e-?)?mail|correio) (não entregue|devolvido))',
    '(falha|erro|problema|atraso) (na|de|ao|no) (entrega|envio|entregar|enviar)',
    '(notificação|aviso|relatório) (do|de) (status|estado|falha)[^.]{0,20}entrega',
    'devolução de (mensagem|(e-?)?mail)',
  ],
  bounceText: [
    'não (foi possível|pôde|pode|puderam|conseguimos|foi)( ser)? (entreg|envi)',
    '(falha|erro)[^.\\n]{0,20}(entrega|entregar)',
    'destinatário[^.\\n]{0,40}(não existe|desconhecid|não encontrad|inexistente|rejeit)',
    'não foi entregue',
  ],
  receiptSubject: [
    '(lid[ao]|não lid[ao]):',
    '(confirmação|recibo|aviso) de (leitura|recebimento \\()',
    'entregue:',
  ],
  receiptText: [
    '(sua|a sua|tua) mensagem[^]{0,300}(foi|foram) (lid|excluíd|eliminad|exibid|apagad)',
    '(esta|este) é um (recibo|aviso) de',
  ],
  dates: {
    months: [
      'janeiro|jan',
      'fevereiro|fev',
      'março|mar',
      'abril|abr',
      'maio|mai',
      'junho|jun',
      'julho|jul',
      'agosto|ago',
      'setembro|set',
      'outubro|out',
      'novembro|nov',
      'dezembro|dez',
    ],
    weekdays: [
      'segunda(-feira)?',
      'terça(-feira)?',
      'quarta(-feira)?',
      'quinta(-feira)?',
      'sexta(-feira)?',
      'sábado',
      'domingo',
    ],
    until: ['até( ao?)?( o)?( dia)?', 'ao', 'inclusive', 'antes d[eo]'],
    back: ['(regress|retorn|volt)\\w*', 'de volta', 'novamente', 'disponível'],
    from: ['a partir d[eo]( dia)?'],
    tomorrow: 'amanhã',
    nextWeek: '(na |a )?(próxima semana|semana que vem)',
    nextMonth: '(no |o )?(próximo mês|mês que vem)',
    endOf: '(o )?(fim|final) d[eo]( mês)?( de)?',
  },
}
