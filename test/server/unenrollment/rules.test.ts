/** What a mail does to an enrollment, by table: which rule fits first, and what follows. */

import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import { decide, type Effect } from '../../../server/domain/unenrollment/decide.ts'
import type { ReadMessage, Subject } from '../../../server/domain/unenrollment/subject.ts'
import { describeOnMessage } from '../../../server/domain/unenrollment/describe-on-message.ts'
import { describeVerdict } from '../../../server/domain/unenrollment/describe-verdict.ts'
import type { Reason } from '../../../shared/reason.ts'
import { aReadMessage, aSubject, ana, ben } from '../../support/server/makers.ts'

const before = '2026-03-02T08:59:59.000Z'
const began = '2026-03-02T09:00:00.000Z'
const homeAddress = { address: 'ana@home.example', name: 'Ana' }
const rita = { address: 'rita@contoso.example', name: 'Rita' }
const sam = { address: 'sam@contoso.example', name: 'Sam' }

function report(
  action: 'failed' | 'delayed' | 'delivered',
  status: string,
  to: string | null = ana.address,
  originalRecipient: string | null = null,
) {
  return {
    originalMessageId: null,
    fates: [{ recipient: to, originalRecipient, action, status, diagnostic: null }],
  }
}
const bounce = (given: Partial<ReadMessage>): Partial<ReadMessage> => ({
  kind: 'bounce',
  from: { address: 'mailer-daemon@acme.example', name: '' },
  ...given,
})

type Row = [
  words: string,
  mail: Partial<ReadMessage>,
  subject: Partial<Subject>,
  rule: Reason | null,
  effect: Effect | null,
]

