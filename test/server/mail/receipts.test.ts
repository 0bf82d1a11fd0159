/** Receipts of several mail clients, of which only the words arrived; and the email that a whole one names. */

import { readMime } from '../../../server/domain/mail/read-mime.ts'
import { judged, parts, writeMail } from './write-mail.ts'

const receipts: [subject: string, body: string][] = [
  ['Read: x', 'Your message\n\nTo: Ana\nSubject: x\n\nwas read on Monday.'],
  ['Gelesen: x', 'Ihre Nachricht\n\nAn: Ana\n\nwurde am Montag, 23. November 2026 gelesen.'],
  ['Ungelesen: x', 'Ihre Nachricht\n\nAn: Ana\n\nwurde am 23.11. ungelesen gelöscht.'],
  ['Letto: x', 'Messaggio\n\nA: Ana\n\nè stato letto lunedì.'],
  ['Lest: x', 'Meldingen din\n\nTil: Ana\n\nble lest mandag.'],
]

test.each(receipts)('“%s” with the words of a receipt', async (Subject, body) => {
  expect((await judged({ headers: { Subject }, body })).kind).toBe('receipt')
})

test('a receipt names the email in a field of its own', async () => {
  const mail = parts('multipart/report; report-type=disposition-notification', [
    { type: 'text/plain', body: 'It was displayed.' },
    {
      type: 'message/disposition-notification',
      body: 'Final-Recipient: rfc822; ana@acme.example\nOriginal-Message-ID: <step-1@contoso.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n',
    },
  ])
  expect(await readMime(writeMail(mail), [])).toMatchObject({
    kind: 'receipt',
    originalMessageId: '<step-1@contoso.example>',
  })
})

test('a complaint of an older provider has no words of its own', async () => {
  const mail = parts('multipart/mixed', [
    { type: 'message/rfc822', body: 'Subject: Packaging line\n\nHello Ana' },
  ])
  const headers = { ...mail.headers, Subject: 'complaint about message from 192.0.2.1' }
  expect(await judged({ ...mail, headers })).toMatchObject({ kind: 'auto-reply', sub: 'other' })
})
