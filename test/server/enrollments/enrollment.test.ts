/** An enrollment's end: why it cannot be undone, what is left of a delay, what comes next, and the sentence people read. */

import { whyNotUndo } from '../../../server/domain/enrollments/enrollment.ts'
import {
  stepAfter,
  stoppedAt,
  type NextStep,
} from '../../../server/domain/enrollments/next-step.ts'
import { explainEnd, withEmailOnItsWay } from '../../../server/domain/enrollments/explain-end.ts'
import { limitsOf, whyNotChange } from '../../../server/domain/directory/user.ts'
import { contactName, firstName } from '../../../server/domain/contacts/contact.ts'
import { reasons, type Reason } from '../../../shared/reason.ts'
import { ana, aStep, aUser, mia, rita, sam } from '../../support/server/makers.ts'

const undoable: Reason[] = reasons.filter((one) => one !== 'unsubscribed' && one !== 'completed')
const free = {
  addressBad: false,
  suppressed: false,
  otherOpen: null,
  answeredSince: false,
  standsStill: null,
  noStepLeft: false,
}
const stopped: NextStep = { kind: 'stopped', step: 2, leftMs: 0 }
const now = '2026-03-02T09:00:00.000Z'
const done: NextStep = { kind: 'done' }
const ended = (reason: Reason) => ({ state: 'ended' as const, reason, next: stopped })

test.each(undoable)('an end by “%s” can be undone', (reason) => {
  expect(whyNotUndo(ended(reason), free)).toBeNull()
})

test.each([
  ['of one that unsubscribed', ended('unsubscribed'), free, 'Only the contact'],
  ['of a completed one', { ...ended('completed'), next: done }, free, 'Every step was done'],
  ['with no step left', { ...ended('manual'), next: done }, free, 'Every step was done'],
  [
    'of a bounce while the address is bad',
    ended('bounced'),
    { ...free, addressBad: true },
    'Change the contact’s address',
  ],
  ['after an answer', ended('manual'), { ...free, answeredSince: true }, 'answered since'],
  ['when edited steps leave none', ended('manual'), { ...free, noStepLeft: true }, 'none is left'],
  ['to a suppressed address', ended('manual'), { ...free, suppressed: true }, 'suppression list'],
  [
    'when another sequence has the contact',
    ended('manual'),
    { ...free, otherOpen: 'Spring' },
    '“Spring”',
  ],
  [
    'while the sequence is deleted',
    ended('sequence-deleted'),
    { ...free, standsStill: 'The sequence was deleted. Restore the sequence first.' },
    'Restore the sequence first',
  ],
  [
    'of what has not ended',
    { state: 'active' as const, reason: null, next: stopped },
    free,
    'has not ended',
  ],
])('undo %s is refused with a sentence', (_words, enrollment, facts, words) => {
  expect(whyNotUndo(enrollment, facts)).toContain(words)
})

test.each<[string, NextStep, NextStep]>([
  ['two days before', at('2026-03-04T09:00:00.000Z'), { ...stopped, leftMs: 2 * 86_400_000 }],
  ['a day overdue', at('2026-03-01T09:00:00.000Z'), { ...stopped, leftMs: -86_400_000 }],
  [
    'while its email is on its way',
    { kind: 'sending', step: 2, wantedAt: now, waits: 'On its way.' },
    stopped,
  ],
  [
    'while its email is looked for',
    { kind: 'undecided', step: 2, wantedAt: now, waits: 'Looked for.' },
    stopped,
  ],
  ['while its task is open', { kind: 'task', step: 2, wantedAt: now }, stopped],
  ['when every step is done', done, done],
])('ended %s, what is left of the delay is kept', (_words, next, left) => {
  expect(stoppedAt(next, now)).toEqual(left)
})

function at(dueAt: string): NextStep {
  return { kind: 'due', step: 2, wantedAt: dueAt, dueAt, waits: null }
}

test('the next step waits its own delay from when the step before was done', () => {
  const steps = [aStep(), aStep({ number: 2, delay: 'P2D' })]
  expect(stepAfter(1, steps, '2026-03-02T10:30:00.000Z')).toEqual({
    step: 2,
    wantedAt: '2026-03-04T10:30:00.000Z',
    leftMs: 2 * 86_400_000,
  })
  expect(stepAfter(2, steps, '2026-03-02T10:30:00.000Z')).toBeNull()
})

const facts = { contact: ana.name, who: null, evidence: null }

test.each(reasons)('an end by “%s” is told in one sentence', (reason) => {
  expect(explainEnd(reason, facts)).toMatch(/^[A-Z].*\.$/)
})

test('an end by hand names who did it, and an email that could not be called back', () => {
  const told = explainEnd('manual', { ...facts, who: 'Rita Ross' })
  expect(told).toBe('Unenrolled by Rita Ross.')
  expect(withEmailOnItsWay(told, null)).toBe(told)
  expect(withEmailOnItsWay(told, 2)).toBe(
    'Unenrolled by Rita Ross. Email 2 was already on its way.',
  )
})

test.each([
  ['the rep', rita, null],
  ['an administrator', mia, null],
  ['the rep’s manager', aUser({ id: 'boss', role: 'manager' }), null],
  ['another manager', aUser({ id: 'else', role: 'manager' }), 'Only Rita Ross'],
  ['another rep', sam, 'Only Rita Ross'],
  ['the rep without a seat', aUser({ seat: 'none' }), 'no seat'],
  ['an administrator without a seat', aUser({ id: 'x', role: 'admin', seat: 'none' }), 'no seat'],
])('%s and the rep’s enrollment', (_words, user, words) => {
  const because = whyNotChange(user, aUser({ managerId: 'boss' }))
  if (words === null) expect(because).toBeNull()
  else expect(because).toContain(words)
})

test('without a seat people are told what they may not do and whom to ask', () => {
  expect(limitsOf({ seat: 'none' })).toContain('Ask your administrator')
  expect(limitsOf({ seat: 'professional' })).toBeNull()
})

test.each([
  ['Ana Alves', 'Ana Alves'],
  ['  Ana\n Alves ', 'Ana Alves'],
  ['', 'Ana'],
  [undefined, 'Ana'],
  ['ana@acme.example', 'Ana'],
])('a contact given the name %j is called %j', (given, name) => {
  expect(contactName(given, ana.address)).toBe(name)
})

test('the first name is the first word of the name', () => {
  expect(firstName(' Ana Maria Alves')).toBe('Ana')
})
