/** Whom somebody who has left names instead of herself: only an address that the words hand over to. */

import { judged } from './write-mail.ts'

const replies: [words: string, successor: string | null][] = [
  ['I no longer work at Acme. Please contact ben@acme.example.', 'ben@acme.example'],
  ['I have left Acme. My successor is Ben Berg (Ben@acme.example).', 'ben@acme.example'],
  [
    'I am no longer with Acme. You can reach me privately at ana.home@other.example. For Acme matters, contact ben@acme.example.',
    'ben@acme.example',
  ],
  ['I have left Acme. My new address is a.alves@other.example.', null],
  ['I have left Acme. You can still write to ana@other.example.', null],
  ['Ana Alves has left the company. Mail to ana.alves@other.example reaches her.', null],
  ['I have retired. This mailbox is not monitored. Sent by noreply@acme.example', null],
  ['Ana (ana@acme.example) is no longer with the company.', null],
  ['Your mail to sam@contoso.example was not read: I have left the company.', null],
  [
    'Frau Alves ist nicht mehr bei uns tätig. Ihr Ansprechpartner: ben@acme.example',
    'ben@acme.example',
  ],
  ['Ich habe Acme zum 31.10. verlassen. Privat erreichen Sie mich unter aa@other.example.', null],
  [
    'Je ne fais plus partie de la société. Votre interlocuteur : ben@acme.example',
    'ben@acme.example',
  ],
  ['Ya no trabajo en Acme. Por favor, escriba a ben@acme.example.', 'ben@acme.example'],
  ['10月末で退職いたしました。後任の ben@acme.example までご連絡ください。', 'ben@acme.example'],
]

test.each(replies)('“%s” names %s', async (body, successor) => {
  const kind = await judged({ headers: { Subject: 'Automatic reply: Packaging line' }, body })
  expect({ sub: kind.sub, successor: kind.successor }).toEqual({ sub: 'left-company', successor })
})
