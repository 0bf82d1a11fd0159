/** What programs answer without a header that says so: the whole mail and Graph's preview of it are judged alike. */

import { kindOf } from '../../../server/domain/mail/kind.ts'
import { readMime } from '../../../server/domain/mail/read-mime.ts'
import { judged, listed, named } from './write-mail.ts'

const machines: [kind: string, subject: string, body: string, headers?: Record<string, string>][] =
  [
    // Mail clients name the mail that they answer; a bare "Re:" is a program's.
    [
      'auto-reply/out-of-office',
      'Re: Packaging line',
      'I am out of the office and back on Monday. If this is urgent, please call Ben.',
    ],
    [
      'auto-reply/out-of-office',
      'Re: Packaging line',
      'Bonjour, je suis en congé jusqu’au 4 décembre. En cas d’urgence, merci de contacter Ben.',
    ],
    [
      'auto-reply/out-of-office',
      'Re: Packaging line',
      '11月27日まで休暇をいただいております。お急ぎの場合は Ben までご連絡ください。',
    ],
    ['auto-reply/out-of-office', 'Re: Packaging line (Out of Office)', 'I am away until Monday.'],
    ['auto-reply/out-of-office', '[Out of office] Packaging line', 'At a customer’s this week.'],
    ['auto-reply/out-of-office', 'Ana is OOO', 'I am out until Tuesday.'],
    ['auto-reply/out-of-office', 'Gone on vacation', 'I will be back on 14 December.'],
    [
      'auto-reply/out-of-office',
      'Closed for the holidays',
      'Our offices are closed until 3 January.',
    ],
    ['auto-reply/out-of-office', 'Auto Re: Packaging line', 'Not at my desk till Friday.'],
    [
      'auto-reply/out-of-office',
      'Re: Packaging line',
      'At the coast. Back 30 November.',
      { 'Return-Path': '<>' },
    ],
    [
      'auto-reply/left-company',
      'Re: Packaging line',
      'Please note that Ana Alves is no longer with Acme. Please direct all questions to ben@acme.example.',
    ],
    [
      'auto-reply/ticket',
      'INC0048151 opened: Packaging line',
      'Your incident INC0048151 has been opened on your behalf.',
    ],
    [
      'auto-reply/other',
      'Your mail requires verification',
      'Please verify that you are a real live person and no program, then your mail is delivered.',
    ],
    [
      'auto-reply/other',
      'Packaging line',
      'Your message was wait-listed. Add yourself to my guest list, and it is delivered to my inbox.',
    ],
  ]

test.each(machines)('%s writes “%s”: %s', async (kind, Subject, body, headers = {}) => {
  const head = { Subject, ...headers }
  expect(named(await judged({ headers: head, body }))).toBe(kind)
  expect(named(kindOf(listed({ headers: head, body }), []))).toBe(kind)
})

const answered = { 'In-Reply-To': '<step-1@contoso.example>' }

const people: [subject: string, body: string, headers?: Record<string, string>][] = [
  ['Re: Packaging line', 'On holiday, back Monday. Yes, let’s do it.', answered],
  [
    'Re: Packaging line',
    'Got it, thank you for your message. I am back from Lisbon on Monday.',
    answered,
  ],
  ['Re: Packaging line', 'Out of office until Monday. Ben, please help Rita.', answered],
  [
    'Packaging line',
    'When I write to Sam I get "I am out of the office". For urgent things, whom do I call.',
  ],
  ['Auto: lease or buy', 'Which do you advise?'],
  [
    'Ticket 48151 still open',
    'Your support opened ticket 48151 two weeks ago. Please escalate. Ana',
  ],
  [
    'Approval',
    'Please confirm that you sent the contract. The list of approved suppliers is below.',
  ],
  [
    'Tiny question',
    'Which voltage?',
    { 'List-Unsubscribe': '<mailto:x@acme.example>', 'X-Mailer': 'Microsoft Outlook 16.0' },
  ],
]

test.each(people)('a person writes “%s”: %s', async (Subject, body, headers = {}) => {
  const head = { Subject, ...headers }
  expect(named(await judged({ headers: head, body }))).toBe('human')
  expect(named(kindOf(listed({ headers: head, body }), []))).toBe('human')
})

test('a thumb up without any header is an answer, noise is none', async () => {
  const kindOfText = async (text: string) =>
    (await readMime(new TextEncoder().encode(text), [])).kind
  expect(await kindOfText('👍')).toBe('human')
  expect(await kindOfText('%% 1')).toBe('unreadable')
})
