/** Planning a sequence: what a draft may leave out, and each refusal with what to do. */

import { planSteps, type StepDraft } from '../../../server/domain/sequence.ts'

const letter = { subject: 'A short question', body: 'Hello' }

test('what a draft leaves out is filled in', () => {
  expect(
    planSteps([letter, { body: ' Again ' }, { subject: 'New', body: 'Hi', delay: 'PT4H' }]),
  ).toEqual({
    steps: [
      {
        number: 1,
        kind: 'automatic-email',
        delay: 'PT0S',
        subject: 'A short question',
        body: 'Hello',
        thread: 'new',
      },
      {
        number: 2,
        kind: 'automatic-email',
        delay: 'P2D',
        subject: '',
        body: 'Again',
        thread: 'same',
      },
      {
        number: 3,
        kind: 'automatic-email',
        delay: 'PT4H',
        subject: 'New',
        body: 'Hi',
        thread: 'new',
      },
    ],
  })
})

const refusals: [string, StepDraft[], string][] = [
  ['without steps', [], 'at least one step'],
  ['with a call task', [{ ...letter, kind: 'call' }], 'cannot be run yet'],
  ['with no duration for a delay', [{ ...letter, delay: 'two days' }], '"two days"'],
  ['with a delay of two years', [letter, { body: 'x', delay: 'P2Y' }], 'Step 2'],
  ['whose first letter answers', [{ ...letter, thread: 'same' }], 'no letter before it'],
  ['whose first letter has no subject', [{ body: 'Hello' }], 'needs a subject'],
  ['with a new thread of blanks', [letter, { subject: '  ', body: 'x', thread: 'new' }], 'Step 2'],
  ['with a subject of two lines', [{ subject: 'a\nBcc: x', body: 'x' }], 'use one'],
  ['with an empty letter', [{ subject: 'a', body: ' \n ' }], 'write the letter'],
  ['with a token nobody has', [{ ...letter, body: 'Hi {{ contact.nickname }}' }], 'not known'],
  ['with a broken token', [letter, { body: 'Hi {{ contact.name' }], 'Step 2 has a token'],
  ['with a broken token in a subject', [{ subject: '{% if', body: 'x' }], 'Step 1 has a token'],
]

test.each(refusals)('a sequence %s is refused with a sentence', (_words, drafts, words) => {
  const plan = planSteps(drafts)
  expect('refused' in plan && plan.refused).toContain(words)
})
