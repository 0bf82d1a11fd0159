/** Which pauses follow one another and which stand side by side; and what an absence means for the next email. */

import { pauseKinds } from '../../../shared/enrollment.ts'
import {
  lastToEnd,
  overAt,
  placingOf,
  whyNotPause,
  type PauseTerms,
  type Placing,
} from '../../../server/domain/enrollments/pause.ts'
import { absence } from '../../../server/domain/unenrollment/absence.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import {
  describeEndedBy,
  describePausedUntil,
  describePause,
  describeResumed,
  describeStillPaused,
} from '../../../server/domain/unenrollment/describe-pause.ts'
import { aReadMessage } from '../../support/server/makers.ts'

const second = '2026-03-02T10:00:00.000Z'
const third = '2026-03-03T08:00:00.000Z'
const ninth = '2026-03-09T10:00:00.000Z'

/** An out-of-office answer that came at `at`; `stated`: it names the day of return, else that is our guess. */
const away = (until: string, stated: boolean, at = second): PauseTerms => ({
  kind: 'out-of-office',
  until,
  evidence: {
    kind: 'message',
    id: 'AAMk1',
    messageId: '<away@acme.example>',
    mailbox: 'rita@contoso.example',
    from: { address: 'ana@acme.example', name: 'Ana Alves' },
    subject: 'Automatic reply',
    receivedAt: at,
    emailNumber: 1,
    returnDate: stated ? until.slice(0, 10) : null,
    successor: null,
    because: [],
  },
})
const look = (kind: PauseTerms['kind']): PauseTerms => ({ kind, until: null, evidence: null })
const byHand = (until: string | null): PauseTerms => ({ kind: 'manual', until, evidence: null })
const minuteLater = '2026-03-02T10:01:00.000Z'

const rows: [words: string, standing: PauseTerms, wanted: PauseTerms, placing: Placing][] = [
  ['a later day of return', away(third, true), away(ninth, true, minuteLater), 'follows'],
  ['an earlier day of return', away(ninth, true), away(third, true, minuteLater), 'follows'],
  ['the same day of return', away(third, true), away(third, true, minuteLater), 'known'],
  ['a day named in an older answer', away(third, true, minuteLater), away(ninth, true), 'known'],
  ['a day, where we had guessed', away(ninth, false), away(third, true, minuteLater), 'follows'],
  [
    'a day in an older answer, where we had guessed',
    away(ninth, false, minuteLater),
    away(third, true),
    'follows',
  ],
  ['a guess, where a day was named', away(third, true), away(ninth, false, minuteLater), 'known'],
  [
    'a guess, after the day that was named',
    away(third, true),
    away(ninth, false, third),
    'follows',
  ],
  ['a newer guess', away(third, false), away(ninth, false, minuteLater), 'follows'],
  ['an older guess', away(ninth, false, minuteLater), away(third, false), 'known'],
  ['a longer pause by hand', byHand(third), byHand(ninth), 'follows'],
  ['a shorter pause by hand', byHand(ninth), byHand(third), 'follows'],
  ['a pause by hand with an end', byHand(null), byHand(third), 'follows'],
  ['a pause by hand without an end', byHand(third), byHand(null), 'follows'],
  ['the same pause by hand', byHand(third), byHand(third), 'known'],
  ['the same pause by hand without an end', byHand(null), byHand(null), 'known'],
  ['a holiday, beside a longer pause by hand', byHand(ninth), away(third, true), 'stands'],
  ['a holiday, beside a pause by hand without an end', byHand(null), away(third, true), 'stands'],
  ['a pause by hand, beside a longer holiday', away(ninth, true), byHand(third), 'stands'],
  ['a pause by hand, beside a holiday as long', away(ninth, true), byHand(ninth), 'stands'],
  ['a pause by hand, beside a shorter holiday', away(third, true), byHand(ninth), 'stands'],
  ['a holiday, beside an email in doubt', look('email-unconfirmed'), away(ninth, true), 'stands'],
  ['a holiday of somebody who has left', look('left-company'), away(ninth, true), 'stands'],
  ['“has left” during a holiday', away(ninth, true), look('left-company'), 'stands'],
  ['a pause by hand while a person has to look', look('email-rejected'), byHand(ninth), 'stands'],
  ['an owner gone, beside a pause by hand', byHand(ninth), look('owner-removed'), 'stands'],
]

test.each(rows)('%s: %#', (_words, standing, wanted, expected) => {
  expect(placingOf([standing], wanted)).toBe(expected)
})

test('what has no end of its own is asked for once, and each kind stands beside each other', () => {
  const endless = pauseKinds.filter((kind) => kind !== 'manual' && kind !== 'out-of-office')
  for (const kind of endless) {
    const others = pauseKinds.filter((one) => one !== kind).map(look)
    expect(placingOf([], look(kind))).toBe('stands')
    expect(placingOf(others, look(kind))).toBe('stands')
    expect(placingOf([...others, look(kind)], look(kind))).toBe('known')
  }
})

test('of several, the one without an end lasts longest, then the latest end, then the first', () => {
  const [a, b, c] = [byHand(third), away(ninth, true), look('left-company')]
  expect(lastToEnd([a, b, c])).toBe(c)
  expect(lastToEnd([b, a])).toBe(b)
  const twin = byHand(ninth)
  expect(lastToEnd([twin, b])).toBe(twin)
  expect(lastToEnd<PauseTerms>([])).toBeUndefined()
})

test('over are those whose very moment has come, the first to end first', () => {
  const pause = (until: string | null) => ({ ...byHand(until), id: '1', text: '', since: second })
  const [none, late, soon] = [pause(null), pause(ninth), pause(third)]
  expect(overAt([none, late, soon], third)).toEqual([soon])
  expect(overAt([none, late, soon], ninth)).toEqual([soon, late])
  expect(overAt([none, late, soon], second)).toEqual([])
})

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

test('only what has ended cannot be paused', () => {
  expect(whyNotPause({ state: 'active' })).toBeNull()
  expect(whyNotPause({ state: 'paused' })).toBeNull()
  expect(whyNotPause({ state: 'ended' })).toContain('has ended')
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
  expect(describeEndedBy('Rita Ross', 'manual')).toBe('Rita Ross ended the pause “Paused by hand”.')
  const left = [
    { ...byHand(third), id: '1', since: second, text: 'Paused by Rita Ross.' },
    { ...away(ninth, true), id: '2', since: second, text: 'Ana Alves is out of the office.' },
  ]
  expect(describeStillPaused('The pause is over.', left)).toBe(
    'The pause is over. It stays paused: Ana Alves is out of the office.',
  )
  expect(describeStillPaused('The pause is over.', [])).toBe('The pause is over.')
})
