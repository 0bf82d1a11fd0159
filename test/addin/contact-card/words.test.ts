/** The pane's sentences. */

import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import { createTimes } from '../../../addin/ui/times.ts'
import {
  besideSentence,
  capital,
  delayWords,
  endSentence,
  firstName,
  fullName,
  pauseSentence,
  nextSentence,
  resumeSentence,
  standingOf,
  stepOf,
  stepsSentence,
  verdictTitle,
} from '../../../addin/contact-card/words.ts'
import {
  aCard,
  ana,
  anEnrollment,
  aSequence,
  aVerdict,
  endedByReply,
  paused,
} from '../../support/addin/cards.ts'

const now = Date.parse('2026-03-02T12:00:00.000Z')
const times = createTimes('en-GB', 'UTC', () => now)
const dueAt = '2026-03-04T12:00:00.000Z'

test.each([
  ['Ana Alpha', 'Ana'],
  ['Alpha, Ana', 'Ana'],
  ['Ana', 'Ana'],
  ['ana@acme.example', 'ana@acme.example'],
])('%s is called %s', (name, called) => {
  expect(firstName(name)).toBe(called)
})

test('the contact’s own name comes before what Outlook shows, and that before the address', () => {
  const typed = { email: 'ana@acme.example', name: 'A. Alpha' }
  expect(fullName(aCard(), typed)).toBe('Ana Alpha')
  expect(fullName(aCard({ contact: ana({ name: '' }) }), typed)).toBe('A. Alpha')
  expect(fullName(null, { ...typed, name: '' })).toBe('ana@acme.example')
})

describe('a task that is due', () => {
  const may = { done: true, skip: true, because: null }
  const open = { id: 'task-1', title: 'Ask about pricing', body: '', may }
  test.each([
    ['call', '2026-03-02T09:00:00.000Z', 'Next: call Ana Alpha, today.'],
    ['to-do', '2026-03-02T09:00:00.000Z', 'Next: a to-do for Ana Alpha, today.'],
    ['call', '2026-02-27T09:00:00.000Z', 'Next: call Ana Alpha, due since 27 February, 9:00.'],
    [
      'manual-email',
      '2026-03-02T09:00:00.000Z',
      'Next: your email to Ana Alpha, today. Look it over in Drafts and send it.',
    ],
  ] as const)('%s of %s: %s', (kind, at, sentence) => {
    const task = { ...open, kind, dueAt: at }
    const nextStep = { number: 2, kind, dueAt: at, waits: null, task }
    expect(nextSentence(anEnrollment({ nextStep }), times)).toBe(sentence)
  })
})

describe('what comes next', () => {
  const next = (changes: object, emailsSent = 1) =>
    nextSentence(
      anEnrollment({
        emailsSent,
        nextStep: {
          number: 2,
          kind: 'automatic-email',
          dueAt,
          waits: null,
          task: null,
          ...changes,
        },
      }),
      times,
    )
  test.each([
    [{}, 1, 'The next email goes out on 4 March, 12:00 (in 2 days).'],
    [{}, 0, 'The first email goes out on 4 March, 12:00 (in 2 days).'],
    [{ dueAt: '2026-03-02T11:59:00.000Z' }, 0, 'The first email goes out now.'],
    [{ waits: 'The day’s emails are sent.' }, 1, 'The day’s emails are sent.'],
    [{ kind: 'call' }, 1, 'Next, a call: due on 4 March, 12:00 (in 2 days).'],
  ])('%j after %d emails: %s', (changes, sent, sentence) => {
    expect(next(changes, sent)).toBe(sentence)
  })
  test('nothing', () => {
    expect(nextSentence(anEnrollment({ nextStep: null }), times)).toBe('Nothing more is planned.')
  })
})

test('a pause says why, and until when if it ends by itself', () => {
  const pause = {
    id: 'pause-1',
    kind: 'sender-blocked',
    since: dueAt,
    until: null,
    text: 'Blocked.',
    evidence: null,
    may: { resume: true, because: null },
  } as const
  expect(pauseSentence(anEnrollment({ state: 'paused', pauses: [pause] }), times)).toBe('Blocked.')
  const until = anEnrollment({
    state: 'paused',
    pauses: [{ ...pause, until: dueAt }],
    pausedUntil: dueAt,
  })
  expect(pauseSentence(until, times)).toBe('Blocked. It resumes on 4 March, 12:00 (in 2 days).')
})

