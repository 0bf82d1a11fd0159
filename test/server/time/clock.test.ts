/** How old something is, by three clocks of which each may be wrong in its own way. */

import { realClock } from '../../../server/clock-follower.ts'
import { ageOf } from '../../../server/domain/time/clock.ts'

const then = { monotonic: 5_000, wall: 1_700_000_000_000, uptime: 90_000 }
const after = (monotonic: number, wall: number, uptime: number) => ({
  monotonic: then.monotonic + monotonic,
  wall: then.wall + wall,
  uptime: then.uptime + uptime,
})

test.each([
  ['all agree', after(3_000, 3_000, 3_000), 3_000],
  ['a laptop slept: the monotonic clock stood still', after(12, 3_600_012, 3_600_000), 3_600_012],
  ['a machine was frozen, and its wall clock not yet set', after(12, 12, 60_000), 60_000],
  ['the wall clock was set back', after(12_000, -3_588_000, 12_000), 12_000],
  ['the wall clock was set forward', after(1_000, 3_601_000, 1_000), 3_601_000],
  ['only the monotonic clock goes on', after(11_000, 0, 0), 11_000],
])('when %s, the oldest is believed', (_what, now, age) => {
  expect(ageOf(then, now)).toBe(age)
})

test('the real clocks all go forward', async () => {
  const before = realClock.readings()
  await new Promise((resolve) => setTimeout(resolve, 30))
  const later = realClock.readings()
  expect(later.monotonic - before.monotonic).toBeGreaterThan(20)
  expect(later.uptime).toBeGreaterThanOrEqual(before.uptime)
  expect(Math.abs(before.wall - Date.now())).toBeLessThan(10_000)
  expect(before.uptime).toBeGreaterThan(0)
})
