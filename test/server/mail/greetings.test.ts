/** People open with their reader's name; what answers for somebody absent does not know it. */

import { kindOf } from '../../../server/domain/mail/kind.ts'
import { judged, listed, named } from './write-mail.ts'

const answered = { 'In-Reply-To': '<step-1@contoso.example>' }

const people: [subject: string, body: string, headers?: Record<string, string>][] = [
  ['Vacation plans', 'Hi Rita, I will be on vacation until 12 December. My deputy is Ben. Ana'],
  ['Urlaub', 'Hallo Rita, ich bin bis 12. Dezember im Urlaub. Lass uns vorher telefonieren. Ana'],
  ['Vacances', 'Bonjour Rita, je serai en vacances jusqu’au 12 décembre. On se voit avant. Ana'],
  ['Ferie', 'Ciao Rita, sarò in ferie fino al 12 dicembre. Sentiamoci prima. Ana'],
  [
    'Packaging line',
    'Rita - a heads-up: I am on leave until 7 December. If anything is urgent, call Ben.',
  ],
  [
    'Re: Packaging line',
    'Dear Ms Rep,\n\nthank you for your message. I am on parental leave from December, so please contact my colleague Ben (ben@acme.example). In urgent cases call him.\n\nAna',
    answered,
  ],
  ['Thank you for your email', 'Hi Rita, thank you for your email. It made my day. Ana'],
  ['Automatic reply', 'Hi Rita, how do I switch on an automatic reply in Outlook?'],
  [
    'Budget',
    'Rita, please confirm that you sent the offer. It will be held until Ben approves it.',
  ],
]

test.each(people)('a person writes “%s”: %s', async (Subject, body, headers = {}) => {
  const head = { Subject, ...headers }
  expect(named(await judged({ headers: head, body }))).toBe('human')
  expect(named(kindOf(listed({ headers: head, body }), []))).toBe('human')
})

const machines: [kind: string, subject: string, body: string][] = [
  [
    'auto-reply/out-of-office',
    'Automatic reply: Packaging line',
    'Dear Rita, I am away until Monday.',
  ],
  [
    'auto-reply/ticket',
    '[#48151] Packaging line',
    'Dear Rita, we have received your request and opened ticket 48151 for it.',
  ],
  [
    'auto-reply/out-of-office',
    'On leave',
    'Contoso and Rita know that I am on leave. For urgent matters call Ben.',
  ],
]

test.each(machines)('%s may know the name: “%s”', async (kind, Subject, body) => {
  expect(named(await judged({ headers: { Subject }, body }))).toBe(kind)
})

test('a desk has no name to be greeted by', async () => {
  const headers = { Subject: 'On leave', To: 'Sales Team <sales@contoso.example>' }
  const body = 'Hello team, I am on leave until Monday. In urgent cases call Ben.'
  expect(named(await judged({ headers, body }))).toBe('auto-reply/out-of-office')
})
