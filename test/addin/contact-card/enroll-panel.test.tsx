/** @jest-environment jsdom */
/** Enrolling from the contact: what is offered, what is sent, what is refused. */

import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ContactCard } from '../../../shared/contact.ts'
import type { EnrollmentResource, EnrollmentRequest } from '../../../shared/enrollment.ts'
import { weekdays } from '../../../shared/send-window.ts'
import type { Api } from '../../../addin/api/pane-api.ts'
import type { Answer } from '../../../addin/api/request.ts'
import { createPaneQueries } from '../../../addin/api/queries/pane-queries.ts'
import type { TaskApi } from '../../../addin/api/task-api.ts'
import { createTimes } from '../../../addin/ui/times.ts'
import { EnrollSection } from '../../../addin/contact-card/EnrollSection.tsx'
import { CardContext } from '../../../addin/contact-card/card-context.ts'
import { useChange } from '../../../addin/contact-card/use-change.ts'
import { aCard, anEnrollment, aSequence } from '../../support/addin/cards.ts'

afterEach(cleanup)

const person = { email: 'dora@other.example', name: 'Dora Delta' }

async function show(card: ContactCard, answers: Partial<Api> = {}): Promise<EnrollmentRequest[]> {
  const sent: EnrollmentRequest[] = []
  const enrolled: Answer<EnrollmentResource> = { kind: 'ok', value: anEnrollment(), etag: null }
  const api = {
    sequences: () => Promise.resolve({ kind: 'ok', value: [aSequence()], etag: null }),
    enroll: (request: EnrollmentRequest) => {
      sent.push(request)
      return Promise.resolve(enrolled)
    },
    ...answers,
  } as Api & TaskApi
  const times = createTimes('en-GB', 'UTC', Date.now)
  function Panel() {
    const change = useChange(card.email)
    return (
      <>
        <EnrollSection {...{ card, person, change }} />
        <p>{change.problem}</p>
      </>
    )
  }
  await act(async () => {
    render(
      <CardContext
        value={{
          api,
          change: createPaneQueries(api).change,
          times,
          userId: 'user-rita',
          limits: null,
          announce: () => undefined,
        }}
      >
        <Panel />
      </CardContext>,
    )
    await Promise.resolve()
  })
  return sent
}

async function press(name: string): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }))
    await Promise.resolve()
  })
}

test('an unknown address is sent with the name the rep left in the field', async () => {
  const sent = await show(aCard({ contact: null, email: person.email }))
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: ' Dora D. ' } })
  await press('Enroll Dora')
  expect(sent).toEqual([
    { contact: { email: person.email, name: 'Dora D.' }, sequenceId: 'sequence-1' },
  ])
})

test('a known contact is sent by its id', async () => {
  const sent = await show(aCard())
  expect(screen.queryByLabelText('Name')).toBeNull()
  await press('Enroll Ana')
  expect(sent).toEqual([{ contact: { id: 'contact-ana' }, sequenceId: 'sequence-1' }])
})

test('the rep’s own sequence that was worked on last is offered first', async () => {
  const sam = { id: 'user-sam', name: 'Sam Rep' }
  const at = (day: number) => `2026-03-0${day}T09:00:00.000Z`
  const sequences = [
    aSequence({ id: 'of-sam', owner: sam, updatedAt: at(9) }),
    aSequence({ id: 'older', updatedAt: at(1) }),
    aSequence({ id: 'latest', updatedAt: at(3) }),
  ]
  const sent = await show(aCard(), {
    sequences: () => Promise.resolve({ kind: 'ok', value: sequences, etag: null }),
  })
  await press('Enroll Ana')
  expect(sent).toMatchObject([{ sequenceId: 'latest' }])
})

test('who may not enroll sees why, and pressing does nothing', async () => {
  const because = 'This address must not be written to.'
  const sent = await show(aCard({ mayEnroll: { allowed: false, because } }))
  expect(screen.getByText(because)).toBeTruthy()
  await press('Enroll Ana')
  expect(sent).toEqual([])
})

test('before the click it says when the first email goes: at once, or when the send window opens', async () => {
  await show(aCard())
  expect(screen.getByText('The first email goes out at once.')).toBeTruthy()
  cleanup()
  const tomorrow = new Date(Date.now() + 86_400_000)
  const sendWindow = {
    days: [weekdays[tomorrow.getUTCDay()] ?? 'monday'],
    from: '08:00',
    to: '18:00',
    timeZone: 'UTC',
  }
  const sequence = aSequence({ settings: { ...aSequence().settings, sendWindow } })
  await show(aCard(), {
    sequences: () => Promise.resolve({ kind: 'ok', value: [sequence], etag: null }),
  })
  expect(
    screen.getByText(
      /^The first email goes \w+day \d+ \w+, 08:00 \(UTC\), when the send window opens\.$/,
    ),
  ).toBeTruthy()
})

test('a refusal is said in the server’s words', async () => {
  const sentence = 'Ana is already enrolled in Welcome back.'
  await show(aCard(), { enroll: () => Promise.resolve({ kind: 'refused', status: 409, sentence }) })
  await press('Enroll Ana')
  expect(screen.getByText(sentence)).toBeTruthy()
})

test('sequences that could not be read can be asked for again', async () => {
  const answers: Answer<ReturnType<typeof aSequence>[]>[] = [
    { kind: 'away', sentence: 'The server cannot be reached.' },
    { kind: 'ok', value: [], etag: null },
  ]
  await show(aCard(), {
    sequences: () => Promise.resolve(answers.shift() ?? { kind: 'unchanged' }),
  })
  expect(screen.getByText(/The sequences could not be read/)).toBeTruthy()
  await press('Try again')
  expect(screen.getByText(/There is no sequence yet/)).toBeTruthy()
})
