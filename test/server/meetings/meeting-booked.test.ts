/** Which meeting ends an enrollment, by table: who takes part, since when, and how many. */

import type { Meeting } from '../../../server/domain/meetings/meeting.ts'
import {
  meetingBooked,
  type MeetingSubject,
} from '../../../server/domain/unenrollment/rules/meeting-booked.ts'
import { ana, ben, start } from '../../support/server/makers.ts'

const rita = { address: 'rita@contoso.example', name: 'Rita Ross' }
const dayBefore = '2026-03-01T09:00:00.000Z'
const dayAfter = '2026-03-03T09:00:00.000Z'

const coming = (one: typeof ana): Meeting['attendees'][number] => ({ ...one, declined: false })
const crowd = (count: number): Meeting['attendees'] =>
  Array.from({ length: count }, (_, index) =>
    index === 0 ? coming(ana) : coming({ address: `p${String(index)}@acme.example`, name: '' }),
  )

function aMeeting(given: Partial<Meeting> = {}): Meeting {
  return {
    id: 'event-1',
    key: 'event-1',
    isSeries: false,
    subject: 'Demo',
    createdAt: dayAfter,
    modifiedAt: dayAfter,
    startsAt: '2026-03-10T09:00:00.000Z',
    isCancelled: false,
    organizer: rita,
    attendees: [coming(ana)],
    transactionId: null,
    ...given,
  }
}

const ofAna: MeetingSubject = {
  keys: ['ana@acme.example'],
  beganAt: start,
  createdAt: '2026-03-02T09:00:00.400Z',
  enrollerTakesPart: true,
  isKnown: true,
  mostAttendees: 25,
}

const added = { createdAt: dayBefore, modifiedAt: dayAfter }
type Outcome = 'ended' | 'before' | null

test.each<[string, Partial<Meeting>, Partial<MeetingSubject>, Outcome]>([
  ['the rep invites the contact', {}, {}, 'ended'],
  ['the contact invites the rep', { organizer: ana, attendees: [coming(rita)] }, {}, 'ended'],
  ['a colleague of the contact is invited', { attendees: [coming(ben)] }, {}, null],
  ['the rep who enrolled takes no part', {}, { enrollerTakesPart: false }, null],
  ['it is cancelled', { isCancelled: true }, {}, null],
  ['the contact has declined', { attendees: [{ ...ana, declined: true }] }, {}, null],
  [
    'somebody else has declined',
    { attendees: [coming(ana), { ...ben, declined: true }] },
    {},
    'ended',
  ],
  [
    'the contact is invited under another spelling',
    { attendees: [coming({ ...ana, address: 'ana+work@acme.example' })] },
    {},
    'ended',
  ],
  [
    'the contact comes by an alias',
    { attendees: [coming({ ...ana, address: 'ana@home.example' })] },
    { keys: ['ana@acme.example', 'ana@home.example'] },
    'ended',
  ],
  ['25 attendees', { attendees: crowd(25) }, {}, 'ended'],
  ['26 attendees', { attendees: crowd(26) }, {}, null],
  ['as many as the sequence’s setting', { attendees: crowd(3) }, { mostAttendees: 3 }, 'ended'],
  ['more than the sequence’s setting', { attendees: crowd(4) }, { mostAttendees: 3 }, null],
  ['its start lies in the past', { startsAt: '2026-02-01T09:00:00.000Z' }, {}, 'ended'],
  ['made before the enrollment', { createdAt: dayBefore, modifiedAt: dayBefore }, {}, 'before'],
  ['made before, changed since, and never looked at', added, { isKnown: false }, 'before'],
  ['made before, and the contact added since', added, {}, 'ended'],
  [
    'made before, and untouched since it was out of sight',
    { createdAt: dayBefore, modifiedAt: dayBefore, startsAt: '2027-06-01T09:00:00.000Z' },
    {},
    'before',
  ],
  [
    'made before for a day that nobody looked at',
    { ...added, startsAt: '2027-06-01T09:00:00.000Z' },
    {},
    'before',
  ],
  ['made before, long past', { ...added, startsAt: '2024-06-01T09:00:00.000Z' }, {}, 'before'],
  [
    'a series that began long ago, the contact added since',
    { ...added, isSeries: true, startsAt: '2024-06-01T09:00:00.000Z' },
    {},
    'ended',
  ],
  [
    'made in the second of enrolling, before it',
    { createdAt: '2026-03-02T09:00:00.100Z' },
    { isKnown: false },
    'before',
  ],
  [
    'made in the second of enrolling, after it',
    { createdAt: '2026-03-02T09:00:00.900Z' },
    {},
    'ended',
  ],
])('%s', (_words, meeting, subject, outcome) => {
  const found = meetingBooked(aMeeting(meeting), { ...ofAna, ...subject })
  expect(found?.effect ?? null).toBe(outcome)
  if (outcome === 'ended') expect(found?.because.length).toBeGreaterThan(1)
})
