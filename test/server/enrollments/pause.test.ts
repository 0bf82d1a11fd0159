/** Of two pauses, which one an enrollment keeps; and what an absence means for the next email. */

import { replaces, whyNotPause, type PauseTerms } from '../../../server/domain/enrollments/pause.ts'
import { absence } from '../../../server/domain/unenrollment/absence.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import {
  describePausedUntil,
  describePause,
  describeResumed,
} from '../../../server/domain/unenrollment/describe-pause.ts'
import { anEnrollment, aReadMessage } from '../../support/server/makers.ts'

const third = '2026-03-03T08:00:00.000Z'
const ninth = '2026-03-09T10:00:00.000Z'

const away = (until: string, stated: boolean): PauseTerms => ({
  reason: 'out-of-office',
  until,
  stated,
})
const look = (reason: PauseTerms['reason']): PauseTerms => ({ reason, until: null, stated: false })
const pausedUntil = (until: string | null): PauseTerms => ({
  reason: 'manual',
  until,
  stated: until !== null,
})

const rows: [words: string, standing: PauseTerms, wanted: PauseTerms, replaces: boolean][] = [
  ['a later day of return', away(third, true), away(ninth, true), true],
  ['an earlier day of return', away(ninth, true), away(third, true), false],
  ['the same day of return', away(third, true), away(third, true), false],
  [
    'a day that was named, where we had guessed a later one',
    away(ninth, false),
    away(third, true),
    true,
  ],
  ['a guess, where an earlier day was named', away(third, true), away(ninth, false), false],
  [
    'a second answer without a day, which is a newer guess',
    away(third, false),
    away(ninth, false),
    true,
  ],
  ['a longer holiday than the pause', pausedUntil(third), away(ninth, true), true],
  ['a shorter holiday than the pause', pausedUntil(ninth), away(third, true), false],
  ['a holiday while paused without an end', pausedUntil(null), away(ninth, true), false],
  ['a holiday while a person has to look', look('email-unconfirmed'), away(ninth, true), false],
  ['a holiday of somebody who has left', look('left-company'), away(ninth, true), false],
  ['“has left” during a holiday', away(ninth, true), look('left-company'), true],
  ['an email in doubt during a holiday', away(ninth, true), look('email-unconfirmed'), true],
  [
    'a mail that cannot be read during a pause with an end',
    pausedUntil(ninth),
    look('message-unreadable'),
    true,
  ],
  [
    'a mail that cannot be read during a pause without an end',
    pausedUntil(null),
    look('message-unreadable'),
    false,
  ],
  ['a pause that ends within the holiday', away(ninth, true), pausedUntil(third), false],
  ['a pause that ends with the holiday', away(ninth, true), pausedUntil(ninth), false],
  ['a pause that ends within a guessed holiday', away(ninth, false), pausedUntil(third), false],
  ['a pause that outlasts the holiday', away(third, true), pausedUntil(ninth), true],
  ['a pause without an end during a holiday', away(ninth, true), pausedUntil(null), true],
  ['a shorter pause', pausedUntil(ninth), pausedUntil(third), true],
  ['another pause', pausedUntil(null), pausedUntil(third), true],
  ['a pause while a person has to look', look('email-rejected'), pausedUntil(ninth), false],
]

test.each(rows)(
  '%s takes the place of the pause that stands: %#',
  (_words, standing, wanted, expected) => {
    expect(replaces(standing, wanted)).toBe(expected)
  },
)

const mail = aReadMessage({
  kind: 'auto-reply',
  sub: 'out-of-office',
  receivedAt: '2026-03-02T10:00:00.000Z',
})
const berlin = { settings: defaultSettings, timeZone: 'Europe/Berlin' }

test.each([
  ['a day', { returnDate: '2026-03-10' }, '2026-03-10T07:00:00.000Z'],
  ['a day in summer time', { returnDate: '2026-04-07' }, '2026-04-07T06:00:00.000Z'],
  ['no day', { returnDate: null }, '2026-03-09T10:00:00.000Z'],
  ['today, whose working day has begun', { returnDate: '2026-03-02' }, null],
  ['a day that has passed', { returnDate: '2026-02-27' }, null],
  [
    'a day that does not exist, as if it named none',
    { returnDate: '2026-02-31' },
    '2026-03-09T10:00:00.000Z',
  ],
])(
  'an out-of-office answer that names %s pauses until the morning of it in the rep’s zone',
  (_words, given, until) => {
    expect(absence({ ...mail, ...given }, berlin)?.until ?? null).toBe(until)
  },
)

test('a zone that this machine does not know is taken for UTC', () => {
  const found = absence(
    { ...mail, returnDate: '2026-03-10' },
    { ...berlin, timeZone: 'Middle Earth' },
  )
  expect(found?.until).toBe('2026-03-10T08:00:00.000Z')
})

test('the sequence says how long an answer without a day pauses; zero days do not pause at all', () => {
  const days = (outOfOfficeDays: number) => ({
    ...berlin,
    settings: { ...defaultSettings, outOfOfficeDays },
  })
  expect(absence(mail, days(3))?.until).toBe('2026-03-05T10:00:00.000Z')
  expect(absence(mail, days(0))).toBeNull()
  expect(absence({ ...mail, returnDate: '2026-03-10' }, days(0))?.until).toBe(
    '2026-03-10T07:00:00.000Z',
  )
})

test('who has left the company is paused without an end', () => {
  expect(absence({ ...mail, sub: 'left-company', returnDate: '2026-03-10' }, berlin)).toEqual({
    pause: 'left-company',
    until: null,
  })
})

test.each([
  ['an active one', { state: 'active' as const }, null],
  ['a paused one', { state: 'paused' as const, pauseKind: 'manual' as const }, null],
  [
    'one out of office',
    { state: 'paused' as const, pauseKind: 'out-of-office' as const, pausedUntil: ninth },
    null,
  ],
  [
    'one whose email is in doubt',
    {
      state: 'paused' as const,
      pauseKind: 'email-unconfirmed' as const,
      pauseText: 'Look into Sent Items.',
    },
    'Look into Sent Items.',
  ],
  ['an ended one', { state: 'ended' as const }, 'has ended'],
])('pausing %s', (_words, given, refused) => {
  const because = whyNotPause(anEnrollment(given), null, 'UTC')
  if (refused === null) expect(because).toBeNull()
  else expect(because).toContain(refused)
})

test('what people read of a pause is plain', () => {
  expect(describePause('left-company', 'Ana Alves', 'ben@acme.example')).toBe(
    'An automatic reply says that Ana Alves has left the company, and names ben@acme.example instead. Unenroll, or resume if that is wrong.',
  )
  expect(
    describePausedUntil(describePause('out-of-office', 'Ana Alves', null), ninth, 'Asia/Tokyo'),
  ).toBe('Paused until 9 March 2026. Ana Alves is out of the office.')
  expect(describeResumed('out-of-office', 'Ana Alves', 2)).toBe(
    'Ana Alves should be back: the sequence goes on with step 2.',
  )
  expect(describeResumed('manual', 'Ana Alves', null)).toBe('The pause is over.')
})
