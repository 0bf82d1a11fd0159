/** Two people's steps side by side: what is the same in both is left out, and nothing that differs is. */

import { differ, stepsText } from '../../../../addin/console/steps/steps-text.ts'
import { draftsOf, requestsOf } from '../../../../addin/console/steps/drafts.ts'
import type { StepResource } from '../../../../shared/sequence.ts'
import { aSequence } from '../../../support/addin/cards.ts'

const sequence = aSequence()
const [first, second, third] = sequence.steps as [StepResource, StepResource, StepResource]

/** The number and last line of each step in the text. */
const named = (text: string): string[] =>
  text === '' ? [] : text.split('\n\n').map((one) => one.replace(/:[^]*\n/, ': '))

test.each<[string, StepResource[], StepResource[], string[], string[]]>([
  [
    'one step written differently',
    [first, { ...second, body: 'Mine' }, third],
    [first, { ...second, body: 'Theirs' }, third],
    ['Step 2: Mine'],
    ['Step 2: Theirs'],
  ],
  [
    'another delay',
    [first, { ...second, delay: 'P5D' }, third],
    [first, second, third],
    ['Step 2: Hello'],
    ['Step 2: Hello'],
  ],
  [
    'a step more, before others that only count on',
    [first, { ...second, id: 'step-9', body: 'New' }, second, third],
    [first, second, third],
    ['Step 2: New'],
    [],
  ],
  ['a step less', [first, third], [first, second, third], [], ['Step 2: Hello']],
  [
    'steps exchanged',
    [first, { ...third, body: 'Three' }, { ...second, body: 'Two' }],
    [first, { ...second, body: 'Two' }, { ...third, body: 'Three' }],
    ['Step 2: Three', 'Step 3: Two'],
    ['Step 2: Two', 'Step 3: Three'],
  ],
  [
    'another first step, which comes at once and the other no more',
    [{ ...second, delay: 'PT0S' }, third],
    [first, { ...second, delay: 'PT0S' }, third],
    ['Step 1: Hello'],
    ['Step 1: Hello', 'Step 2: Hello'],
  ],
])('%s', (_what, mine, theirs, inMine, inTheirs) => {
  expect(named(stepsText(mine, theirs))).toEqual(inMine)
  expect(named(stepsText(theirs, mine))).toEqual(inTheirs)
})

test('two who wrote the same have nothing to choose', () => {
  const written = [first, { ...second, body: 'Better' }, third]
  expect(differ(written, requestsOf(draftsOf({ ...sequence, steps: written })))).toBe(false)
  expect(differ(written, sequence.steps)).toBe(true)
  expect(differ([first], sequence.steps)).toBe(true)
  expect(differ(sequence.steps, [first])).toBe(true)
})

test('a step that is new in both is in both, and steps not touched are in neither as they are sent', () => {
  const mine = [...requestsOf(draftsOf(sequence)), { body: 'New' }]
  const theirs = [...sequence.steps, { ...third, id: 'step-9', body: 'New' }]
  expect(named(stepsText(mine, theirs))).toEqual(['Step 4: New'])
  expect(named(stepsText(theirs, mine))).toEqual(['Step 4: New'])
})
