/** Times as the rep reads them. */

import { createTimes } from '../../../addin/ui/times.ts'

const now = Date.parse('2026-03-02T12:00:00.000Z')
const times = (locale = 'en-GB', zone = 'UTC') => createTimes(locale, zone, () => now)

test.each([
  ['today, by the clock alone', '2026-03-02T10:02:00.000Z', '10:02'],
  ['another day of this year', '2026-04-12T10:02:00.000Z', '12 April, 10:02'],
  ['another year', '2027-03-02T10:02:00.000Z', '2 March 2027, 10:02'],
])('%s', (_what, at, said) => {
  expect(times().short(at)).toBe(said)
})

test('a sentence says at or on, as English does', () => {
  expect(times().on('2026-03-02T13:30:00.000Z')).toBe('at 13:30')
  expect(times().on('2026-03-04T13:30:00.000Z')).toBe('on 4 March, 13:30')
})

test.each([
  ['2026-03-04T13:00:00.000Z', 'in 2 days'],
  ['2026-03-02T15:00:00.000Z', 'in 3 hours'],
  ['2026-03-01T11:00:00.000Z', 'yesterday'],
  ['2026-03-02T11:58:00.000Z', '2 minutes ago'],
  ['2026-03-02T12:00:45.000Z', 'in a moment'],
  ['2026-03-02T12:00:10.000Z', 'now'],
])('%s is %s', (at, said) => {
  expect(times().relative(at)).toBe(said)
})

test('the day is that of the rep, not of Greenwich', () => {
  const at = '2026-03-02T23:30:00.000Z'
  expect(times('en-GB', 'Asia/Tokyo').short(at)).toBe('3 March, 8:30')
})

test('the region keeps its clock, the language of the sentences stays English', () => {
  const at = '2026-03-04T13:30:00.000Z'
  expect(times('de-DE').short(at)).toBe('4 March, 13:30')
  expect(times('en-US').short(at)).toMatch(/^March 4, 1:30\sPM$/)
  expect(times('').short(at)).toBe('4 March, 13:30')
})

test('a Windows zone name, which Outlook often gives, means the zone of this machine', () => {
  const at = '2026-03-04T13:30:00.000Z'
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(times('en-GB', 'W. Europe Standard Time').short(at)).toBe(times('en-GB', here).short(at))
})

test('what ended less than a day ago is recent', () => {
  expect(times().isRecent('2026-03-01T13:00:00.000Z')).toBe(true)
  expect(times().isRecent('2026-03-01T11:00:00.000Z')).toBe(false)
})

test.each([
  ['UTC', 1, '2026-03-03T08:00:00.000Z'],
  ['Asia/Tokyo', 1, '2026-03-02T23:00:00.000Z'],
  ['America/New_York', 7, '2026-03-09T12:00:00.000Z'],
  ['Europe/Berlin', 28, '2026-03-30T06:00:00.000Z'],
  ['America/Los_Angeles', 6, '2026-03-08T15:00:00.000Z'],
])('in %s, work begins %d days from now at %s, summer time or not', (zone, days, at) => {
  expect(times('en-GB', zone).morningIn(days)).toBe(at)
})
