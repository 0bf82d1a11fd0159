/** Meetings, through the real server and the sandbox: booked, invited, added, declined, cancelled, logged, and by link. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ContactResource } from '../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { MeetingResource } from '../../../shared/meeting.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { ask } from '../../../tools/dev/ask.ts'
import { playIn, rita, sam, type Play } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play
let count = 0
const withLink = 'With a meetings link'

beforeAll(async () => {
  world = await startWorld({ serverEnv: { EMAIL_GAP_SECONDS: '0' } })
  play = playIn(world)
  const made = await world.api(rita, 'POST', '/api/sequences', {
    name: withLink,
    settings: { severalAtOnce: true },
    steps: [
      { subject: 'A meeting?', body: 'Choose a time: {{ sender.meetings_link }}' },
      { body: 'Have you seen it?' },
    ],
  })
  expect(made.status).toBe(201)
})
afterAll(() => world.stop())

interface Known {
  email: string
  contactId: string
  enrollment: EnrollmentResource
}

/** Somebody new, enrolled, whose first email has arrived. */
async function enrolled(sequenceName?: string): Promise<Known> {
  const contact = await someone()
  const enrollment = await play.enroll(contact.email, sequenceName)
  await play.emailsArrive(contact.email, 1)
  return { email: contact.email, contactId: contact.id, enrollment }
}

async function someone(): Promise<ContactResource> {
  count += 1
  const reply = await world.api(rita, 'POST', '/api/contacts', {
    email: `guest${String(count)}@firm${String(count)}.example`,
    name: `Guest ${String(count)}`,
    company: `Firm ${String(count)}`,
  })
  expect(reply.status).toBe(201)
  return reply.body as ContactResource
}

/** Days from now by the world's clock, at ten. */
async function inDays(days: number, hour = 10): Promise<string> {
  const { now } = (await world.control('GET', '/clock')).body as { now: string }
  const day = new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10)
  return `${day}T${String(hour).padStart(2, '0')}:00:00Z`
}

interface EventMade {
  id: string
  iCalUId: string
}

async function event(rep: string, attendees: string[], more: object = {}): Promise<EventMade> {
  const reply = await world.control('POST', `/mailboxes/${rep}/events`, {
    subject: 'Demo',
    start: await inDays(3),
    end: await inDays(3, 11),
    attendees,
    ...more,
  })
  expect(reply.status).toBe(201)
  return reply.body as EventMade
}

const sweep = () => world.advance('PT16M')
const booked = { state: 'ended', reason: 'meeting-booked' }

test('the contact’s own invitation unenrolls; the rep’s calendar is the evidence, and the mail that brought it ends nothing', async () => {
  const { email } = await enrolled()
  const invitation = await world.control('POST', `/outside/${email}/invitations`, {
    to: rita,
    subject: 'Let us talk',
    start: await inDays(2),
    end: await inDays(2, 11),
  })
  expect(invitation.status).toBe(201)
  expect(await play.ends(email)).toMatchObject({
    ...booked,
    evidence: {
      kind: 'meeting',
      via: 'calendar',
      subject: 'Let us talk',
      organizer: { address: email },
    },
    may: { undo: true },
  })
})

test('the rep invites the contact: unenrolled within seconds; undone, the same meeting never ends it again', async () => {
  const { email, enrollment } = await enrolled()
  const { id } = await event(rita, [email])
  expect(await play.ends(email)).toMatchObject(booked)
  expect(await play.undo(enrollment.id)).toMatchObject({ body: { state: 'active' } })
  await world.control('PATCH', `/mailboxes/${rita}/events/${id}`, { subject: 'Demo, moved' })
  await sweep()
  expect((await play.enrollment(email)).state).toBe('active')
})

