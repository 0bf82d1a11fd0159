/** When a rep can be met: half hours within the working hours, free in the calendar, in the rep's own zone. */

import { askFrom, freeTimes, usualHours } from '../../../server/domain/meetings/free-times.ts'

/** A Monday; Berlin is an hour ahead of UTC until 29 March, two hours then. */
const monday = '2026-03-02T06:10:00.000Z'
const berlin = usualHours('Europe/Berlin')
const allFree = { view: '0'.repeat(24 * 96), from: askFrom(monday) }

test('half hours of the next ten working days', () => {
  const times = freeTimes(allFree, berlin, monday)
  expect(times.at(0)).toBe('2026-03-02T08:00:00.000Z')
  expect(times.filter((one) => one.startsWith('2026-03-02'))).toHaveLength(16)
  expect(times.some((one) => one.startsWith('2026-03-07') || one.startsWith('2026-03-08'))).toBe(
    false,
  )
  expect(new Set(times.map((one) => one.slice(0, 10))).size).toBe(10)
  expect(times.at(-1)).toBe('2026-03-13T15:30:00.000Z')
})

test('what has begun is not offered', () => {
  const now = '2026-03-02T10:00:00.000Z'
  expect(freeTimes({ ...allFree, from: askFrom(now) }, berlin, now)[0]).toBe(
    '2026-03-02T10:30:00.000Z',
  )
})

test.each([
  ['busy', '2', false],
  ['tentative', '1', false],
  ['away', '3', false],
  ['working elsewhere', '4', true],
])('a quarter that is %s: %s', (_words, digit, offered) => {
  const at = (Date.parse('2026-03-02T08:15:00Z') - Date.parse(allFree.from)) / 900_000
  const view = allFree.view.slice(0, at) + digit + allFree.view.slice(at + 1)
  expect(freeTimes({ ...allFree, view }, berlin, monday).includes('2026-03-02T08:00:00.000Z')).toBe(
    offered,
  )
})

test('nine o’clock stays nine o’clock when summer time begins', () => {
  const friday = '2026-03-27T20:00:00.000Z'
  const [first] = freeTimes({ ...allFree, from: askFrom(friday) }, berlin, friday)
  expect(first).toBe('2026-03-30T07:00:00.000Z')
})

test('a zone of a quarter of an hour, and its own working days', () => {
  const nepal = { days: ['sunday'], from: '10:00', to: '11:00', zone: 'Asia/Kathmandu' }
  expect(freeTimes(allFree, nepal, monday).slice(0, 2)).toEqual([
    '2026-03-08T04:15:00.000Z',
    '2026-03-08T04:45:00.000Z',
  ])
})

test('beyond what the calendar told nothing is offered', () => {
  expect(freeTimes({ ...allFree, view: '00' }, berlin, monday)).toEqual([])
})
