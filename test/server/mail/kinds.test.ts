/** What each sort of mail is called, in the order of the kinds; and what people write that looks like none of them. */

import { judged, named, parts, type Written } from './write-mail.ts'

const humanParts = 'Hi Rita,\n\nyes, let us talk on Tuesday.\n\nAna'
const deliveryStatus = (action: string, status: string) =>
  `Reporting-MTA: dns; mx.acme.example\n\nFinal-Recipient: rfc822; ana@acme.example\nAction: ${action}\nStatus: ${status}\n`

function report(type: string, text: string, part: string, body: string): Written {
  return parts(`multipart/report; report-type=${type}`, [
    { type: 'text/plain', body: text },
    { type: part, body },
  ])
}

function from(written: Written, headers: Record<string, string>): Written {
  return { ...written, headers: { ...written.headers, ...headers } }
}

const machines: [what: string, kind: string, mail: Written][] = [
  [
    'a delivery report',
    'bounce',
    from(
      report(
        'delivery-status',
        'Sorry.',
        'message/delivery-status',
        deliveryStatus('failed', '5.1.1'),
      ),
      { 'Auto-Submitted': 'auto-replied' },
    ),
  ],
  [
    'a report of a delay',
    'bounce',
    report(
      'delivery-status',
      'Still trying.',
      'message/delivery-status',
      deliveryStatus('delayed', '4.4.1'),
    ),
  ],
  [
    'a report of success',
    'receipt',
    report(
      'delivery-status',
      'It is there.',
      'message/delivery-status',
      deliveryStatus('delivered', '2.0.0'),
    ),
  ],
  ['Exim’s header', 'bounce', { headers: { 'X-Failed-Recipients': 'ana@acme.example' } }],
  [
    'Exchange’s mark',
    'bounce',
    {
      headers: {
        'X-MS-Exchange-Message-Is-Ndr': ' ',
        Subject: 'Kohaletoimetamatu: Packaging line',
      },
    },
  ],
  [
    'qmail',
    'bounce',
    {
      headers: { From: 'MAILER-DAEMON@mx.acme.example', Subject: 'failure notice' },
      body: 'Hi. This is the qmail-send program at mx.acme.example.\n\n<ana@acme.example>:\nSorry, no mailbox here by that name. (#5.1.1)',
    },
  ],
  [
    'a daemon with an odd subject',
    'bounce',
    {
      headers: {
        From: 'Mail Delivery Subsystem <mailer-daemon@mx.acme.example>',
        Subject: 'Re: Packaging line',
      },
      body: 'Error: 550 user unknown',
    },
  ],
  [
    'an anonymous server',
    'bounce',
    {
      headers: { From: '', 'Return-Path': '<>', Subject: 'About your email' },
      body: 'Your message could not be delivered.\n550 5.1.1 no such user',
    },
  ],
  [
    'a rejection in the form of a receipt',
    'bounce',
    report(
      'disposition-notification',
      'Your message to <ana@acme.example> was automatically rejected:\nno sales emails',
      'message/disposition-notification',
      'Disposition: automatic-action/MDN-sent-automatically; deleted',
    ),
  ],
  [
    'a read receipt',
    'receipt',
    report(
      'disposition-notification',
      'Seen.',
      'message/disposition-notification',
      'Disposition: manual-action/MDN-sent-manually; displayed',
    ),
  ],
  [
    'a receipt of deletion unread',
    'receipt',
    from(
      report(
        'disposition-notification',
        'Your message was deleted without being read.',
        'message/disposition-notification',
        'Disposition: automatic-action/MDN-sent-automatically; deleted',
      ),
      { Subject: 'Not read: Packaging line' },
    ),
  ],
  [
    'Outlook’s receipt without its report',
    'receipt',
    {
      headers: { Subject: 'Read: Packaging line' },
      body: 'Your message\n\nTo: Ana\nSubject: Packaging line\n\nwas read on Monday.',
    },
  ],
  [
    'an answer to an invitation',
    'calendar',
    {
      headers: {
        'Content-Type': 'text/calendar; method=REPLY; charset=utf-8',
        Subject: 'Accepted: Talk',
      },
      body: 'BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR',
    },
  ],
  [
    'an invitation',
    'calendar',
    parts('multipart/alternative', [
      { type: 'text/plain', body: 'Talk' },
      { type: 'text/calendar; method=REQUEST', body: 'BEGIN:VCALENDAR\nEND:VCALENDAR' },
    ]),
  ],
  [
    'an invitation that names its method only inside',
    'calendar',
    parts('multipart/mixed', [
      { type: 'text/plain', body: 'Talk' },
      { type: 'text/calendar', body: 'BEGIN:VCALENDAR\nMETHOD:CANCEL\nEND:VCALENDAR' },
    ]),
  ],
  [
    'Google Calendar without a calendar part',
    'calendar',
    { headers: { Sender: 'Google Calendar <calendar-notification@google.com>' } },
  ],
  [
    'Zendesk and its kin',
    'auto-reply/ticket',
    {
      headers: { 'Auto-Submitted': 'auto-replied', Subject: '[Acme Support] Packaging line' },
      body: 'Your request (48213) has been received and is being reviewed by our support staff.',
    },
  ],
  [
    'OTRS',
    'auto-reply/ticket',
    {
      headers: {
        'Auto-Submitted': 'auto-generated',
        Subject: '[Ticket#2026112310000012] Packaging line',
      },
      body: 'Guten Tag, Ihre Anfrage wird unter der Ticketnummer 2026112310000012 bearbeitet.',
    },
  ],
  [
    'ServiceNow',
    'auto-reply/ticket',
    {
      headers: { 'X-ServiceNow-Generated': 'true', Subject: 'Incident INC0012345 opened' },
      body: 'Incident INC0012345 has been opened on your behalf.',
    },
  ],
  [
    'a receipt of the email',
    'auto-reply/other',
    {
      headers: { 'Auto-Submitted': 'auto-replied' },
      body: 'Thank you for contacting Acme. We have received your message and will answer within two days.',
    },
  ],
  [
    'somebody who left',
    'auto-reply/left-company',
    {
      headers: { 'Auto-Submitted': 'auto-replied (vacation)' },
      body: 'Ana no longer works at Acme. Please write to ben@acme.example.',
    },
  ],
  [
    'somebody who left, in German',
    'auto-reply/left-company',
    {
      headers: { Subject: 'Automatische Antwort: Packaging line' },
      body: 'Ich bin seit 1. Oktober nicht mehr für Acme tätig. Bitte schreiben Sie an ben@acme.example.',
    },
  ],
  [
    'a mailbox out of use',
    'auto-reply/left-company',
    { headers: { 'X-Autoreply': 'yes' }, body: 'This email address is no longer in use.' },
  ],
  [
    'challenge and response',
    'auto-reply/other',
    {
      headers: { Subject: 'Your message to Ana' },
      body: 'Ana uses a filter. Please confirm that you sent this message by clicking the link below.',
    },
  ],
  [
    'a complaint about spam',
    'auto-reply/other',
    report(
      'feedback-report',
      'This is an abuse report.',
      'message/feedback-report',
      'Feedback-Type: abuse',
    ),
  ],
  [
    'an absence wrapped in a feedback report',
    'auto-reply/out-of-office',
    report(
      'feedback-report',
      'I am travelling until Friday.',
      'message/feedback-report',
      'Version: 1',
    ),
  ],
  [
    'a notification',
    'auto-reply/other',
    { headers: { 'Auto-Submitted': 'auto-generated' }, body: 'Build 12 is green.' },
  ],
  [
    'an address that nobody reads',
    'auto-reply/other',
    { headers: { From: 'Acme <no-reply@acme.example>' } },
  ],
  [
    'a newsletter',
    'auto-reply/other',
    { headers: { 'List-Unsubscribe': '<mailto:off@acme.example>' }, body: 'News of the autumn' },
  ],
  [
    'a program without headers',
    'auto-reply/out-of-office',
    {
      headers: { Subject: 'Re: ana@acme.example' },
      body: 'This is an automated response to a message you have sent.\n\nI will be out of the office until Monday.\n_____________________________\nAna',
    },
  ],
  [
    'Debian’s vacation',
    'auto-reply/out-of-office',
    {
      headers: { Precedence: 'bulk', Subject: 'away from my mail' },
      body: 'I will not be reading my mail for a while.',
    },
  ],
  [
    'our own email',
    'own',
    {
      headers: {
        From: 'Rita Rep <rita@contoso.example>',
        'List-Unsubscribe': '<https://contoso.example/u>',
      },
    },
  ],
]