test('a meeting the contact was in before does not count; being added to an older one does', async () => {
  const contact = await someone()
  const other = await someone()
  await event(rita, [contact.email], { subject: 'Old times' })
  const old = await event(rita, ['kim@third.example'], { subject: 'Round table' })
  for (const { email } of [contact, other]) {
    await play.enroll(email)
    await play.emailsArrive(email, 1)
  }
  await sweep()
  expect((await play.enrollment(contact.email)).state).toBe('active')
  await world.control('PATCH', `/mailboxes/${rita}/events/${old.id}`, {
    attendees: ['kim@third.example', other.email],
  })
  expect(await play.ends(other.email)).toMatchObject({
    ...booked,
    evidence: {
      subject: 'Round table',
      because: expect.arrayContaining([
        'the contact was added to it after the enrollment began',
      ]) as unknown,
    },
  })
  expect((await play.enrollment(contact.email)).state).toBe('active')
})

test('cancelled later, it offers to go on; undone, the sequence goes on', async () => {
  const { email, enrollment } = await enrolled()
  const { id } = await event(rita, [email])
  await play.ends(email)
  await world.control('DELETE', `/mailboxes/${rita}/events/${id}`)
  await play.told(email, /was cancelled\. Undo to go on/)
  expect(await play.enrollment(email)).toMatchObject({
    ...booked,
    offer: expect.stringMatching(/^The meeting with Guest \d+ was cancelled\./) as unknown,
  })
  expect(await play.undo(enrollment.id)).toMatchObject({ body: { state: 'active', offer: null } })
  await world.advance('P4D')
  await world.waitFor('the follow-up', async () =>
    (await play.emails(email)).some((one) => one.inReplyTo !== null),
  )
})

test('declined by the contact, it offers to go on', async () => {
  const { email } = await enrolled()
  const { id } = await event(rita, [email])
  await play.ends(email)
  const reply = await world.control('POST', `/outside/${email}/responses`, {
    eventId: id,
    response: 'declined',
  })
  expect(reply.status).toBe(201)
  await play.told(email, /declined the meeting\. Undo/)
})

test('the contact calls the own invitation off: it offers to go on', async () => {
  const { email } = await enrolled()
  const invited = await world.control('POST', `/outside/${email}/invitations`, {
    to: rita,
    start: await inDays(2),
    end: await inDays(2, 11),
  })
  await play.ends(email)
  const { iCalUId } = invited.body as { iCalUId: string }
  await world.control('POST', `/outside/${email}/invitations/${iCalUId}/cancellation`)
  await play.told(email, /was cancelled\. Undo/)
})

test('a series counts once; a whole day counts; a crowd does not; neither does a colleague’s meeting', async () => {
  const series = await enrolled()
  const days = await enrolled()
  const crowd = await enrolled()
  const colleague = await enrolled()
  const { id } = await event(rita, [series.email], {
    recurrence: {
      pattern: { type: 'weekly', interval: 1 },
      range: { type: 'numbered', numberOfOccurrences: 5 },
    },
  })
  expect(await play.ends(series.email)).toMatchObject(booked)
  await play.undo(series.enrollment.id)
  await world.control('PATCH', `/mailboxes/${rita}/events/${id}`, { subject: 'Weekly' })
  const start = (await inDays(5)).slice(0, 10)
  await event(rita, [days.email], { isAllDay: true, start, end: (await inDays(6)).slice(0, 10) })
  const people = Array.from({ length: 25 }, (_, n) => `p${String(n)}@crowd.example`)
  await event(rita, [crowd.email, ...people])
  await event(sam, [colleague.email])
  expect(await play.ends(days.email)).toMatchObject(booked)
  await sweep()
  for (const one of [series, crowd, colleague])
    expect((await play.enrollment(one.email)).state).toBe('active')
})

test('a meeting already held, entered while the contact is enrolled, counts', async () => {
  const { email } = await enrolled()
  await event(rita, [email], { start: await inDays(-2), end: await inDays(-2, 11) })
  expect(await play.ends(email)).toMatchObject(booked)
})