const rows: Row[] = [
  ['an answer to an email', {}, { emailNumber: 1 }, 'replied', 'ended'],
  [
    'an answer dated before the enrollment',
    { receivedAt: before },
    { emailNumber: 1 },
    'replied',
    'ended',
  ],
  [
    'an answer in a colleague’s mailbox',
    {},
    { emailNumber: 1, inItsMailbox: false },
    'replied',
    'ended',
  ],
  ['an answer to a paused enrollment', {}, { emailNumber: 1, state: 'paused' }, 'replied', 'ended'],
  ['an answer after the end', {}, { emailNumber: 1, state: 'ended' }, 'replied', 'noted'],
  [
    'an answer of whom only Sender tells',
    { from: null, sender: ana },
    { emailNumber: 1 },
    'replied',
    'ended',
  ],
  [
    'an answer from home',
    { from: homeAddress },
    { emailNumber: 1 },
    'replied-from-other-address',
    'ended',
  ],
  [
    'an answer from home after the end',
    { from: homeAddress },
    { emailNumber: 1, state: 'ended' },
    'replied-from-other-address',
    'noted',
  ],
  [
    'an answer sent for her by an assistant',
    { from: ana, sender: ben },
    { emailNumber: 1 },
    'replied',
    'ended',
  ],
  ['the rep’s own answer', { from: rita }, { emailNumber: 1 }, null, null],
  ['a colleague’s answer inside the house', { from: sam }, { emailNumber: 1 }, null, null],
  [
    'an answer whose author cannot be read',
    { from: null },
    { emailNumber: 1 },
    'replied-from-other-address',
    'ended',
  ],
  ['a mail of her own', {}, {}, 'wrote-separately', 'ended'],
  ['a mail of her own while paused', {}, { state: 'paused' }, 'wrote-separately', 'ended'],
  ['a mail of her own after the end', {}, { state: 'ended' }, null, null],
  ['a mail of her own in a colleague’s mailbox', {}, { inItsMailbox: false }, null, null],
  ['a mail of her own from before', { receivedAt: before }, {}, null, null],
  ['a mail of the very second', { receivedAt: began }, {}, 'wrote-separately', 'ended'],
  [
    'a mail of the very second that lay there',
    { receivedAt: began, key: 'lay' },
    { messagesBefore: ['lay'] },
    null,
    null,
  ],
  ['a mail of somebody else', { from: ben }, {}, null, null],
  ['a mail sent in her name by another', { from: ben, sender: ana }, {}, null, null],
  ['the mailbox’s own mail', { kind: 'own', from: rita }, { emailNumber: 1 }, null, null],
  [
    'an out-of-office answer to an email',
    { kind: 'auto-reply', sub: 'out-of-office' },
    { emailNumber: 1 },
    null,
    'paused',
  ],
  [
    'an out-of-office answer that names nothing',
    { kind: 'auto-reply', sub: 'out-of-office' },
    {},
    null,
    'paused',
  ],
  [
    'an out-of-office answer on the day of return',
    { kind: 'auto-reply', sub: 'out-of-office', returnDate: '2026-03-02' },
    { emailNumber: 1 },
    null,
    'kept',
  ],
  [
    'an out-of-office answer without a day, where the sequence does not wait for that',
    { kind: 'auto-reply', sub: 'out-of-office' },
    { emailNumber: 1, settings: { ...defaultSettings, outOfOfficeDays: 0 } },
    null,
    'kept',
  ],
  [
    'an out-of-office answer with a day, where the sequence does not wait without one',
    { kind: 'auto-reply', sub: 'out-of-office', returnDate: '2026-03-09' },
    { emailNumber: 1, settings: { ...defaultSettings, outOfOfficeDays: 0 } },
    null,
    'paused',
  ],
  [
    'an out-of-office answer while paused',
    { kind: 'auto-reply', sub: 'out-of-office', returnDate: '2026-03-09' },
    { emailNumber: 1, state: 'paused' },
    null,
    'paused',
  ],
  [
    'an answer that she has left the company',
    { kind: 'auto-reply', sub: 'left-company', successor: ben.address },
    { emailNumber: 1 },
    null,
    'paused',
  ],
  [
    'an answer that she has left the company, after the end',
    { kind: 'auto-reply', sub: 'left-company' },
    { emailNumber: 1, state: 'ended' },
    null,
    'noted',
  ],
  [
    'a ticket system’s answer',
    { kind: 'auto-reply', sub: 'ticket' },
    { emailNumber: 1 },
    null,
    'kept',
  ],
  [
    'an out-of-office answer after the end',
    { kind: 'auto-reply', sub: 'out-of-office' },
    { emailNumber: 1, state: 'ended' },
    null,
    'noted',
  ],
  [
    'an out-of-office answer in a colleague’s mailbox',
    { kind: 'auto-reply', sub: 'out-of-office' },
    { inItsMailbox: false },
    null,
    null,
  ],
  [
    'an out-of-office answer from before',
    { kind: 'auto-reply', sub: 'out-of-office', receivedAt: before },
    {},
    null,
    null,
  ],
  [
    'a machine’s mail from home',
    { kind: 'auto-reply', sub: 'other', from: homeAddress },
    { emailNumber: 1 },
    null,
    'kept',
  ],
  ['a read receipt', { kind: 'receipt' }, { emailNumber: 1 }, null, 'kept'],
  ['an invitation', { kind: 'calendar' }, {}, null, 'kept'],
  ['an invitation of a stranger', { kind: 'calendar', from: ben }, {}, null, null],
  [
    'a failure to an unknown user',
    bounce({ report: report('failed', '5.1.1') }),
    { emailNumber: 1 },
    'bounced',
    'ended',
  ],
  [
    'a failure after the end',
    bounce({ report: report('failed', '5.1.1') }),
    { emailNumber: 1, state: 'ended' },
    'bounced',
    'noted',
  ],
  [
    'a failure that gave up after days',
    bounce({ report: report('failed', '4.4.7') }),
    { emailNumber: 1 },
    'bounced',
    'ended',
  ],
  [
    'a failure at an address the email was passed on to',
    bounce({ report: report('failed', '5.1.1', homeAddress.address) }),
    { emailNumber: 1 },
    null,
    'kept',
  ],
  [
    'a failure at an address the email was passed on to, after the end',
    bounce({ report: report('failed', '5.1.1', homeAddress.address) }),
    { emailNumber: 1, state: 'ended' },
    null,
    'noted',
  ],
  [
    'a sender blamed where the email was passed on to',
    bounce({ report: report('failed', '5.7.705', homeAddress.address) }),
    { emailNumber: 1 },
    null,
    'kept',
  ],
  [
    'a failure at another address, which says that it was written to the enrolled one',
    bounce({ report: report('failed', '5.1.1', homeAddress.address, ana.address) }),
    { emailNumber: 1 },
    'bounced',
    'ended',
  ],
  [
    'a failure at a further address of hers',
    bounce({ report: report('failed', '5.1.1', homeAddress.address) }),
    { emailNumber: 1, furtherAddresses: [homeAddress.address] },
    'bounced',
    'ended',
  ],
  [
    'a failure under another spelling',
    bounce({ report: report('failed', '5.1.1', 'ana+x@acme.example') }),
    { emailNumber: 1 },
    'bounced',
    'ended',
  ],
  [
    'a failure at the machine of her company that has her mailbox',
    bounce({ report: report('failed', '5.1.1', 'ana@mx1.acme.example') }),
    { emailNumber: 1 },
    'bounced',
    'ended',
  ],
  [
    'a failure that names nobody',
    bounce({ report: report('failed', '5.1.1', null) }),
    { emailNumber: 1 },
    'bounced',
    'ended',
  ],
  ['a delay', bounce({ report: report('delayed', '4.4.1') }), { emailNumber: 1 }, null, 'kept'],
  [
    'a delay after the end',
    bounce({ report: report('delayed', '4.4.1') }),
    { emailNumber: 1, state: 'ended' },
    null,
    'noted',
  ],
  [
    'a delivery',
    bounce({ report: report('delivered', '2.0.0') }),
    { emailNumber: 1 },
    null,
    'kept',
  ],
  [
    'a failure that blames the sender',
    bounce({ report: report('failed', '5.7.705') }),
    { emailNumber: 1 },
    null,
    'paused',
  ],
  [
    'a failure that blames the sender, after the end',
    bounce({ report: report('failed', '5.1.90') }),
    { emailNumber: 1, state: 'ended' },
    null,
    'noted',
  ],
  [
    'a failure that names no mail',
    bounce({ report: report('failed', '5.1.1') }),
    {},
    'bounced',
    'ended',
  ],
  [
    'a failure that names no mail, from before',
    bounce({ report: report('failed', '5.1.1'), receivedAt: before }),
    {},
    null,
    null,
  ],
  [
    'a failure that names no mail, before any email',
    bounce({ report: report('failed', '5.1.1') }),
    { wrote: false },
    null,
    null,
  ],
  [
    'a failure that names another mail',
    bounce({ report: { ...report('failed', '5.1.1'), originalMessageId: '<x@contoso.example>' } }),
    {},
    null,
    null,
  ],
  [
    'a failure that answers another mail',
    bounce({ report: report('failed', '5.1.1'), answers: ['<x@contoso.example>'] }),
    {},
    null,
    null,
  ],
  [
    'a failure that names no mail and another address',
    bounce({ report: report('failed', '5.1.1', ben.address) }),
    {},
    null,
    null,
  ],
  ['a mail that cannot be read', { kind: 'unreadable' }, { emailNumber: 1 }, null, 'paused'],
  [
    'a mail that cannot be read, after the end',
    { kind: 'unreadable' },
    { emailNumber: 1, state: 'ended' },
    null,
    'noted',
  ],
  ['a stranger’s mail that cannot be read', { kind: 'unreadable', from: ben }, {}, null, null],
  [
    'a mail from before that cannot be read',
    { kind: 'unreadable', receivedAt: before },
    {},
    null,
    null,
  ],
  [
    'the unsubscribe mail of an email',
    { unsubscribes: 'enrollment-1' },
    {},
    'unsubscribed',
    'ended',
  ],
  [
    'the unsubscribe mail that answers an email',
    { unsubscribes: 'enrollment-1' },
    { emailNumber: 1 },
    'unsubscribed',
    'ended',
  ],
  [
    'the unsubscribe mail after the end',
    { unsubscribes: 'enrollment-1' },
    { state: 'ended' },
    'unsubscribed',
    'noted',
  ],
  [
    'the unsubscribe mail by a program',
    { kind: 'auto-reply', sub: 'other', unsubscribes: 'enrollment-1' },
    {},
    'unsubscribed',
    'ended',
  ],
  [
    'an out-of-office answer to an unsubscribe mail',
    { kind: 'auto-reply', sub: 'out-of-office', unsubscribes: 'enrollment-1' },
    {},
    null,
    'paused',
  ],
  [
    'the unsubscribe mail of another enrollment',
    { unsubscribes: 'enrollment-2', from: ben },
    {},
    null,
    null,
  ],
]

