/** Who wrote, by table: the contact, an alias, a colleague, a list, somebody else; and which rule that fits. */

import { decide, type Effect } from '../../../server/domain/unenrollment/decide.ts'
import type { ReadMessage, Subject } from '../../../server/domain/unenrollment/subject.ts'
import { describeVerdict } from '../../../server/domain/unenrollment/describe-verdict.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import type { Reason } from '../../../shared/reason.ts'
import { aReadMessage, aSubject, ana, ben } from '../../support/server/makers.ts'

const before = '2026-03-02T08:59:59.000Z'
const home = { address: 'ana@home.example', name: 'Ana Alves' }
const phone = { address: 'phone@carrier.example', name: 'Ana' }
const rita = { address: 'rita@contoso.example', name: 'Rita Ross' }
const plus = { address: 'ana+fair@acme.example', name: 'Ana Alves' }
const answers = [{ name: 'In-Reply-To', value: '<anything@contoso.example>' }]
const onList = { isListPost: true }
const learned: Partial<Subject> = { furtherAddresses: [home.address] }
/** Ben, whose company is Ana's, in a sequence that minds that. */
const colleague: Partial<Subject> = {
  isColleague: true,
  settings: { ...defaultSettings, unenrollSameCompany: true },
}
const fromBen: Partial<ReadMessage> = { from: ben, headers: answers }

type Row = [
  words: string,
  mail: Partial<ReadMessage>,
  subject: Partial<Subject>,
  rule: Reason | null,
  effect: Effect | null,
]

