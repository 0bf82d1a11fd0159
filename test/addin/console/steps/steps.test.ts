/** Steps while they are being written: their delays, their order, and what is sent. */

import { delaySentence, readDelay, writeDelay } from '../../../../addin/console/steps/delay.ts'
import {
  draftsOf,
  moved,
  newDraft,
  opensThread,
  replaced,
  requestsOf,
  withOneMore,
  without,
} from '../../../../addin/console/steps/drafts.ts'
import { aSequence } from '../../../support/addin/cards.ts'

test.each([
  ['P2D', 2, 'days'],
  ['P1W', 7, 'days'],
  ['PT4H', 4, 'hours'],
  ['P1DT2H', 26, 'hours'],
  ['PT90M', 90, 'minutes'],
  ['PT0S', 0, 'days'],
] as const)('the delay %s is %d %s', (duration, count, unit) => {
  expect(readDelay(duration)).toEqual({ count, unit })
})

test.each(['minutes', 'hours', 'days', 'weeks'] as const)(
  '3 %s are written and read again',
  (unit) => {
    const minutes = { minutes: 3, hours: 180, days: 4320, weeks: 30_240 }[unit]
    const read = readDelay(writeDelay({ count: 3, unit }))
    const each = { minutes: 1, hours: 60, days: 1440, weeks: 10_080 }[read?.unit ?? 'weeks']
    expect((read?.count ?? 0) * each).toBe(minutes)
  },
)

test('what is no delay of ours is left to the server', () => {
  expect(readDelay('P1Y')).toBeNull()
  expect(delaySentence('P1Y', false)).toBe('P1Y after the step before')
})

test.each([
  ['PT0S', true, 'At once'],
  ['P1D', false, '1 day after the step before'],
  ['P2D', true, '2 days after enrolling'],
])('%s (first: %s) is told as “%s”', (duration, isFirst, sentence) => {
  expect(delaySentence(duration, isFirst)).toBe(sentence)
})

test('the first step always begins a thread, whichever is moved or removed', () => {
  const drafts = [newDraft(true), newDraft(false), newDraft(false)]
  const [one, two, three] = drafts.map(({ key }) => key)
  const after = moved(drafts, 1, -1)
  expect(after.map(({ key }) => key)).toEqual([two, one, three])
  expect(after[0]?.thread).toBe('new')
  const left = without(drafts, one ?? '')
  expect(left.map(({ key, thread }) => [key, thread])).toEqual([
    [two, 'new'],
    [three, 'same'],
  ])
})

test('a call before it leaves the first email the first: it begins the thread, and the call keeps its title', () => {
  const [call, email] = [newDraft(false), newDraft(false)]
  const after = replaced([call, email], { ...call, kind: 'call', subject: 'Call', thread: 'new' })
  expect(after.map((_, index) => opensThread(after, index))).toEqual([false, true])
  expect(requestsOf(after)).toMatchObject([{ kind: 'call', subject: 'Call' }, { thread: 'new' }])
  expect(withOneMore(after)[2]?.thread).toBe('same')
})

test('steps that were not touched are sent as they came', () => {
  const sequence = aSequence()
  const sent = requestsOf(draftsOf(sequence))
  expect(sent.map(({ body, thread, kind }) => ({ body, thread, kind }))).toEqual(
    sequence.steps.map(({ body, thread, kind }) => ({ body, thread, kind })),
  )
})
