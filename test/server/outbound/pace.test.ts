/** When an email may go: the gap, the minute and the rolling day; and how long a step waits. */

import { mayGo, sentLately, type Pace } from '../../../server/domain/outbound/pace.ts'
import { delayMs } from '../../../server/domain/sequences/sequence.ts'

const now = '2026-03-02T09:00:00.000Z'
const ago = (seconds: number): string => new Date(Date.parse(now) - seconds * 1000).toISOString()
const pace: Pace = { gapMs: 5000, perMinute: 3, perDay: 4 }
const day = 24 * 3600

test.each([
  ['nothing was sent lately', false, [], now, null],
  ['a follow-up inside the gap', false, [2], ago(-3), 'Waits its turn'],
  ['a first email inside the gap', true, [2], now, null],
  ['a follow-up when the gap is over', false, [5], now, null],
  ['the minute is not full', false, [10, 20], now, null],
  ['the minute is full', false, [10, 20, 30], ago(-30), '3 emails in a minute'],
  ['a first email, the minute full', true, [10, 20, 30], ago(-30), '3 emails in a minute'],
  ['a minute to the second', false, [10, 20, 60], now, null],
  ['the day is full', false, [100, 200, 300, 400], ago(400 - day), '4 emails in 24 hours'],
  [
    'a first email, the day full',
    true,
    [100, 200, 300, 400],
    ago(400 - day),
    '4 emails in 24 hours',
  ],
  ['the day rolls on', false, [100, 200, 300, day], now, null],
  ['day and minute full: the longer wait is told', true, [1, 2, 3, 50], ago(50 - day), '24 hours'],
] as const)('%s', (_words, first, seconds, at, waits) => {
  const permit = mayGo(first, sentLately(seconds.map(ago), pace, now), pace, now)
  expect(permit.at).toBe(at)
  if (waits === null) expect(permit.waits).toBeNull()
  else expect(permit.waits).toContain(waits)
})

test.each([
  ['PT0S', 0],
  ['PT4H', 4 * 3600_000],
  ['P2D', 2 * 86_400_000],
  ['P1W', 7 * 86_400_000],
  ['P366D', 366 * 86_400_000],
  ['P367D', null],
  ['-P1D', null],
  ['2 days', null],
  ['', null],
])('the delay "%s" is %s milliseconds', (delay, ms) => {
  expect(delayMs(delay)).toBe(ms)
})
