/** The page of a meetings link: when the rep is free, a time booked, and everything that is in the way. */

import sql from 'sql-template-tag'
import type { Departure } from '../../../server/domain/directory/owner.ts'
import { meetingsLink } from '../../../server/services/links.ts'
import { putDeparture } from '../../../server/store/directory/departures.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { day, hour, minute } from '../../support/server/engine-stage.ts'
import { ana, ben, rita, ritaId, sam } from '../../support/server/makers.ts'
import { openApiPlay, type ApiPlay, type Answer } from '../../support/server/api-play.ts'
import { away, forbidden } from '../../support/server/scripted-graph.ts'

let play: ApiPlay
let enrollmentId: string
let path: string

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
  ;({ id: enrollmentId } = await play.stage.enroll(ana.address, { name: ana.name }))
  await play.stage.work()
  play.stage.pass(minute)
  path = new URL(meetingsLink(play.stage.context, enrollmentId)).pathname
})
afterEach(() => play.close())

const slot = '2026-03-03T10:00:00.000Z'
const look = (query = '') => play.call('GET', `${path}${query}`, { as: null })
const book = (given: Record<string, string> = {}, at = path): Promise<Answer> =>
  play.call('POST', at, {
    as: null,
    raw: new URLSearchParams({ slot, email: ana.address, name: 'Ana Alves', ...given }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const events = () => play.stage.graph.calendar.events()
const enrollment = () => play.stage.enrollment(enrollmentId)
const removed = (state: Departure['state']) =>
  putDeparture(play.stage.db, {
    userId: rita.id,
    cause: 'deleted',
    state,
    seenAt: play.stage.now(),
    checkAt: null,
    confirmedAt: play.stage.now(),
    decidedBy: null,
  })

test('the email bears the link, and nothing personal is in it', async () => {
  await play.stage.sequence(
    [{ subject: 'Hello', body: 'Choose a time: {{ sender.meetings_link }}.' }],
    'sequence-2',
  )
  await play.stage.enroll('kim@third.example', { sequenceId: 'sequence-2' })
  await play.stage.work()
  const email = (play.stage.graph.sent.at(-1)?.mime ?? '').replace(/=\r\n/g, '')
  const link = /https:\/\/sales\.contoso\.example\/meet\/[\w-]{43}/.exec(email)?.[0]
  expect(link).toBeDefined()
  expect(email).toContain(`href=3D"${link ?? ''}"`)
})

test('shows the free half hours of the rep’s own working days, in a zone that can be chosen', async () => {
  play.stage.graph.calendar.workingHours = {
    daysOfWeek: ['monday', 'tuesday'],
    startTime: '09:00:00.0000000',
    endTime: '11:00:00.0000000',
    timeZone: { name: 'W. Europe Standard Time' },
  }
  const { status, text } = await look()
  expect(status).toBe(200)
  expect(text).toContain('Book a meeting with Rita Ross')
  expect(text).toContain('<option selected>Europe/Berlin</option>')
  expect(text).toContain('<legend>Tuesday 3 March</legend>')
  expect(text).not.toContain('Wednesday')
  expect(text).toMatch(/value="2026-03-03T08:00:00.000Z" required> 09:00</)
  expect(text).not.toContain('2026-03-03T10:00:00.000Z')
  expect((await look('?zone=Asia/Kathmandu')).text).toMatch(
    /value="2026-03-03T08:00:00.000Z" required> 13:45</,
  )
  expect((await look('?zone=Nowhere/Land')).text).toContain(
    '<option selected>Europe/Berlin</option>',
  )
})

test('looking changes nothing, and the page may be shown in no frame, run no script but our own and be kept by nobody', async () => {
  const before = await play.stage.dump()
  const { headers, text } = await look()
  expect(await play.stage.dump()).toEqual(before)
  expect(events()).toEqual([])
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(text).not.toMatch(/ana@acme|rita@contoso/)
})

test('a visitor who has chosen no zone is led to the browser’s own, once', async () => {
  const { headers, text } = await look()
  const nonce = /<script nonce="([^"]+)">[^<]*resolvedOptions\(\)\.timeZone/.exec(text)?.[1]
  expect(headers['content-security-policy']).toContain(`script-src 'nonce-${nonce ?? 'none'}'`)
  for (const chosen of [await look('?zone=Asia/Kathmandu'), await look('?zone=Nowhere/Land')]) {
    expect(chosen.text).not.toContain('<script')
    expect(chosen.headers['content-security-policy']).not.toContain('script-src')
  }
})

test('what is busy is not offered', async () => {
  const from = Date.parse('2026-03-02T09:15:00Z')
  play.stage.graph.calendar.busy = () => '0'.repeat((Date.parse(slot) - from) / 900_000 + 1) + '2'
  expect((await look()).text).not.toContain(slot)
  expect(await book()).toMatchObject({ status: 409 })
  expect(events()).toEqual([])
})

test('booking makes the event, invites the address, and ends the contact’s enrollments of every rep', async () => {
  const { status, text } = await book({ zone: 'Europe/Berlin' })
  expect(status).toBe(200)
  expect(text).toContain('Tuesday 3 March, 11:00–11:30 (Europe/Berlin)')
  expect(events()).toMatchObject([{ mailboxId: ritaId, startsAt: slot, attendees: [ana.address] }])
  expect(await enrollment()).toMatchObject({
    reason: 'meeting-booked',
    explanation: 'Ana Alves booked a meeting through the link in an email.',
    evidence: { via: 'link', startsAt: slot, mailbox: 'rita@contoso.example' },
  })
})

test('a colleague’s link ends the rep’s enrollment, whatever address was typed; a later look at the calendar changes nothing', async () => {
  await play.stage.sequence(undefined, 'sequence-2')
  const sams = await play.stage.enroll('kim@third.example', { by: sam, sequenceId: 'sequence-2' })
  await play.stage.db.all(sql`
    update enrollments
    set contact_id = (select contact_id from enrollments where id = ${enrollmentId})
    where id = ${sams.id}`)
  const sams_path = new URL(meetingsLink(play.stage.context, sams.id)).pathname
  await book({ email: 'somebody@else.example' }, sams_path)
  for (const id of [enrollmentId, sams.id])
    expect(await play.stage.enrollment(id)).toMatchObject({
      reason: 'meeting-booked',
      evidence: {
        because: expect.arrayContaining([
          'the invitation went to somebody@else.example, as the visitor asked',
        ]) as unknown,
      },
    })
  const told = await play.stage.timeline(enrollmentId)
  play.stage.pass(hour)
  await play.stage.work()
  expect(await play.stage.timeline(enrollmentId)).toEqual(told)
  const [event] = events()
  play.stage.graph.calendar.remove(event?.id ?? '')
  play.stage.pass(hour)
  await play.stage.work()
  expect((await enrollment()).offer).toContain('was cancelled')
})

test('pressed twice, it is booked once; somebody else finds the time taken', async () => {
  await book()
  expect((await book()).status).toBe(200)
  expect(events()).toHaveLength(1)
  const other = await book({ email: 'eve@else.example' })
  expect(other.status).toBe(409)
  expect(other.text).toContain('has just been taken')
  expect(other.text).toContain('value="eve@else.example"')
})

test('a calendar that is slow to show what was booked does not get it booked over', async () => {
  await book()
  play.stage.graph.calendar.remove(events()[0]?.id ?? '')
  expect((await book({ email: 'eve@else.example' })).status).toBe(409)
  expect(events()).toEqual([])
})

test('two who press at the same moment get one meeting', async () => {
  const answers = await Promise.all([book(), book({ email: 'eve@else.example' })])
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  expect(events()).toHaveLength(1)
})

test('an answer that was lost is made up for by pressing again', async () => {
  play.stage.graph.fail('new-event', 'after', away)
  const unsure = await book()
  expect(unsure.status).toBe(503)
  expect(unsure.text).toContain('never booked twice')
  expect((await enrollment()).state).toBe('active')
  expect((await book()).status).toBe(200)
  expect(events()).toHaveLength(1)
  expect((await enrollment()).reason).toBe('meeting-booked')
})

test('an answer that was lost, the visitor gone: the calendar tells, and counts as the link', async () => {
  play.stage.graph.fail('new-event', 'after', away)
  await book({ email: 'somebody@else.example' })
  play.stage.pass(15 * minute)
  await play.stage.work()
  expect(await enrollment()).toMatchObject({ reason: 'meeting-booked', evidence: { via: 'link' } })
})

test('a booking that Graph refuses leaves the time free', async () => {
  play.stage.graph.fail('new-event', 'before', forbidden)
  expect((await book()).status).toBe(503)
  expect((await enrollment()).state).toBe('active')
  expect((await book()).status).toBe(200)
})

test('a time whose meeting was cancelled can be booked again', async () => {
  await book()
  play.stage.graph.calendar.remove(events()[0]?.id ?? '')
  play.stage.pass(hour)
  expect((await book()).status).toBe(200)
  expect(events()).toHaveLength(1)
})

test('the link of an ended enrollment still books, and the timeline tells', async () => {
  await play.call('POST', `/api/enrollments/${enrollmentId}/unenrollment`, { body: {} })
  expect((await book()).status).toBe(200)
  expect((await enrollment()).reason).toBe('manual')
  expect((await play.stage.timeline(enrollmentId)).at(-1)).toBe(
    'Ana Alves booked a meeting through the link in an email.',
  )
})

test.each([
  ['no address', { email: '' }, 422, 'Enter your mail address'],
  [
    'an address that is none',
    { email: '<b>me</b>' },
    422,
    '&lt;b&gt;me&lt;/b&gt;” is not a mail address',
  ],
  ['no time', { slot: '' }, 422, 'Choose one of the free times'],
  ['a time that is none', { slot: 'now' }, 422, 'Choose one of the free times'],
  ['a past time', { slot: '2026-03-02T08:00:00.000Z' }, 409, 'has passed'],
  ['a time outside the working hours', { slot: '2026-03-03T23:00:00.000Z' }, 409, 'taken'],
  ['a time off the half hours', { slot: '2026-03-03T10:10:00.000Z' }, 409, 'taken'],
])(
  '%s is refused with a sentence above the page, and nothing is booked',
  async (_words, given, status, sentence) => {
    const refused = await book(given)
    expect(refused.status).toBe(status)
    expect(refused.text).toContain('role="alert"')
    expect(refused.text).toContain(sentence)
    expect(refused.text).toContain('Book a meeting with Rita Ross')
    expect(events()).toEqual([])
  },
)

test('a name cannot smuggle in a second address, a line, or a page to click', async () => {
  await book({ name: 'Ana\r\nBcc: x@y.example <script> https://evil.example/x ' })
  expect(events()[0]?.subject).toBe('Meeting: Ana Bcc: x@y.example script and Rita Ross')
})

test('one link books five times a day at most', async () => {
  const slots = [10, 11, 12, 13, 14, 15].map((h) => `2026-03-03T${String(h)}:00:00.000Z`)
  const answers: number[] = []
  for (const one of slots) answers.push((await book({ slot: one })).status)
  expect(answers).toEqual([200, 200, 200, 200, 200, 409])
  play.stage.jump(day + minute)
  expect((await book({ slot: '2026-03-04T10:00:00.000Z' })).status).toBe(200)
})

test('a calendar that does not answer is told in a sentence', async () => {
  play.stage.graph.fail('schedule', 'before', away)
  const { status, text } = await look()
  expect(status).toBe(503)
  expect(text).toContain('The calendar does not answer')
})

test.each([
  ['has no seat any more', () => putUser(play.stage.db, { ...rita, seat: 'none' })],
  ['is gone', () => removed('removed')],
  ['seems to be gone, and a person is asked', () => removed('asked')],
])('the link of a rep who %s shows no calendar and books nothing', async (_words, happens) => {
  await happens()
  play.stage.graph.asked.length = 0
  for (const answer of [await look(), await book()]) {
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('This link does not work any more')
  }
  expect(play.stage.graph.asked).toEqual([])
  expect(events()).toEqual([])
})

test('one link that is opened over and over does not close the rep’s other links', async () => {
  const { id } = await play.stage.enroll(ben.address, { name: ben.name })
  const other = new URL(meetingsLink(play.stage.context, id)).pathname
  for (let n = 0; n < 61; n += 1) await look()
  expect((await look()).status).toBe(429)
  expect((await play.call('GET', other, { as: null })).status).toBe(200)
})

test('many links of one rep are together opened 600 times a minute at most', async () => {
  const paths: string[] = []
  for (let n = 0; n < 11; n += 1) {
    const { id } = await play.stage.enroll(`p${String(n)}@acme.example`)
    paths.push(new URL(meetingsLink(play.stage.context, id)).pathname)
  }
  const answers: number[] = []
  for (const one of paths)
    for (let n = 0; n < 60; n += 1) answers.push((await play.call('GET', one, { as: null })).status)
  expect(answers.indexOf(429)).toBe(600)
})

test('a page that is opened over and over asks Graph no more for a minute', async () => {
  const answers: number[] = []
  for (let n = 0; n < 61; n += 1) answers.push((await look()).status)
  expect(new Set(answers.slice(0, 60))).toEqual(new Set([200]))
  expect(answers[60]).toBe(429)
  play.stage.wait(minute)
  expect((await look()).status).toBe(200)
})

test.each(['GET', 'POST'])(
  'a link that was tampered with or is for another purpose is refused: %s',
  async (method) => {
    const forged = path.slice(0, -2) + (path.endsWith('AA') ? 'BB' : 'AA')
    for (const one of [
      forged,
      '/meet/x',
      path.replace('/meet/', '/u/').replace('/u/', '/meet/x'),
    ]) {
      const answer = await play.call(method, one, {
        as: null,
        ...(method === 'POST' ? { raw: '' } : {}),
      })
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('This link does not work')
    }
  },
)