const rows: Row[] = [
  // An alias that answers an email is not the enrolled address, though it is the contact.
  [
    'a learned alias answers an email',
    { from: home },
    { ...learned, emailNumber: 1 },
    'replied-from-other-address',
    'ended',
  ],
  [
    'another spelling answers an email',
    { from: plus },
    { emailNumber: 1 },
    'replied-from-other-address',
    'ended',
  ],
  ['a learned alias writes', { from: home }, learned, 'wrote-from-alias', 'ended'],
  [
    'a learned alias writes with a plus',
    { from: { address: 'ana+x@home.example', name: '' } },
    learned,
    'wrote-from-alias',
    'ended',
  ],
  ['an address that was not learned writes', { from: home }, {}, null, null],
  ['an address that was unlinked writes', { from: home }, { isSomebodyElse: true }, null, null],
  ['the enrolled address with a plus writes', { from: plus }, {}, 'wrote-from-alias', 'ended'],
  [
    'the plus was enrolled, the plain address writes',
    {},
    { address: plus.address },
    'wrote-from-alias',
    'ended',
  ],
  [
    'Gmail without its dots',
    { from: { address: 'anaalves@googlemail.com', name: '' } },
    { address: 'ana.alves@gmail.com' },
    'wrote-from-alias',
    'ended',
  ],
  [
    'dots count elsewhere',
    { from: { address: 'anaalves@acme.example', name: '' } },
    { address: 'ana.alves@acme.example' },
    null,
    null,
  ],
  [
    'Reply-To names the enrolled address',
    { from: phone, replyTo: [ana] },
    {},
    'wrote-from-alias',
    'ended',
  ],
  [
    'Reply-To names a learned alias',
    { from: phone, replyTo: [home] },
    learned,
    'wrote-from-alias',
    'ended',
  ],
  [
    'Reply-To names her, and another contact wrote',
    { from: ben, replyTo: [ana] },
    { isSomebodyElse: true },
    null,
    null,
  ],
  ['Reply-To names her, and one of us wrote', { from: rita, replyTo: [ana] }, {}, null, null],
  [
    'an alias writes to a colleague of the rep',
    { from: home },
    { ...learned, inItsMailbox: false },
    null,
    null,
  ],
  ['an alias wrote before', { from: home, receivedAt: before }, learned, null, null],
  ['an alias writes after the end', { from: home }, { ...learned, state: 'ended' }, null, null],
  [
    'an alias is out of the office',
    { kind: 'auto-reply', sub: 'out-of-office', from: home },
    learned,
    null,
    'paused',
  ],
  [
    'an alias has left the company',
    { kind: 'auto-reply', sub: 'left-company', from: plus },
    {},
    null,
    'paused',
  ],
  [
    'an out-of-office answer of the very second that lay there',
    {
      kind: 'auto-reply',
      sub: 'out-of-office',
      receivedAt: '2026-03-02T09:00:00.000Z',
      key: 'lay',
    },
    { messagesBefore: ['lay'] },
    null,
    null,
  ],
  ['a receipt from an alias', { kind: 'receipt', from: home }, learned, null, 'kept'],

  // Colleagues.
  [
    'a colleague answers an email of the sequence',
    fromBen,
    { ...colleague, answersSequence: true },
    'same-company-replied',
    'ended',
  ],
  [
    'a colleague answers an email of the sequence, to another rep',
    fromBen,
    { ...colleague, answersSequence: true, inItsMailbox: false },
    'same-company-replied',
    'ended',
  ],
  [
    'a colleague answers another mail of the rep',
    fromBen,
    colleague,
    'same-company-replied',
    'ended',
  ],
  [
    'a colleague answers, and only References says so',
    { from: ben, headers: [{ name: 'References', value: '<a@contoso.example>' }] },
    colleague,
    'same-company-replied',
    'ended',
  ],
  [
    'a colleague answers, and the rep is a bystander',
    fromBen,
    { ...colleague, wroteToRep: false },
    null,
    null,
  ],
  [
    'a colleague answers an email of the sequence, and the rep is a bystander',
    fromBen,
    { ...colleague, answersSequence: true, wroteToRep: false },
    'same-company-replied',
    'ended',
  ],
  ['a colleague answers another rep', fromBen, { ...colleague, inItsMailbox: false }, null, null],
  ['a colleague writes anew', { from: ben }, colleague, null, null],
  [
    'a colleague answered before she was enrolled',
    { ...fromBen, receivedAt: before },
    { ...colleague, answersSequence: true },
    null,
    null,
  ],
  [
    'a colleague answers, and the sequence does not mind',
    fromBen,
    { ...colleague, settings: defaultSettings, answersSequence: true },
    null,
    null,
  ],
  [
    'a colleague answers her own email',
    fromBen,
    { ...colleague, emailNumber: 1, answersSequence: true },
    'replied-from-other-address',
    'ended',
  ],
  [
    'a colleague is out of the office',
    { ...fromBen, kind: 'auto-reply', sub: 'out-of-office' },
    { ...colleague, answersSequence: true },
    null,
    null,
  ],
  [
    'a known colleague to whom her email was passed on is out of the office',
    { ...fromBen, kind: 'auto-reply', sub: 'out-of-office' },
    { isSomebodyElse: true, emailNumber: 1 },
    null,
    null,
  ],
  [
    'a colleague sends a receipt',
    { ...fromBen, kind: 'receipt' },
    { ...colleague, answersSequence: true },
    null,
    null,
  ],
  [
    'one of us answers',
    { from: rita, headers: answers },
    { ...colleague, answersSequence: true },
    null,
    null,
  ],
  [
    'a colleague answers after the end',
    fromBen,
    { ...colleague, answersSequence: true, state: 'ended' },
    null,
    null,
  ],

  // Lists: noted, whichever rule would have ended it.
  ['a list post of hers', {}, onList, null, 'noted'],
  ['a list post that answers an email', {}, { ...onList, emailNumber: 1 }, null, 'noted'],
  [
    'a list post of somebody who answers an email',
    { from: ben },
    { ...onList, emailNumber: 1 },
    null,
    'noted',
  ],
  ['a list post of an alias', { from: home }, { ...onList, ...learned }, null, 'noted'],
  ['a list post of a colleague', fromBen, { ...onList, ...colleague }, null, 'noted'],
  ['a list post of a stranger', { from: ben }, onList, null, null],
  [
    'a list post that answers an email, in a colleague’s mailbox',
    {},
    { ...onList, emailNumber: 1, inItsMailbox: false },
    null,
    null,
  ],
  [
    'a list post with the unsubscribe token',
    { unsubscribes: 'enrollment-1' },
    onList,
    'unsubscribed',
    'ended',
  ],
]

test.each(rows)('%s', (_words, mail, subject, rule, effect) => {
  const judgement = decide(aReadMessage(mail), aSubject(subject))
  expect(judgement && { rule: judgement.rule, effect: judgement.effect }).toEqual(
    effect === null ? null : { rule, effect },
  )
  expect(judgement?.because).not.toEqual([])
})

test('a list post is told as one, and names who wrote it', () => {
  const mail = aReadMessage({ from: ben })
  const judgement = decide(mail, aSubject({ ...onList, emailNumber: 1 }))
  if (!judgement) throw new Error('Nothing was judged.')
  expect(describeVerdict(mail, judgement, ana.name)).toBe(
    'Ben Bauer wrote to a mailing list, not to the rep. It is noted.',
  )
})