test('several pauses say each their own reason and end, and when the last is over', () => {
  const pause = {
    id: 'pause-1',
    kind: 'out-of-office',
    since: dueAt,
    until: dueAt,
    text: 'Away.',
    evidence: null,
    may: { resume: true, because: null },
  } as const
  const byHand = { ...pause, id: 'pause-2', kind: 'manual', text: 'Paused.' } as const
  const said = (changes: Partial<EnrollmentResource>) =>
    pauseSentence(anEnrollment({ state: 'paused', ...changes }), times)
  const tomorrow = '2026-03-03T12:00:00.000Z'
  expect(said({ pauses: [pause, { ...byHand, until: tomorrow }], pausedUntil: dueAt })).toBe(
    'Away. Until 4 March, 12:00 (in 2 days). Paused. Until 3 March, 12:00 (tomorrow). It resumes on 4 March, 12:00 (in 2 days).',
  )
  expect(said({ pauses: [pause, { ...byHand, until: null }] })).toBe(
    'Away. Until 4 March, 12:00 (in 2 days). Paused. Until somebody resumes it.',
  )
  const ofMailbox = {
    ...pause,
    ...({ kind: 'rep-away', until: null, text: 'Rita is away.' } as const),
    may: { resume: false, because: 'It goes on by itself.' },
  }
  expect(said({ pauses: [{ ...pause, until: '2026-03-02T11:00:00.000Z' }, ofMailbox] })).toBe(
    'Away. It ends now. Rita is away.',
  )
  const both = anEnrollment({ state: 'paused', pauses: [pause, byHand] })
  expect(besideSentence(both, pause.id)).toBe('It is paused besides: Paused.')
  expect(besideSentence({ ...both, pauses: [pause] }, pause.id)).toBeNull()
})

test.each([
  ['2026-03-04T12:00:00.000Z', 'It resumes on 4 March, 12:00 (in 2 days).'],
  ['2026-03-02T11:00:00.000Z', 'It resumes now.'],
  [null, 'It waits until somebody resumes it.'],
])('a pause until %s: %s', (until, sentence) => {
  expect(resumeSentence(paused({ until }), times)).toBe(sentence)
})

test('a banner says when the mail did it, and of a pause only until when', () => {
  const judgedAt = '2026-03-02T10:02:00.000Z'
  expect(verdictTitle(aVerdict({ judgedAt }), times)).toBe('Unenrolled by this reply, 10:02')
  const text = 'Out of office until 3 March: paused.'
  expect(verdictTitle(aVerdict({ judgedAt, effect: 'paused', text }), times)).toBe(
    'Out of office until 3 March: paused',
  )
  const undone = 'This reply unenrolled Ana. That has been taken back since.'
  expect(verdictTitle(aVerdict({ judgedAt, stands: false, text: undone }), times)).toBe(undone)
})

test.each([
  ['it answers email 1', 'It answers email 1'],
  ['ana@home.example is another address', 'ana@home.example is another address'],
])('the clause “%s” begins its line as “%s”', (clause, line) => {
  expect(capital(clause)).toBe(line)
})

test('an end says why, and what was too late to stop, once', () => {
  expect(endSentence(endedByReply())).toBe('Ana replied to email 1.')
  expect(endSentence(endedByReply({ emailOnItsWay: 2 }))).toBe(
    'Ana replied to email 1. Email 2 was already on its way.',
  )
  const told = 'Ended. Email 2 was already on its way.'
  expect(endSentence(endedByReply({ emailOnItsWay: 2, explanation: told }))).toBe(told)
  expect(endSentence(endedByReply({ explanation: null }))).toBe('Replied.')
})

test('one active enrollment counts more than a paused or an ended one', () => {
  const paused = anEnrollment({ id: '2', state: 'paused' })
  expect(standingOf(aCard({ enrollments: [paused, anEnrollment()] }))).toBe('enrolled')
  expect(standingOf(aCard({ enrollments: [endedByReply(), paused] }))).toBe('paused')
  expect(standingOf(aCard({ enrollments: [endedByReply()] }))).toBe('not-enrolled')
})

test('steps are counted to the one that comes next, at the end to the last one', () => {
  expect(stepOf(anEnrollment())).toBe('Step 2 of 3')
  expect(stepOf(anEnrollment({ nextStep: null, emailsSent: 3 }))).toBe('Step 3 of 3')
})

test('a sequence is told as its steps', () => {
  expect(stepsSentence(aSequence())).toBe('Email at once, email after 2 days, email after 1 week.')
  expect(stepsSentence(aSequence({ steps: [] }))).toBe('')
})

test.each([
  ['P1D', 'after 1 day'],
  ['PT4H30M', 'after 4 hours and 30 minutes'],
  ['PT0S', 'at once'],
  ['P1M', 'after P1M'],
])('a delay of %s is %s', (delay, words) => {
  expect(delayWords(delay)).toBe(words)
})
