/** What speaks against an email in its last moment: each fact alone, and the order of what is said. */

import { objectionTo, type LastFacts } from '../../../server/domain/mailboxes/last-word.ts'
import {
  goesOnAt,
  sizeAfterAnswer,
  sizeAfterRefusal,
} from '../../../server/domain/mailboxes/reading.ts'
import { aRead, ritaId } from '../../support/server/makers.ts'

const at = (ms: number) => ({ monotonic: ms, wall: ms, uptime: ms })
const asked = at(100_000)
const fine: LastFacts = {
  read: aRead({ asked, requests: 4, news: 1, met: new Set(['met']) }),
  now: at(109_999),
  mailboxId: ritaId,
  requests: 4,
  news: [['before']],
  own: new Set(['draft-1', 'draft-2']),
  leased: { at: asked, forMs: 60_000 },
}

test.each<[string, Partial<LastFacts>, ReturnType<typeof objectionTo>]>([
  ['nothing has happened', {}, null],
  ['the read is of another mailbox', { mailboxId: 'mailbox-2' }, 'not-last'],
  ['Graph was asked something else since', { requests: 5 }, 'not-last'],
  ['the read is ten seconds old', { now: at(110_000) }, 'old'],
  ['it is, by the monotonic clock alone', { now: { ...at(100_001), monotonic: 110_000 } }, 'old'],
  ['it is, by the wall alone', { now: { ...at(100_001), wall: 110_000 } }, 'old'],
  ['it is, by the uptime alone', { now: { ...at(100_001), uptime: 110_000 } }, 'old'],
  ['the wall was set back an hour', { now: { ...at(105_000), wall: -3_500_000 } }, null],
  ['no lease was prolonged', { leased: null }, 'lease'],
  ['the lease is about to run out', { leased: { at: at(59_000), forMs: 60_000 } }, 'lease'],
  ['the lease has time left', { leased: { at: at(60_001), forMs: 60_000 } }, null],
  ['mail has come since', { news: [['before'], ['new']] }, 'news'],
  ['word of mail has come that names none', { news: [['before'], null] }, 'news'],
  ['word has come of our own drafts alone', { news: [['before'], ['draft-1'], ['draft-2']] }, null],
  ['word has come of mail that the read has met', { news: [['before'], ['met', 'draft-1']] }, null],
  ['of two that word has come of, one is new', { news: [['before'], ['met', 'new']] }, 'news'],
  ['all came before the read', { news: [null] }, null],
  ['the read is old and mail has come', { now: at(120_000), news: [['before'], ['new']] }, 'old'],
])('when %s', (_what, given, objection) => {
  expect(objectionTo({ ...fine, ...given })).toBe(objection)
})

test('a page that was had quickly and was full is followed by one twice as large, up to 500', () => {
  const quick = { tookMs: 100, isFull: true }
  expect([50, 200, 400, 500].map((size) => sizeAfterAnswer(size, quick))).toEqual([
    100, 400, 500, 500,
  ])
  expect(sizeAfterAnswer(50, { tookMs: 100, isFull: false })).toBe(50)
  expect(sizeAfterAnswer(50, { tookMs: 3_000, isFull: true })).toBe(50)
  expect(sizeAfterAnswer(50, { tookMs: 5_001, isFull: false })).toBe(25)
  expect([500, 50, 15, 10].map(sizeAfterRefusal)).toEqual([250, 25, 10, 10])
})

test.each([
  ['old mail, at its last second', '10:00:00.000Z', '12:00:00.000Z', '10:00:00.000Z'],
  [
    'mail of this minute, ten minutes before now',
    '11:59:30.000Z',
    '12:00:00.000Z',
    '11:50:00.000Z',
  ],
  ['mail dated in the future, the same', '18:00:00.000Z', '12:00:00.000Z', '11:50:00.000Z'],
  [
    'mail of this minute, never before its own beginning',
    '09:05:00.000Z',
    '09:06:00.000Z',
    '09:00:00.000Z',
  ],
])('a read that broke off goes on, after %s', (_what, last, date, at) => {
  const on = (time: string): string => `2026-03-02T${time}`
  expect(goesOnAt(on('09:00:00.000Z'), on(last), on(date))).toBe(on(at))
})
