/** @jest-environment jsdom */
/** Answers kept fresh by polling. */

import type { ContactCard } from '../../../../shared/contact.ts'
import type { Answer } from '../../../../addin/api/request.ts'
import { createPolling } from '../../../../addin/api/queries/polling.ts'
import { aCard } from '../../../support/addin/cards.ts'

const email = 'ana@acme.example'
type CardAnswer = Answer<ContactCard>

function setting() {
  jest.useFakeTimers()
  const asked: { email: string; etag: string | null; answer: (told: CardAnswer) => void }[] = []
  const cards = createPolling(
    (about: string, etag: string | null) =>
      new Promise<CardAnswer>((answer) => asked.push({ email: about, etag, answer })),
  )
  const drawn = jest.fn()
  cards.subscribe(drawn)
  async function answer(question: number, told: CardAnswer): Promise<void> {
    asked[question]?.answer(told)
    await jest.advanceTimersByTimeAsync(0)
  }
  return { asked, cards, drawn, answer }
}
const ok = (card: ContactCard, etag = '"1"'): CardAnswer => ({ kind: 'ok', value: card, etag })

afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

test('a card is asked for at once and then once a second, and drawn only when it changed', async () => {
  const { asked, cards, drawn, answer } = setting()
  cards.show([email])
  await answer(0, ok(aCard()))
  expect(drawn).toHaveBeenCalledTimes(1)
  await jest.advanceTimersByTimeAsync(999)
  expect(asked).toHaveLength(1)
  await jest.advanceTimersByTimeAsync(1)
  expect(asked[1]?.etag).toBe('"1"')
  await answer(1, { kind: 'unchanged' })
  expect(drawn).toHaveBeenCalledTimes(1)
  cards.close()
})

test('many recipients share four questions a second', async () => {
  const { asked, cards } = setting()
  const many = Array.from({ length: 20 }, (_, index) => `p${index}@acme.example`)
  cards.show(many)
  for (const each of asked) each.answer({ kind: 'unchanged' })
  await jest.advanceTimersByTimeAsync(4999)
  expect(asked).toHaveLength(20)
  await jest.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(40)
  cards.close()
})

test('a hidden pane asks nothing, and asks at once when it is seen again', async () => {
  const { asked, cards, answer } = setting()
  cards.show([email])
  const seen = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  await answer(0, ok(aCard()))
  await jest.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  seen.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(asked).toHaveLength(2)
  cards.close()
})

test('while the server is away the last card stays, with the trouble, and less is asked', async () => {
  const { asked, cards, answer } = setting()
  cards.show([email])
  await answer(0, ok(aCard()))
  await jest.advanceTimersByTimeAsync(1000)
  await answer(1, { kind: 'away', sentence: 'Away.' })
  expect(cards.snapshot().get(email)).toEqual({
    value: aCard({ contact: expect.anything() }),
    trouble: { kind: 'away', sentence: 'Away.' },
  })
  await jest.advanceTimersByTimeAsync(2499)
  expect(asked).toHaveLength(2)
  await jest.advanceTimersByTimeAsync(1)
  await answer(2, { kind: 'unchanged' })
  expect(cards.snapshot().get(email)?.trouble).toBeNull()
  cards.close()
})
