/** The product's time, heard from the server. */

import { createServerClock } from '../../../addin/api/server-clock.ts'

test('it runs on from what the server said last', () => {
  let own = Date.parse('2026-03-02T12:00:00.000Z')
  const clock = createServerClock(() => own)
  expect(clock.now()).toBe(own)
  clock.hear('Wed, 04 Mar 2026 12:00:00 GMT')
  own += 60_000
  expect(new Date(clock.now()).toISOString()).toBe('2026-03-04T12:01:00.000Z')
})

test('a moved clock is told, a running one is not, and nonsense is ignored', () => {
  const clock = createServerClock(() => Date.parse('2026-03-02T12:00:00.000Z'))
  const moved = jest.fn()
  clock.subscribe(moved)
  clock.hear('Mon, 02 Mar 2026 12:00:01 GMT')
  clock.hear(null)
  clock.hear('soon')
  expect(moved).not.toHaveBeenCalled()
  clock.hear('Wed, 04 Mar 2026 12:00:00 GMT')
  expect(moved).toHaveBeenCalledTimes(1)
})