test.each(machines)('%s is called %s', async (_, kind, mail) => {
  expect(named(await judged(mail))).toBe(kind)
})

const re = { Subject: 'Re: Packaging line', 'In-Reply-To': '<email@contoso.example>' }
const people: [what: string, mail: Written][] = [
  ['an answer', { headers: re, body: humanParts }],
  [
    'an answer to somebody’s out-of-office',
    { headers: { Subject: 'Re: Automatic reply: Packaging line' }, body: 'Welcome back, Rita!' },
  ],
  [
    'an answer that quotes an out-of-office',
    {
      headers: re,
      body: 'Shall we talk now?\n\nOn Mon, 23 Nov 2026 Rita Rep wrote:\n> This is an automatic reply. I am out of the office until 3 March.',
    },
  ],
  [
    'an answer above an Outlook quotation',
    {
      headers: re,
      body: 'Yes, gladly.\n\n________________________________\nFrom: Rita Rep\nSent: Monday\nSubject: Automatic reply\n\nI am out of the office until 3 March.',
    },
  ],
  [
    'an answer that quotes a bounce',
    {
      headers: re,
      body: 'Your email came back to Ben, see below.\n\n> This is the mail system at host mx.acme.example.\n> 550 5.1.1 user unknown',
    },
  ],
  [
    'a forwarded bounce',
    {
      headers: { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
      body: 'Look at this.\n\nBegin forwarded message:\n\nThis is the mail system at host mx. 550 5.1.1 user unknown',
    },
  ],
  [
    'talk about a bounce',
    {
      headers: { Subject: 'Your emails' },
      body: 'Hi Rita, your mail to Ben bounced: 550 5.1.1 user unknown. Please write to me.',
    },
  ],
  [
    'an absence that is over',
    { headers: re, body: 'Sorry for the late answer, as I was out of the office. Call me.' },
  ],
  [
    'an absence to come',
    { headers: re, body: 'I am out of the office until Monday. Can we talk on Tuesday instead?' },
  ],
  [
    'no automatic answer wanted',
    { headers: { ...re, 'X-Auto-Response-Suppress': 'All' }, body: humanParts },
  ],
  [
    'forwarded by a rule',
    { headers: { 'X-MS-Exchange-Inbox-Rules-Loop': 'ana@acme.example' }, body: humanParts },
  ],
  ['Auto-Submitted: no', { headers: { ...re, 'Auto-Submitted': 'no' }, body: humanParts }],
  ['Precedence: bulk', { headers: { ...re, Precedence: 'bulk' }, body: humanParts }],
  ['an empty return path alone', { headers: { ...re, 'Return-Path': '<>' }, body: humanParts }],
  [
    'a post to a list',
    {
      headers: {
        'List-Id': '<talk.lists.example>',
        'List-Post': '<mailto:talk@lists.example>',
        'List-Unsubscribe': '<mailto:off@lists.example>',
        Precedence: 'list',
      },
      body: 'Who has left the company list? I will whitelist it.\n\nTo unsubscribe from this list visit https://lists.example/',
    },
  ],
  ['a wish to be left alone', { headers: re, body: 'Please unsubscribe me from your list.' }],
  [
    'thanks',
    {
      headers: { Subject: 'Thank you for your message' },
      body: 'Very kind. Shall we say Tuesday?',
    },
  ],
  [
    'a subject that begins with "Read:"',
    { headers: { Subject: 'Read: our new paper' }, body: humanParts },
  ],
  [
    'a calendar file attached to an email',
    {
      headers: { ...re, ...parts('multipart/mixed', []).headers },
      body: '--cut\nContent-Type: text/plain\n\nHere is the talk.\n--cut\nContent-Type: text/calendar; method=PUBLISH\nContent-Disposition: attachment\n\nBEGIN:VCALENDAR\nMETHOD:PUBLISH\nEND:VCALENDAR\n--cut--',
    },
  ],
  [
    'a bounce attached to an email',
    {
      headers: { Subject: 'Ben’s address', ...parts('multipart/mixed', []).headers },
      body: `--cut\nContent-Type: text/plain\n\nLook at this.\n--cut\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.acme.example\nSubject: failure notice\nContent-Type: multipart/report; report-type=delivery-status; boundary=in\n\n--in\nContent-Type: message/delivery-status\n\n${deliveryStatus('failed', '5.1.1')}\n--in--\n--cut--`,
    },
  ],
]

test.each(people)('%s is human', async (_, mail) => {
  const kind = await judged(mail)
  expect([named(kind), ...kind.because]).toEqual([
    'human',
    'nothing in it says that a machine wrote it',
  ])
})

test('somebody who left names who took over', async () => {
  const kind = await judged({
    headers: { 'Auto-Submitted': 'auto-replied' },
    body: 'Ana has left the company. Please contact Ben Berg <ben@acme.example>.',
  })
  expect(kind.successor).toBe('ben@acme.example')
})
