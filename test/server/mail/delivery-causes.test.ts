/** Why an email was refused, for each of its recipients; and people who tell of refusals. */

import { readMime } from '../../../server/domain/mail/read-mime.ts'
import { judged, named, parts, writeMail } from './write-mail.ts'

const daemon = { From: 'MAILER-DAEMON@mx.acme.example', Subject: 'failure notice' }

test('of two recipients in prose each has its own reason, and the wrong address counts', async () => {
  const reading = await readMime(
    writeMail({
      headers: daemon,
      body: 'I could not deliver your message.\n\n<ben@acme.example>:\n552 5.2.2 mailbox is full\n\n<ana@acme.example>:\n550 5.1.1 no such user here\n',
    }),
    [],
  )
  expect(reading).toMatchObject({ kind: 'bounce', permanent: true, recipient: 'ana@acme.example' })
})

test('one who waits counts before those who were reached', async () => {
  const fate = (to: string, action: string, status: string) =>
    `Final-Recipient: rfc822; ${to}\nAction: ${action}\nStatus: ${status}`
  const mail = parts('multipart/report; report-type=delivery-status', [
    { type: 'text/plain', body: 'A report.' },
    {
      type: 'message/delivery-status',
      body: `Reporting-MTA: dns; mx\n\n${fate('ben@acme.example', 'relayed', '2.0.0')}\n\n${fate('ana@acme.example', 'delayed', '4.4.1')}\n`,
    },
  ])
  expect(await readMime(writeMail(mail), [])).toMatchObject({
    kind: 'bounce',
    permanent: false,
    recipient: 'ana@acme.example',
  })
})

const causes: [what: string, words: string, permanent: boolean][] = [
  [
    'the sender’s own domain',
    '553 5.1.8 Domain of sender address rita@contoso.example does not exist',
    false,
  ],
  ['a full mailbox under the code of a wrong address', '552 over quota (#5.1.1)', false],
  [
    'Exchange Online’s unknown recipient',
    '550 5.4.1 [ana@acme.example]: Recipient address rejected: Access denied',
    true,
  ],
  ['a wrong address', '550 5.1.1 user unknown', true],
]

test.each(causes)('a refusal that blames %s', async (_, words, permanent) => {
  const body = `I could not deliver your message.\n\n<ana@acme.example>:\n${words}\n`
  expect(await readMime(writeMail({ headers: daemon, body }), [])).toMatchObject({
    kind: 'bounce',
    permanent,
    recipient: 'ana@acme.example',
  })
})

test('the server’s own code counts before the field that repeats it wrongly', async () => {
  const mail = parts('multipart/report; report-type=delivery-status', [
    { type: 'text/plain', body: 'A report.' },
    {
      type: 'message/delivery-status',
      body: 'Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ana@acme.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.7.1 refused by policy\n',
    },
  ])
  expect(await readMime(writeMail(mail), [])).toMatchObject({ kind: 'bounce', permanent: false })
})

test('lines that end as on an old Macintosh are lines', async () => {
  const mail = writeMail({
    headers: { ...daemon, 'Return-Path': '<>' },
    body: '<ana@acme.example>:\n550 5.1.1 user unknown',
  })
  const text = new TextDecoder().decode(mail).replace(/\r?\n/g, '\r')
  expect(await readMime(new TextEncoder().encode(text), [])).toMatchObject({
    kind: 'bounce',
    recipient: 'ana@acme.example',
  })
})

test('sendmail’s talk with the other server is no quotation', async () => {
  const body =
    '   ----- The following addresses had permanent fatal errors -----\n<ana@acme.example>\n   ----- Transcript of session follows -----\n>>> RCPT To:<ana@acme.example>\n<<< 550 5.1.1 user unknown\n'
  expect((await readMime(new TextEncoder().encode(body), [])).kind).toBe('bounce')
})

const people: [subject: string, body: string][] = [
  ['Mail delivery failed', 'I wrote to you yesterday, but mail delivery failed: mailbox full. Ana'],
  [
    'Bounced mail',
    'My mail to you bounced with "550 5.1.1 user unknown". Is the address right? Ana',
  ],
  [
    'Returned to sender',
    'The invoice was returned to sender because the address does not exist. Ana',
  ],
  [
    'Bounce',
    'Hello, this bounce came from your side, and I pass it on:\n\nrita@contoso.example\nmailbox full\n\nAna',
  ],
]

test.each(people)('a person writes “%s”: %s', async (Subject, body) => {
  expect(named(await judged({ headers: { Subject }, body }))).toBe('human')
})

test('a mail without a sender that speaks of an unknown user is no report', async () => {
  const body = 'This was handed in by an unknown user.'
  expect(named(await judged({ headers: { From: '', Subject: 'Handed in' }, body }))).toBe('human')
})

test('a mail service’s notification of a bounce is one', async () => {
  const headers = { From: 'no-reply@sns.amazonaws.com', Subject: 'Notification' }
  const body =
    '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"ana@acme.example","status":"5.1.1"}]}}'
  expect((await judged({ headers, body })).kind).toBe('bounce')
})
