/** A moment has one spelling, so that text order is time order. */

import {
  earliest,
  instant,
  later,
  msOf,
  toInstant,
  wholeSecond,
} from '../../../server/domain/time/instant.ts'

test.each([
  ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00.000Z'],
  ['Mon, 02 Mar 2026 09:00:00 GMT', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02T09:00:00.1234567Z', '2026-03-02T09:00:00.123Z'],
])('%s is kept as %s', (text, kept) => {
  expect(toInstant(text)).toBe(kept)
  expect(toInstant(text)).toHaveLength(24)
})

test('what is no time, or lies beyond the year 9999, is refused', () => {
  expect(() => msOf('tomorrow')).toThrow(RangeError)
  expect(() => instant(Date.UTC(10000, 0, 1))).toThrow(RangeError)
  expect(() => later('9999-12-31T23:59:59.999Z', 1)).toThrow(RangeError)
})

test('the earliest of several moments is found, missing ones left out', () => {
  expect(earliest(null, '2026-03-02T09:00:00.000Z', undefined, '2026-03-01T09:00:00.000Z')).toBe(
    '2026-03-01T09:00:00.000Z',
  )
  expect(earliest(null)).toBeNull()
})

test('a moment is brought down to its whole second', () => {
  expect(wholeSecond('2026-03-02T09:00:00.999Z')).toBe('2026-03-02T09:00:00.000Z')
})
