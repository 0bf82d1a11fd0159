/** Pauses end to end: real notifications, real Graph reads, the clock moved past what was due, and the email that goes after. */

import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import {
  ana,
  ben,
  cleo,
  playIn,
  rita,
  sam,
  sendsWithoutRead,
  type Play,
} from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
})
afterAll(() => world.stop())

async function answers(email: string, body: object): Promise<void> {
  const [newest] = await play.emails(email)
  const reply = await world.control('POST', `/outside/${email}/answers`, {
    messageId: newest?.id,
    ...body,
  })
  expect(reply.status).toBe(201)
}

function paused(email: string, kind: string): Promise<EnrollmentResource> {
  return world.waitFor(`${email} to be paused: ${kind}`, async () => {
    const enrollment = await play.enrollment(email)
    return enrollment.pauses[0]?.kind === kind && enrollment
  })
}

const daysUntil = (at: string | null | undefined, from: string): number =>
  (Date.parse(at ?? '') - Date.parse(from)) / (24 * 3600_000)

async function now(): Promise<string> {
  const { body } = await world.control('GET', '/clock')
  return (body as { now: string }).now
}

async function settings(address: string, automaticReplies: object): Promise<void> {
  const reply = await world.control('PATCH', `/mailboxes/${address}/settings`, { automaticReplies })
  expect(reply.status).toBe(200)
}

test('an out-of-office answer with a date: nothing goes before that morning, and the email in the thread goes then', async () => {
  await play.enroll(ana)
  const [first] = await play.emailsArrive(ana, 1)
  await play.answer(ana, 'out-of-office')
  const enrollment = await paused(ana, 'out-of-office')
  expect(enrollment).toMatchObject({
    state: 'paused',
    nextStep: { number: 2 },
    pauses: [
      {
        text: 'Ana Alves is out of the office.',
        evidence: { kind: 'message', emailNumber: 1 },
      },
    ],
    may: { resume: true, unenroll: true },
  })
  const until = enrollment.pausedUntil ?? ''
  expect(until.slice(10)).toBe('T08:00:00.000Z')
  await play.told(ana, /^Paused until \d+ \w+ \d{4}\. Ana Alves is out of the office\.$/)
  const wait = Math.floor(daysUntil(until, await now()))
  expect(wait).toBeGreaterThan(7)
  await world.advance(`P${String(wait)}D`)
  expect(await play.emails(ana)).toHaveLength(1)

  await world.advance('P1D')
  const [second] = await play.emailsArrive(ana, 2)
  expect(second?.inReplyTo).toBe(first?.internetMessageId)
  await play.told(ana, /should be back: the sequence goes on with step 2/)
  expect(await play.enrollment(ana)).toMatchObject({ state: 'active', pauses: [], emailsSent: 2 })
})

test('without a date it waits a week', async () => {
  await play.enroll(ben)
  await play.emailsArrive(ben, 1)
  await play.answer(ben, 'out-of-office', { text: 'I am out of the office at the moment.' })
  const enrollment = await paused(ben, 'out-of-office')
  expect(Math.round(daysUntil(enrollment.pausedUntil, enrollment.pauses[0]?.since ?? ''))).toBe(7)
  await world.advance('P6D')
  expect(await play.emails(ben)).toHaveLength(1)
  await world.advance('P2D')
  expect(await play.emailsArrive(ben, 2)).toHaveLength(2)
})

test('who has left the company is paused until a person decides, and the successor is named', async () => {
  await play.enroll(cleo, 'After the trade fair', sam)
  await play.emailsArrive(cleo, 1)
  await answers(cleo, {
    kind: 'left-company',
    successor: { name: 'Dora Dahl', address: 'dora@other.example' },
  })
  const enrollment = await paused(cleo, 'left-company')
  const [pause] = enrollment.pauses
  expect(pause).toMatchObject({
    until: null,
    evidence: { successor: 'dora@other.example' },
  })
  expect(pause?.text).toContain('names dora@other.example instead')
  await world.advance('P30D')
  expect(await play.emails(cleo)).toHaveLength(1)
  await world.api(sam, 'DELETE', `/api/enrollments/${enrollment.id}/pauses/${pause?.id ?? ''}`)
  expect(await play.emailsArrive(cleo, 2)).toHaveLength(2)
  await play.told(cleo, /^Resumed by Sam Sato\.$/)
})

test('while the rep’s own automatic replies are on, nothing goes, mail is read, and what was due goes after', async () => {
  const [kim, lea] = ['kim@third.example', 'lea@third.example'] as const
  for (const [email, name] of [
    [kim, 'Kim Kern'],
    [lea, 'Lea Lund'],
  ]) {
    await world.api(rita, 'POST', '/api/contacts', { email, name, company: 'Third' })
    await play.enroll(email ?? '')
    await play.emailsArrive(email ?? '', 1)
  }
  await settings(rita, { status: 'alwaysEnabled', message: 'I am on holiday.' })
  await world.advance('P5D')
  expect(await play.emails(kim)).toHaveLength(1)
  expect(await paused(kim, 'rep-away')).toMatchObject({
    state: 'paused',
    pauses: [
      {
        until: null,
        text: 'Rita Reyes’s automatic replies are on: nothing is sent meanwhile.',
      },
    ],
    may: { resume: false, unenroll: true },
  })
  await play.answer(lea, 'reply')
  expect((await play.ends(lea)).reason).toBe('replied')
  await settings(rita, { status: 'disabled' })
  await world.advance('PT20M')
  expect(await play.emailsArrive(kim, 2)).toHaveLength(2)
  expect((await play.enrollment(lea)).emailsSent).toBe(1)
  expect((await play.enrollment(kim)).state).toBe('active')
})

test('paused until a day, nothing goes before it', async () => {
  const email = 'mia.moon@third.example'
  await world.api(rita, 'POST', '/api/contacts', { email, name: 'Mia Moon', company: 'Third' })
  const { id } = await play.enroll(email)
  await play.emailsArrive(email, 1)
  const until = new Date(Date.parse(await now()) + 10 * 24 * 3600_000).toISOString()
  const paused = await world.api(rita, 'POST', `/api/enrollments/${id}/pauses`, { until })
  expect(paused).toMatchObject({
    status: 201,
    body: { state: 'paused', pauses: [{ kind: 'manual', until }], pausedUntil: until },
  })
  await world.advance('P9D')
  expect(await play.emails(email)).toHaveLength(1)
  await world.advance('P2D')
  expect(await play.emailsArrive(email, 2)).toHaveLength(2)
  await play.told(email, /^The pause is over/)
})

test('a mailbox that is gone pauses its enrollments, and they go on when it is back', async () => {
  const email = 'nils@third.example'
  await world.api(rita, 'POST', '/api/contacts', { email, name: 'Nils Nord', company: 'Third' })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  await world.control('PATCH', `/people/${rita}`, { hasMailbox: false })
  await world.advance('P4D')
  expect(await paused(email, 'mailbox-disconnected')).toMatchObject({ may: { resume: false } })
  expect(await play.emails(email)).toHaveLength(1)
  await world.control('PATCH', `/people/${rita}`, { hasMailbox: true })
  expect(await play.emailsArrive(email, 2)).toHaveLength(2)
  await world.waitFor(
    'the pause to be over',
    async () => (await play.enrollment(email)).state === 'active',
  )
})

test('the last Graph request before every send, but for other sends moments ago, is a complete read of the mailbox', async () => {
  const { sends, without } = sendsWithoutRead(await play.requests())
  expect(sends).toBeGreaterThan(8)
  expect(without).toEqual([])
})
