/** Planning a sequence: what a draft may leave out, and each refusal with what to do. */

import { planSteps, type StepDraft } from '../../../server/domain/sequences/sequence.ts'

const email = { subject: 'A short question', body: 'Hello' }

test('what a draft leaves out is filled in', () => {
  expect(
    planSteps([email, { body: ' Again ' }, { subject: 'New', body: 'Hi', delay: 'PT4H' }]),
  ).toEqual({
    steps: [
      {
        id: 'step-1',
        number: 1,
        kind: 'automatic-email',
        delay: 'PT0S',
        subject: 'A short question',
        body: 'Hello',
        thread: 'new',
      },
      {
        id: 'step-2',
        number: 2,
        kind: 'automatic-email',
        delay: 'P2D',
        subject: '',
        body: 'Again',
        thread: 'same',
      },
      {
        id: 'step-3',
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

const call: StepDraft = { kind: 'call', subject: 'Call {{ contact.first_name }}', body: '' }

test('tasks stand outside of threads: the first email opens one, whatever is done before it', () => {
  const plan = planSteps([call, email, { ...call, kind: 'to-do' }, { body: 'Once more' }])
  expect('steps' in plan ? plan.steps.map(({ thread }) => thread) : plan).toEqual([
    'same',
    'new',
    'same',
    'same',
  ])
})

const refusals: [string, StepDraft[], string][] = [
  ['without steps', [], 'at least one step'],
  ['with a call without a title', [{ kind: 'call', body: 'Ask' }], 'is a call without a title'],
  ['with a to-do of two lines', [{ kind: 'to-do', subject: 'a\nb', body: '' }], 'use one'],
  ['with an unknown token in a call', [{ ...email, kind: 'call', body: '{{ x.y }}' }], 'not known'],
  ['with an empty email by hand', [{ kind: 'manual-email', subject: 'a', body: '' }], 'no text'],
  [
    'whose first email after a call answers',
    [call, { ...email, thread: 'same' }],
    'no email before',
  ],
  ['with no duration for a delay', [{ ...email, delay: 'two days' }], '"two days"'],
  ['with a delay of two years', [email, { body: 'x', delay: 'P2Y' }], 'Step 2'],
  ['whose first email answers', [{ ...email, thread: 'same' }], 'no email before it'],
  ['whose first email has no subject', [{ body: 'Hello' }], 'needs a subject'],
  ['with a new thread of blanks', [email, { subject: '  ', body: 'x', thread: 'new' }], 'Step 2'],
  ['with a subject of two lines', [{ subject: 'a\nBcc: x', body: 'x' }], 'use one'],
  ['with an empty email', [{ subject: 'a', body: ' \n ' }], 'write the email'],
  ['with a token nobody has', [{ ...email, body: 'Hi {{ contact.nickname }}' }], 'not known'],
  ['with a broken token', [email, { body: 'Hi {{ contact.name' }], 'Step 2 has a token'],
  ['with a broken token in a subject', [{ subject: '{% if', body: 'x' }], 'Step 1 has a token'],
]

test.each(refusals)('a sequence %s is refused with a sentence', (_words, drafts, words) => {
  const plan = planSteps(drafts)
  expect('refused' in plan && plan.refused).toContain(words)
})