test.each(rows)('%s', (_words, mail, subject, rule, effect) => {
  const judgement = decide(aReadMessage(mail), aSubject(subject))
  expect(judgement && { rule: judgement.rule, effect: judgement.effect }).toEqual(
    effect === null ? null : { rule, effect },
  )
})

test('of two fates the report’s own word about the enrolled address counts', () => {
  const fates = [
    { recipient: ben.address, action: 'delivered' as const, status: '2.0.0' },
    { recipient: ana.address, action: 'failed' as const, status: '5.1.1' },
  ].map((one) => ({ ...one, originalRecipient: null, diagnostic: null }))
  const mail = aReadMessage(bounce({ report: { fates, originalMessageId: '<l@contoso.example>' } }))
  expect(decide(mail, aSubject({ emailNumber: 1 }))).toMatchObject({
    effect: 'ended',
    addressBad: true,
  })
  expect(decide(mail, aSubject({ emailNumber: 1, address: ben.address }))?.effect).toBe('kept')
})

test.each([
  ['5.1.1', true],
  ['5.1.2', true],
  ['5.1.10', true],
  ['5.2.2', false],
  ['4.4.7', false],
  ['5.7.1', false],
])('status %s marks the address as bad: %s', (status, bad) => {
  const mail = aReadMessage(bounce({ report: report('failed', status) }))
  expect(decide(mail, aSubject({ emailNumber: 1 }))?.addressBad).toBe(bad)
})

