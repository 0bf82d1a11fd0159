/** The rep's own automatic replies, and the zones that mailboxes name. */

import {
  nextChange,
  repAway,
  describeMailboxPause,
} from '../../../server/domain/mailboxes/mailbox-pause.ts'
import { localMoment, zoneOf } from '../../../server/domain/time/time-zone.ts'

const eight = '2026-03-02T08:00:00.000Z'
const nine = '2026-03-02T09:00:00.000Z'
const ten = '2026-03-02T10:00:00.000Z'

test.each([
  ['off', { status: 'off' as const, from: eight, until: ten }, null],
  ['always on', { status: 'always' as const, from: eight, until: ten }, { until: null }],
  ['planned for now', { status: 'scheduled' as const, from: eight, until: ten }, { until: ten }],
  [
    'planned from this very moment',
    { status: 'scheduled' as const, from: nine, until: ten },
    { until: ten },
  ],
  ['planned for later', { status: 'scheduled' as const, from: ten, until: null }, null],
  [
    'planned until this very moment',
    { status: 'scheduled' as const, from: eight, until: nine },
    null,
  ],
  [
    'planned without an end',
    { status: 'scheduled' as const, from: eight, until: null },
    { until: null },
  ],
])('automatic replies that are %s', (_words, replies, expected) => {
  expect(repAway(replies, nine)).toEqual(expected)
})

test('the next look comes when the replies begin or end by plan', () => {
  const plan = { status: 'scheduled' as const, from: nine, until: ten }
  expect(nextChange(plan, eight)).toBe(nine)
  expect(nextChange(plan, nine)).toBe(ten)
  expect(nextChange(plan, ten)).toBeNull()
  expect(nextChange({ ...plan, status: 'always' }, eight)).toBeNull()
})

test('the rep is named, not addressed: others read it, too', () => {
  expect(describeMailboxPause('rep-away', 'Rita Ross').text).toBe(
    'Rita Ross’s automatic replies are on: nothing is sent meanwhile.',
  )
  expect(describeMailboxPause('mailbox-disconnected', 'Rita Ross').whyNotResume).toContain(
    'by itself',
  )
})

test.each([
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['pacific standard time', 'America/Los_Angeles'],
  ['India Standard Time', 'Asia/Calcutta'],
  ['UTC', 'UTC'],
  ['Europe/Lisbon', 'Europe/Lisbon'],
  ['Customized Time Zone', null],
  ['', null],
])('the zone “%s” is %s', (name, zone) => {
  expect(zoneOf(name)).toBe(zone)
})

test('a local time of Graph’s is a moment', () => {
  expect(localMoment('2026-07-01T09:00:00.0000000', 'W. Europe Standard Time')).toBe(
    '2026-07-01T07:00:00.000Z',
  )
  expect(localMoment('2026-07-01T09:00:00.0000000', 'UTC')).toBe('2026-07-01T09:00:00.000Z')
  expect(localMoment('soon', 'UTC')).toBeNull()
  expect(localMoment('2026-07-01T09:00:00', 'Middle Earth')).toBeNull()
})
