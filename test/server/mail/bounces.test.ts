/** What a bounce tells: whom it is about, whether the address is wrong, which email it was. */

import {
  readDeliveryReport,
  blamesAddress,
  blamesSender,
} from '../../../server/domain/mail/delivery/delivery-report.ts'
import { readMime } from '../../../server/domain/mail/read-mime.ts'
import { parts, writeMail, type Written } from './write-mail.ts'

const sentId = '<step-1@contoso.example>'
const original = `Message-ID: ${sentId}\nFrom: rita@contoso.example\nTo: ana@acme.example\nSubject: Packaging line\n\nHello Ana`

function report(
  ...fates: [recipient: string, action: string, status: string, diagnostic: string][]
) {
  const blocks = fates.map(
    ([recipient, action, status, diagnostic]) =>
      `Final-Recipient: rfc822; ${recipient}\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}`,
  )
  return parts('multipart/report; report-type=delivery-status', [
    { type: 'text/plain', body: 'Sorry.' },
    { type: 'message/delivery-status', body: `Reporting-MTA: dns; mx\n\n${blocks.join('\n\n')}\n` },
    { type: 'message/rfc822', body: original },
  ])
}

const causes: [what: string, status: string, words: string, permanent: boolean | null][] = [
  ['an unknown user', '5.1.1', '550 5.1.1 no such user', true],
  ['an unknown user under a vague code', '5.0.0', '550 user unknown', true],
  ['an unknown domain', '5.4.4', 'Host or domain name not found', true],
  [
    'Exchange Online’s unknown recipient',
    '5.4.1',
    '550 5.4.1 Recipient address rejected: Access denied',
    true,
  ],
  ['a domain that takes no mail', '5.1.10', 'Domain does not accept mail (nullMX)', true],
  ['a full mailbox', '5.2.2', '552 mailbox full', false],
  [
    'a full mailbox under the code of an unknown one',
    '5.0.0',
    '552 mailbox ana@acme.example is over quota',
    false,
  ],
  ['a refusal as spam', '5.7.1', '550 5.7.1 message refused as spam', false],
  ['a time-out after days', '4.4.1', 'connection timed out', false],
  ['a switched-off account', '5.2.1', 'account disabled', false],
  ['nothing in particular', '5.0.0', 'it failed', null],
]

test.each(causes)('%s (%s): “%s”', async (_, status, words, permanent) => {
  const reading = await readMime(
    writeMail(report(['ana@acme.example', 'failed', status, words])),
    [],
  )
  expect(reading).toMatchObject({
    kind: 'bounce',
    permanent,
    recipient: 'ana@acme.example',
    originalMessageId: sentId,
  })
})

test('of two recipients the one with the wrong address is named', async () => {
  const mail = report(
    ['ben@acme.example', 'failed', '5.2.2', 'mailbox full'],
    ['Ana@Acme.example', 'failed', '5.1.1', 'user unknown'],
  )
  expect(await readMime(writeMail(mail), [])).toMatchObject({
    permanent: true,
    recipient: 'ana@acme.example',
  })
  const { fates } = await readDeliveryReport(writeMail(mail))
  expect(fates.map(({ recipient, action }) => [recipient, action])).toEqual([
    ['ben@acme.example', 'failed'],
    ['ana@acme.example', 'failed'],
  ])
  expect(fates.map(blamesAddress)).toEqual([false, true])
})

test('a delay is not for good', async () => {
  const mail = report(['ana@acme.example', 'delayed', '4.4.1', 'no answer'])
  expect(await readMime(writeMail(mail), [])).toMatchObject({ kind: 'bounce', permanent: false })
})

test('a limit of the sender blames the sender', async () => {
  const { fates } = await readDeliveryReport(
    writeMail(
      report(['ana@acme.example', 'failed', '5.7.708', 'Access denied, traffic not accepted']),
    ),
  )
  expect(fates.map((fate) => [blamesSender(fate), blamesAddress(fate)])).toEqual([[true, false]])
})

const daemon = {
  From: 'Mail Delivery System <MAILER-DAEMON@mx.acme.example>',
  To: 'rita@contoso.example',
}
const prose: [server: string, mail: Written, expected: object][] = [
  [
    'qmail',
    {
      headers: { ...daemon, Subject: 'failure notice' },
      body: `Hi. This is the qmail-send program at mx.acme.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ana@acme.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <rita@contoso.example>\n${original}`,
    },
    { recipient: 'ana@acme.example', permanent: true, originalMessageId: sentId },
  ],
  [
    'Exim',
    {
      headers: {
        ...daemon,
        Subject: 'Mail delivery failed: returning message to sender',
        'X-Failed-Recipients': 'ana@acme.example',
      },
      body: `A message that you sent could not be delivered to one or more of its recipients.\n\n  ana@acme.example\n    mailbox is full: retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n\n${original}`,
    },
    { recipient: 'ana@acme.example', permanent: false, originalMessageId: sentId },
  ],
  [
    'sendmail',
    {
      headers: { ...daemon, Subject: 'Returned mail: User unknown' },
      body: '   ----- The following addresses had permanent fatal errors -----\n<ana@acme.example>\n\n   ----- Transcript of session follows -----\n... while talking to mx.acme.example.:\n>>> RCPT To:<ana@acme.example>\n<<< 550 User unknown',
    },
    { recipient: 'ana@acme.example', permanent: true },
  ],
  [
    'a Japanese provider',
    {
      headers: { ...daemon, Subject: 'メールを配信できませんでした' },
      body: '次の宛先に配信できませんでした。\n\nana@acme.example\n\n宛先が存在しません',
    },
    { recipient: 'ana@acme.example', permanent: true },
  ],
  [
    'Exchange in Dutch',
    {
      headers: {
        From: 'Postmaster <postmaster@acme.example>',
        Subject: 'Onbestelbaar: Packaging line',
      },
      body: 'Uw bericht kan niet worden bezorgd bij de volgende geadresseerden:\n\nana@acme.example\nHet e-mailadres is niet gevonden.\n550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    },
    { recipient: 'ana@acme.example', permanent: true },
  ],
  [
    'a server whose boundaries never come',
    {
      headers: {
        ...daemon,
        Subject: 'Undelivered Mail Returned to Sender',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=never',
      },
      body: `<ana@acme.example>: host mx said: 550 5.1.1 no such user\n\nFinal-Recipient: rfc822; ana@acme.example\n\n${original}`,
    },
    { recipient: 'ana@acme.example', permanent: true, originalMessageId: sentId },
  ],
]

test.each(prose)('%s writes only for people', async (_, mail, expected) => {
  expect(await readMime(writeMail(mail), [])).toMatchObject({ kind: 'bounce', ...expected })
})

test('a report in prose is read for the engine, too', async () => {
  const [, mail] = prose[0] ?? []
  const { fates, originalMessageId } = await readDeliveryReport(writeMail(mail ?? {}))
  expect(fates).toMatchObject([
    { recipient: 'ana@acme.example', action: 'failed', status: '5.1.1' },
  ])
  expect(originalMessageId).toBe(sentId)
})
