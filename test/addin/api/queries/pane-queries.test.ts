/** @jest-environment jsdom */
/** A change is on the pane at once, wherever its enrollment shows. */

import type { ContactCard } from '../../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../../shared/enrollment.ts'
import type { VerdictResource } from '../../../../shared/verdict.ts'
import type { Answer } from '../../../../addin/api/request.ts'
import { createPaneQueries } from '../../../../addin/api/queries/pane-queries.ts'
import { aCard, anEnrollment, aVerdict, endedByReply } from '../../../support/addin/cards.ts'

const email = 'ana@acme.example'
const mail = '<reply@acme.example>'

/** A question asked, waiting for the test to answer it. */
interface Asked<T> {
  etag: string | null
  answer: (value: T) => Promise<void>
}

function ask<T>(asked: Asked<T>[], etag: string | null): Promise<Answer<T>> {
  return new Promise((resolve) => {
    asked.push({
      etag,
      async answer(value) {
        resolve({ kind: 'ok', value, etag: '"1"' })
        await jest.advanceTimersByTimeAsync(0)
      },
    })
  })
}

function setting() {
  jest.useFakeTimers()
  const cardsAsked: Asked<ContactCard>[] = []
  const verdictsAsked: Asked<VerdictResource[]>[] = []
  const queries = createPaneQueries({
    card: (_email, etag) => ask(cardsAsked, etag),
    verdicts: (_mail, etag) => ask(verdictsAsked, etag),
  })
  queries.cards.show([email])
  queries.verdicts.show([mail])
  return { cardsAsked, verdictsAsked, queries }
}
const ok = (value: EnrollmentResource) => () =>
  Promise.resolve<Answer<EnrollmentResource>>({ kind: 'ok', value, etag: null })

afterEach(() => {
  jest.useRealTimers()
})

test('the answer to a change is on the card at once, and an older poll cannot take it back', async () => {
  const { cardsAsked, queries } = setting()
  const before = aCard({ enrollments: [anEnrollment()] })
  await cardsAsked[0]?.answer(before)
  await jest.advanceTimersByTimeAsync(1000)
  await queries.change(email, ok(endedByReply()))
  await cardsAsked[1]?.answer(before)
  expect(queries.cards.snapshot().get(email)?.value?.enrollments[0]?.state).toBe('ended')
  expect(cardsAsked[2]?.etag).toBeNull()
  queries.close()
})

test('an undo from the mail’s banner is on the card and on the banner, and both are asked again', async () => {
  const { cardsAsked, verdictsAsked, queries } = setting()
  await cardsAsked[0]?.answer(aCard({ enrollments: [endedByReply()] }))
  await verdictsAsked[0]?.answer([aVerdict()])
  await queries.change(email, ok(anEnrollment()))
  expect(queries.cards.snapshot().get(email)?.value?.enrollments[0]?.state).toBe('active')
  expect(queries.verdicts.snapshot().get(mail)?.value?.[0]?.enrollment.state).toBe('active')
  expect([cardsAsked.length, verdictsAsked.length]).toEqual([2, 2])
  queries.close()
})

test('a new enrollment is put on the card of the person who was enrolled, and on no other', async () => {
  const { cardsAsked, queries } = setting()
  queries.cards.show([email, 'ben@acme.example'])
  await cardsAsked[1]?.answer(aCard())
  await cardsAsked[2]?.answer(aCard())
  await queries.change(email, ok(anEnrollment()))
  expect(queries.cards.snapshot().get(email)?.value?.enrollments).toHaveLength(1)
  expect(queries.cards.snapshot().get('ben@acme.example')?.value?.enrollments).toHaveLength(0)
  queries.close()
})

test('a refused change leaves everything as it is', async () => {
  const { cardsAsked, queries } = setting()
  await cardsAsked[0]?.answer(aCard({ enrollments: [anEnrollment()] }))
  const refused = { kind: 'refused', status: 403, sentence: 'No.' } as const
  expect(await queries.change(email, () => Promise.resolve(refused))).toBe(refused)
  expect(queries.cards.snapshot().get(email)?.value?.enrollments[0]?.state).toBe('active')
  queries.close()
})
