/** Edited steps: which step is which in the next version, and how somebody in the midst of an earlier one goes on. */

import {
  isSameStep,
  shiftMs,
  stepsAfterEdit,
  takeOver,
  withIds,
} from '../../../server/domain/sequences/edited-steps.ts'
import type { Step } from '../../../server/domain/sequences/sequence.ts'
import { aStep } from '../../support/server/makers.ts'
import { day } from '../../support/server/engine-stage.ts'

/** Steps named by letters, the first of which opens the thread. */
function steps(names: string): Step[] {
  return Array.from(names).map((id, index) =>
    aStep({ id, number: index + 1, body: `Email ${id}`, thread: index === 0 ? 'new' : 'same' }),
  )
}
const names = (some: Step[] | null) => some?.map(({ id }) => id).join('') ?? null

const goesOn: [string, string, number, string, string | null][] = [
  ['with nothing done takes the edited steps', 'ABC', 0, 'XBC', 'XBC'],
  ['keeps what was done, and gets what comes after it', 'ABC', 1, 'ABX', 'ABX'],
  ['gets a step put in after the last one done', 'ABC', 1, 'AXBC', 'AXBC'],
  ['misses a step put in before the last one done', 'ABC', 2, 'XABC', 'ABC'],
  ['keeps a done step that was removed before the last one', 'ABC', 2, 'BC', 'ABC'],
  ['goes on with the following step when the next was removed', 'ABC', 1, 'AC', 'AC'],
  ['goes on with the next that is left when the last done was removed', 'ABC', 1, 'BC', 'ABC'],
  ['misses what stands in the place of the one done', 'ABC', 1, 'XBC', 'ABC'],
  ['has nothing left when all that came was removed', 'ABC', 1, 'A', 'A'],
  ['gets both when two steps are exchanged and the first was done', 'ABC', 1, 'BAC', 'ABC'],
  ['gets what was to come when the last one done became the last', 'ABC', 1, 'BCA', 'ABC'],
  [
    'gets what was moved before the last one done, and misses what is new there',
    'ABCD',
    2,
    'XDABC',
    'ABDC',
  ],
  ['gets what was moved before the next when the last done was removed', 'ABCD', 1, 'CBD', 'ACBD'],
  ['has nothing left when the last one done became the last of what is left', 'ABC', 2, 'AB', 'AB'],
  ['gets no step twice, however they are moved', 'ABC', 2, 'BAC', 'ABC'],
  ['gets each once in the new order', 'ABCD', 1, 'ADCB', 'ADCB'],
  ['cannot be placed when nothing is as it was', 'ABC', 1, 'XYZ', null],
  ['cannot be placed when every step was done and the last removed', 'AB', 2, 'AX', null],
]

test.each(goesOn)('who %s', (_words, old, done, edited, expected) => {
  expect(names(stepsAfterEdit(steps(old), done, steps(edited)))).toBe(expected)
})

test('what was done stays as it was, under its numbers, and what comes is numbered on', () => {
  const edited = steps('XABC').map((one) => ({ ...one, body: `${one.body}, anew` }))
  const joined = stepsAfterEdit(steps('AB'), 2, edited)
  expect(joined?.map(({ number, body }) => [number, body])).toEqual([
    [1, 'Email A'],
    [2, 'Email B'],
    [3, 'Email C, anew'],
  ])
})

test('who would get an email that answers none keeps the steps', () => {
  const call = aStep({ id: 'A', kind: 'call', thread: 'same' })
  const [, email] = steps('AB')
  const edited = [aStep({ id: 'X' }), ...(email ? [email] : [])]
  expect(stepsAfterEdit([call, aStep({ id: 'B', number: 2 })], 1, edited)).toBeNull()
})

test('a step that has begun counts as done, and nobody is taken over for what does not change', () => {
  const [old, edited] = [steps('ABC'), steps('AXC')]
  expect(takeOver(old, { nextStep: 2, begun: true }, edited)).toEqual({ kind: 'unchanged' })
  expect(takeOver(old, { nextStep: 2, begun: false }, edited)).toMatchObject({
    kind: 'changed',
    done: 1,
  })
  expect(takeOver(old, { nextStep: 2, begun: false }, steps('XYZ'))).toEqual({ kind: 'kept' })
})

test('another delay moves the next step by the difference', () => {
  const [two, five] = ['P2D', 'P5D'].map((delay) => aStep({ delay }))
  if (!two || !five) throw new Error('No steps.')
  expect(shiftMs(two, five)).toBe(3 * day)
  expect(shiftMs(five, two)).toBe(-3 * day)
  expect(shiftMs(two, two)).toBe(0)
})

describe('ids', () => {
  let made = 0
  const newId = () => `new-${String((made += 1))}`
  beforeEach(() => (made = 0))
  const before = steps('AB')
  const known = new Set(['A', 'B', 'old'])

  test('a draft keeps the id it names, also of a step that was removed once', () => {
    const drafts = ['B', 'old'].map((id) => ({ id, body: 'x' }))
    expect(withIds(drafts, before, known, newId).map(({ id }) => id)).toEqual(['B', 'old'])
  })
  test('an id that this sequence never had, or that came before, is made anew', () => {
    const drafts = ['A', 'A', 'stranger'].map((id) => ({ id, body: 'x' }))
    expect(withIds(drafts, before, known, newId).map(({ id }) => id)).toEqual([
      'A',
      'new-1',
      'new-2',
    ])
  })
  test('without an id, only the very same words are the same step', () => {
    const drafts = [
      { subject: 'A short question', body: 'Email B' },
      { subject: 'A short question', body: 'Email A, anew' },
    ]
    expect(withIds(drafts, before, known, newId).map(({ id }) => id)).toEqual(['B', 'new-1'])
  })
  test('steps are the same by what they say and do, not by id or place', () => {
    expect(isSameStep(aStep({ id: 'A', number: 1 }), aStep({ id: 'B', number: 2 }))).toBe(true)
    expect(isSameStep(aStep(), aStep({ delay: 'P1D' }))).toBe(false)
  })
})
