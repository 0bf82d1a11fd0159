/** Mails of which only subject and words speak: people write of absences, bounces and tickets as well. */

import { judged, named } from './write-mail.ts'

const people: [subject: string, body: string, headers?: Record<string, string>][] = [
  ['Vacation', 'Rita, how was yours? Mine was great.'],
  ['Auto reply not working', 'Hi Rita, the auto reply on our side seems broken. Ana'],
  ['Automatic reply broken', 'We have an issue with the feature.'],
  ['Urlaub', 'Hallo Rita, wie war der Urlaub?'],
  ['Out of stock', 'We are out of the blue ones until Monday.'],
  [
    'Re: Packaging line',
    'Thank you for your message. We have received your offer and will get back to you within two weeks.\n\nAna',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  [
    'Re: Packaging line',
    'Vielen Dank für Ihre Nachricht. Wir melden uns so bald wie möglich.\n\nAna',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  [
    'Re: Packaging line',
    'Thanks for your email. I am on vacation until Monday, please contact Ben instead.\n\nOn Mon Rita wrote:\n> hello',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  [
    'Re: Packaging line',
    "I'm traveling this week, but yes, happy to talk on Tuesday.",
    { 'In-Reply-To': '<a@b.c>' },
  ],
  [
    'Re: Packaging line',
    'Ben has left the company. I took over. Call me on Tuesday.',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  ['Packaging line', 'Ben no longer works here; I am the right person. Ana'],
  [
    'Re: [Ticket#12345] Packaging line',
    'Dear Rita, your ticket number is 12345, and I solved it. Ana',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  ['Absence de Ben', 'Bonjour Rita, Ben sera absent mardi. On peut se voir mercredi ?'],
  [
    'Delivery problem',
    'Hi Rita, the delivery of the machines failed again. The truck could not be delivered to the site. Ana',
  ],
  ['Returned message', 'I returned your message to Ben, he will call. Ana'],
  ['Delivery status of order 4711', 'Could you tell me the delivery status?'],
  ['Mail problem', 'Our mail server rejected your attachment; please send it again. Ana'],
  ['Read: your offer', 'I have read it and like it.'],
  ['Delivered: machine 12', 'The machine was delivered to us yesterday. Thanks!'],
  ['Accepted', 'We accept your offer.'],
  ['Invitation', 'We would like to invite you to our plant.'],
  ['自動化について', 'リタ様 自動化の件、来週お話しできますか。'],
  ['Warning: message from Ben', 'He is angry.'],
  ['Re: Automatic reply: Packaging line', 'I am back. Let us talk.', { 'In-Reply-To': '<a@b.c>' }],
  ['AW: Automatische Antwort: x', 'Bin zurück, rufen Sie an.', { 'In-Reply-To': '<a@b.c>' }],
  [
    'Packaging line',
    'Hi Rita,\n\nI will be out of the office next week, so let us meet before. Ana',
  ],
  ['Semester', 'Hej Rita, ska vi ses före semestern?'],
  ['Holiday: where to?', 'Any idea?'],
  [
    'Re: Packaging line',
    'Yes.\n\nAna\n--\nThis e-mail and any attachments are confidential. If you are not the intended recipient, please delete it.',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  [
    'Re: Packaging line',
    'Please stop. To unsubscribe me, click wherever you like.',
    { 'In-Reply-To': '<a@b.c>' },
  ],
  ['Request received', 'Hi Rita, I received your request and will answer it soon. Ana'],
  [
    'Undeliverable mail?',
    'Rita, I got an undeliverable notice when I wrote to you. Is your address right?',
  ],
  ['NDR handling', 'We handle NDRs like this: 550 5.1.1 user unknown means delete. Best, Ana'],
  ['Re: Failure notice', 'I got this too: mailbox full.', { 'In-Reply-To': '<a@b.c>' }],
  ['TR: Packaging line', 'Pour toi Rita.'],
  ['Absent next week', 'I am on leave next week. Shall we talk today?'],
]

const machines: [kind: string, subject: string, body: string, headers?: Record<string, string>][] =
  [
    ['auto-reply/out-of-office', '[EXTERNAL] Automatic reply: Packaging line', 'I am away.'],
    [
      'auto-reply/out-of-office',
      'Re: Packaging line',
      'I am currently out of the office with limited access to email. I will respond to your message upon my return on Monday. For urgent matters please contact ben@acme.example.',
    ],
    [
      'auto-reply/out-of-office',
      'I am out of the office',
      'I will return on 1 December. In urgent cases call Ben.',
    ],
    ['auto-reply/out-of-office', 'Out of the office until 3 March', 'Back then.'],
    [
      'auto-reply/out-of-office',
      'Away from office Re: Packaging line',
      'I am on holiday until 3 March. Contact ben@acme.example for urgent matters.',
    ],
    ['auto-reply/out-of-office', 'OOO', 'On PTO until Monday. For anything urgent write to Ben.'],
    [
      'auto-reply/out-of-office',
      'Auto Response: Packaging line',
      'I am on maternity leave until June.',
    ],
    ['auto-reply/out-of-office', 'Vacation reply', 'Gone fishing.'],
    [
      'auto-reply/out-of-office',
      'Ich bin bis 3.12. nicht im Haus',
      'In dringenden Fällen wenden Sie sich bitte an Ben.',
    ],
    ['auto-reply/out-of-office', 'Urlaubsbenachrichtigung', 'Ich bin im Urlaub.'],
    [
      'auto-reply/out-of-office',
      'Packaging line (Out of Office)',
      'I am out of the office until Monday and will answer on my return.',
    ],
    [
      'auto-reply/out-of-office',
      'Absence',
      'Bonjour, je suis absente jusqu’au 3 mars. En cas d’urgence contactez Ben.',
    ],
    [
      'auto-reply/out-of-office',
      'Estoy de vacaciones',
      'Volveré el 3 de marzo. Para urgencias escriba a Ben.',
    ],
    [
      'auto-reply/ticket',
      '[Request received] Packaging line',
      '##- Please type your reply above this line -##\nYour request (12345) has been received and is being reviewed by our support staff.',
      { 'Auto-Submitted': 'auto-generated' },
    ],
    [
      'auto-reply/ticket',
      'Ticket Received - Packaging line',
      'Dear Rita, We would like to acknowledge that we have received your request and a ticket has been created with Ticket ID - 123.',
      { 'Auto-Submitted': 'auto-replied' },
    ],
    [
      'auto-reply/ticket',
      '[JIRA] (SUP-12) Packaging line',
      'Issue SUP-12 created',
      { 'X-JIRA-FingerPrint': 'aa', 'Auto-Submitted': 'auto-generated' },
    ],
    [
      'auto-reply/ticket',
      '[acme #4711] AutoReply: Packaging line',
      'This message has been automatically generated in response to the creation of a trouble ticket regarding: "Packaging line". Your ticket has been assigned an ID of [acme #4711].',
    ],
    [
      'auto-reply/left-company',
      'Automatic reply: Packaging line',
      'Please note that I have left Acme as of 1 October. Please contact Ben.',
    ],
    [
      'auto-reply/left-company',
      'Automatic reply: Packaging line',
      'Ana is no longer with the company. Your mail is not forwarded.',
    ],
    [
      'auto-reply/left-company',
      'Réponse automatique : x',
      'Ana ne fait plus partie de la société. Merci de contacter ben@acme.example.',
    ],
    [
      'auto-reply/left-company',
      'Respuesta automática: x',
      'Ana ya no trabaja en Acme. Contacte con ben@acme.example.',
    ],
    ['auto-reply/left-company', 'Risposta automatica: x', 'Ana non lavora più presso Acme.'],
    ['auto-reply/left-company', 'Automatisch antwoord: x', 'Ana is niet meer werkzaam bij Acme.'],
    ['auto-reply/left-company', 'Resposta automática: x', 'Ana não trabalha mais na Acme.'],
    ['auto-reply/left-company', '自動返信', '退職いたしました。'],
    ['auto-reply/left-company', 'Autosvar: x', 'Ana har slutat på företaget.'],
    ['auto-reply/left-company', 'Automatyczna odpowiedź: x', 'Ana nie pracuje już w firmie Acme.'],
    [
      'auto-reply/out-of-office',
      'Automatic reply: x',
      'I have left for vacation and will return on Monday.',
    ],
    [
      'auto-reply/out-of-office',
      'Automatic reply: x',
      'I no longer read mail today; back on Monday.',
    ],
    [
      'auto-reply/out-of-office',
      'Automatische Antwort: x',
      'Ich bin nicht mehr im Büro und ab 1.12. wieder für Sie da.',
    ],
    [
      'auto-reply/out-of-office',
      'Automatic reply: x',
      'I am out of office until 3 March. My colleague Ben can open a support request for you.',
    ],
    [
      'bounce',
      'Undelivered mail',
      'The following addresses had permanent fatal errors: <ana@acme.example> 550 user unknown',
      { From: 'postmaster@acme.example' },
    ],
    [
      'bounce',
      '[EXTERNAL] Undeliverable: Packaging line',
      'Delivery has failed to these recipients or groups: ana@acme.example',
      {
        From: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.example>',
      },
    ],
    [
      'bounce',
      'Unzustellbar: Packaging line',
      'Fehler bei der Nachrichtenzustellung an folgende Empfänger: ana@acme.example',
      { From: 'postmaster@acme.example' },
    ],
    [
      'bounce',
      'Non remis : Packaging line',
      'Échec de la remise pour ces destinataires : ana@acme.example',
      { From: 'postmaster@acme.example' },
    ],
    [
      'bounce',
      'DELIVERY FAILURE: User ana not listed in Domino Directory',
      'Your message Subject: Packaging line was not delivered to: ana@acme.example because: User not listed',
      { From: 'Postmaster@acme.example' },
    ],
    [
      'bounce',
      'Message status - undeliverable',
      'The message that you sent was undeliverable to the following: ana@acme.example (user not found)',
      { From: 'Mail Delivery System <GWIA@acme.example>' },
    ],
    [
      'receipt',
      'Gelesen: Packaging line',
      'Ihre Nachricht\n\nAn: Ana\nBetreff: x\n\nwurde am Montag gelesen.',
    ],
    ['receipt', 'Lu : Packaging line', 'Votre message\n\nÀ : Ana\n\na été lu le lundi.'],
    ['receipt', 'Return Receipt', 'Your document: Packaging line was received by: Ana at: 10:00'],
  ]

test.each(people)('a person writes “%s”: %s', async (Subject, body, headers = {}) => {
  expect(named(await judged({ headers: { Subject, ...headers }, body }))).toBe('human')
})

test.each(machines)('%s writes “%s”: %s', async (kind, Subject, body, headers = {}) => {
  expect(named(await judged({ headers: { Subject, ...headers }, body }))).toBe(kind)
})
