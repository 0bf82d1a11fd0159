/** When the send window lets an email go: never too early, always inside, right when the clocks are changed. */

import fc from 'fast-check'
import { opensAt, describeMoment, weekdays, type SendWindow } from '../../../shared/send-window.ts'
import {
  dueIn,
  planWindow,
  describeWindow,
} from '../../../server/domain/enrollments/send-window.ts'

const office: SendWindow = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '08:00',
  to: '18:00',
  timeZone: 'Europe/Berlin',
}

test.each([
  ['in the window, at once', '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z'],
  ['before it opens, when it opens', '2026-03-02T05:00:00.000Z', '2026-03-02T07:00:00.000Z'],
  ['in the evening, the next morning', '2026-03-02T20:00:00.000Z', '2026-03-03T07:00:00.000Z'],
  ['when it closes, the next morning', '2026-03-02T17:00:00.000Z', '2026-03-03T07:00:00.000Z'],
  ['a moment before, at once', '2026-03-02T16:59:59.999Z', '2026-03-02T16:59:59.999Z'],
  ['on Friday night, on Monday', '2026-03-06T19:00:00.000Z', '2026-03-09T07:00:00.000Z'],
  ['over the change to summer time', '2026-03-28T12:00:00.000Z', '2026-03-30T06:00:00.000Z'],
  ['over the change to winter time', '2026-10-24T12:00:00.000Z', '2026-10-26T07:00:00.000Z'],
])('an email wanted %s', (_words, wanted, comes) => {
  expect(opensAt(office, wanted)).toBe(comes)
})

const nights: SendWindow = { ...office, days: ['sunday'], from: '02:15', to: '02:45' }
test.each([
  ['left out in spring comes when the hour is over', '2026-03-28T12:00', '2026-03-29T01:00'],
  ['left out in spring is open for as long', '2026-03-29T01:29', '2026-03-29T01:29'],
  ['left out in spring closes then', '2026-03-29T01:30', '2026-04-05T00:15'],
  ['counted twice in autumn opens', '2026-10-24T12:00', '2026-10-25T00:15'],
  ['counted twice in autumn opens a second time', '2026-10-25T00:50', '2026-10-25T01:15'],
])('a window in the hour that is %s', (_words, wanted, comes) => {
  expect(opensAt(nights, `${wanted}:00.000Z`)).toBe(`${comes}:00.000Z`)
})

test('a window that begins in the hour left out opens when that hour is over', () => {
  const early = { ...nights, from: '02:30', to: '04:00' }
  expect(opensAt(early, '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T01:00:00.000Z')
})

const minutes = 24 * 60
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** What the zone's clocks show, by another way than the window's own. */
function wall(timeZone: string, at: string): { day: string; time: string } {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
  const [day = '', time = ''] = text.split(/[, ]+/)
  return { day: day.toLowerCase(), time }
}

test('whatever the window, an email never comes early, comes inside it, and within eight days', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo']
  const others = ['Asia/Kathmandu', 'America/Havana', 'Pacific/Kiritimati', 'UTC']
  fc.assert(
    fc.property(
      fc.subarray([...weekdays], { minLength: 1 }),
      fc.integer({ min: 0, max: minutes - 2 }),
      fc.integer({ min: 1, max: minutes }),
      fc.constantFrom(...zones, ...others),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true }),
      (days, begin, length, timeZone, date) => {
        const end = Math.min(begin + length, minutes - 1)
        const window = { days, from: clock(begin), to: clock(end), timeZone }
        const asked = date.toISOString()
        const at = opensAt(window, asked)
        expect(at >= asked).toBe(true)
        expect(Date.parse(at) - Date.parse(asked)).toBeLessThanOrEqual(8 * 86_400_000)
        expect(opensAt(window, at)).toBe(at)
        const { day, time } = wall(timeZone, at)
        expect(days).toContain(day)
        // Only a window that falls into the hour left out in spring may be open when its time has passed.
        if (end - begin >= 60) expect(window.from <= time && time < window.to).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  [{ days: [] }, 'Choose at least one day'],
  [{ from: '18:00', to: '18:00' }, 'later on the same day'],
  [{ from: '23:00', to: '01:00' }, 'cannot go over midnight'],
  [{ timeZone: 'Berlin Daylight Time' }, 'is no time zone'],
])('a window with %o is refused with a sentence', (fault: Partial<SendWindow>, words) => {
  expect(planWindow({ ...office, ...fault })).toEqual({
    refused: expect.stringContaining(words) as unknown,
  })
})

test('a window is kept in one spelling: days from Monday, each once, and an IANA zone', () => {
  const wanted: SendWindow = {
    ...office,
    days: ['sunday', 'monday', 'monday'],
    timeZone: 'W. Europe Standard Time',
  }
  expect(planWindow(wanted)).toEqual({ ...office, days: ['monday', 'sunday'] })
})

test('only emails wait for it, and what waits says until when', () => {
  const night = '2026-03-06T20:00:00.000Z'
  const due = dueIn(office, 'automatic-email', night, night)
  expect(dueIn(office, 'call', night, night)).toEqual({ wantedAt: night, dueAt: night })
  expect(dueIn(null, 'automatic-email', night, night).dueAt).toBe(night)
  expect(describeWindow(office, 'automatic-email', due)).toBe(
    'Waits for the send window: the email goes Monday 9 March, 08:00 (Berlin).',
  )
  const overdue = dueIn(office, 'automatic-email', '2026-02-02T09:00:00.000Z', night)
  expect(overdue).toEqual({ wantedAt: '2026-02-02T09:00:00.000Z', dueAt: due.dueAt })
  expect(describeWindow(office, 'automatic-email', overdue)).toContain('Monday 9 March, 08:00')
  const tried = { wantedAt: night, dueAt: '2026-03-09T07:00:30.000Z' }
  expect(describeWindow(office, 'automatic-email', tried)).toBeNull()
  expect(describeMoment({ ...office, timeZone: 'America/New_York' }, night)).toBe(
    'Friday 6 March, 15:00 (New York)',
  )
})