test('when every notification is lost the sweep finds the meeting, and its cancellation', async () => {
  const { email } = await enrolled()
  await world.control('POST', '/faults', { notices: 'drop' })
  const { id } = await event(rita, [email])
  await sweep()
  expect(await play.enrollment(email)).toMatchObject(booked)
  await world.control('DELETE', `/mailboxes/${rita}/events/${id}`)
  await sweep()
  expect((await play.enrollment(email)).offer).toMatch(/was cancelled/)
  await world.control('DELETE', '/faults')
})

test('logged on the contact it counts, also for a past day; on the company alone it does not; cancelled, it offers to go on', async () => {
  const { email, contactId } = await enrolled()
  const { contact } = await play.card(email)
  const log = (record: object) =>
    world.api(rita, 'POST', '/api/meetings', {
      title: 'Lunch',
      startsAt: '2025-01-05T12:00:00Z',
      record,
    })
  expect(contact?.companyId).toBeTruthy()
  expect((await log({ kind: 'company', id: contact?.companyId })).status).toBe(201)
  expect((await play.enrollment(email)).state).toBe('active')
  const logged = await log({ kind: 'contact', id: contactId })
  expect(await play.enrollment(email)).toMatchObject({
    ...booked,
    evidence: { via: 'record', subject: 'Lunch' },
  })
  const meeting = logged.body as MeetingResource
  await world.api(rita, 'DELETE', `/api/meetings/${meeting.id}`)
  expect((await play.enrollment(email)).offer).toMatch(/was cancelled/)
})

function visit(url: string, body?: Record<string, string>) {
  return ask(url, {
    method: body ? 'POST' : 'GET',
    certFile: world.certFile,
    ...(body
      ? {
          body: new URLSearchParams(body).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }
      : {}),
  })
}

test('the link in an email shows free times and books one under another address; the contact is unenrolled everywhere', async () => {
  const { email } = await enrolled(withLink)
  const { body } = await world.api(sam, 'POST', '/api/sequences', {
    name: 'Sam’s own',
    settings: { severalAtOnce: true },
    steps: [{ subject: 'Hello', body: 'Hello from Sam.' }, { body: 'Once more.' }],
  })
  const sams = await world.api(sam, 'POST', '/api/enrollments', {
    contact: { email },
    sequenceId: (body as SequenceResource).id,
  })
  expect(sams.status).toBe(201)
  const sent = (await play.emailsArrive(email, 2)).find((one) => one.subject === 'A meeting?')
  const raw = (sent?.raw ?? '').replace(/=\r?\n/g, '')
  const link = new RegExp(`${world.productUrl}/meet/[\\w-]{43}`).exec(raw)?.[0] ?? ''
  const before = await visit(link)
  expect(before.status).toBe(200)
  const slot = /value="(\d{4}-[^"]+Z)"/.exec(before.text)?.[1] ?? ''
  expect((await play.enrollment(email)).state).toBe('active')

  const done = await visit(link, {
    slot,
    email: 'assistant@elsewhere.example',
    name: 'Ana’s assistant',
  })
  expect(done.status).toBe(200)
  expect(done.text).toContain('You meet Rita Reyes')
  const { enrollments } = await play.card(email)
  expect(enrollments).toHaveLength(2)
  for (const one of enrollments)
    expect(one).toMatchObject({ ...booked, evidence: { kind: 'meeting', via: 'link' } })
  expect(await play.emails('assistant@elsewhere.example')).toHaveLength(1)

  expect(
    (await visit(link, { slot, email: 'assistant@elsewhere.example', name: 'x' })).status,
  ).toBe(200)
  expect((await visit(link, { slot, email: 'eve@elsewhere.example', name: 'x' })).status).toBe(409)
  const { items } = (await world.control('GET', `/mailboxes/${rita}/events`)).body as {
    items: { start: string }[]
  }
  expect(items.filter((one) => Date.parse(one.start) === Date.parse(slot))).toHaveLength(1)
})