test('every judgement says what was seen', () => {
  for (const [, mail, subject, , effect] of rows)
    if (effect) expect(decide(aReadMessage(mail), aSubject(subject))?.because).not.toEqual([])
})

test('no sentence about an ended enrollment says that it goes on', () => {
  for (const [words, mail, subject, , effect] of rows) {
    const judgement = decide(aReadMessage(mail), aSubject(subject))
    if (!judgement || !effect || effect === 'ended') continue
    const told = describeVerdict(aReadMessage(mail), judgement, ana.name)
    expect([words, told.includes('goes on')]).toEqual([words, effect === 'kept'])
    if (effect === 'paused') expect(told).toContain('paused already')
  }
})

test('a report that a server still tries says that the email is delayed', () => {
  const mail = aReadMessage(bounce({ report: report('delayed', '4.4.7') }))
  const judgement = decide(mail, aSubject({ emailNumber: 1 }))
  if (!judgement) throw new Error('No judgement.')
  expect(describeVerdict(mail, judgement, ana.name)).toMatch(
    /^A report that an email is delayed arrived/,
  )
})

test.each([
  [{}, 'The pause is over.'],
  [{ superseded: true }, 'Another answer counts since.'],
  [{ ended: true }, 'The enrollment has ended since.'],
])('a pause that no longer stands, %j, says “%s” on its mail', (given, words) => {
  const verdict = {
    kind: 'auto-reply',
    sub: 'out-of-office',
    rule: null,
    effect: 'paused',
    evidence: { returnDate: '2026-03-09' },
  } as const
  const was = { contact: ana.name, pausedUntil: null, timeZone: 'UTC', stands: false }
  const now = { ...was, ended: false, superseded: false, ...given }
  expect(describeOnMessage(verdict, now)).toBe(`Out of office until 9 March. ${words}`)
})
