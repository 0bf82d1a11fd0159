/** Microsoft 365 misbehaves: notifications are lost, doubled, late and out of order, requests fail or only seem to. */

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { playIn, rita, type Play } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play
let count = 0

beforeAll(async () => {
  // No gap between emails: these stories are about faults, not about pace.
  world = await startWorld({ serverEnv: { EMAIL_GAP_SECONDS: '0' } })
  play = playIn(world)
})
afterEach(() => world.control('DELETE', '/faults'))
afterAll(() => world.stop())

/** Somebody new outside, so that every story has its own contact. */
async function newContact(): Promise<string> {
  count += 1
  const email = `contact${String(count)}@firm${String(count)}.example`
  await world.api(rita, 'POST', '/api/contacts', {
    email,
    name: `Contact ${String(count)}`,
    company: 'Firm',
  })
  return email
}

async function enrolled(): Promise<string> {
  const email = await newContact()
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  return email
}

test('every notification is lost: the reply is found by the read before the next email, which is not sent', async () => {
  const email = await enrolled()
  await world.control('POST', '/faults', { notices: 'drop' })
  await play.answer(email, 'reply')
  await world.advance('P3D')
  expect(await play.enrollment(email)).toMatchObject({ state: 'ended', reason: 'replied' })
  expect(await play.emails(email)).toHaveLength(1)
})

test('every notification is lost and nothing is due: the sweep finds the reply within a quarter of an hour', async () => {
  const email = await enrolled()
  await world.control('POST', '/faults', { notices: 'drop' })
  await play.answer(email, 'reply')
  await world.advance('PT16M')
  expect(await play.enrollment(email)).toMatchObject({ state: 'ended', reason: 'replied' })
})

test.each([
  ['doubled', { notices: 'double' }],
  ['late', { notices: 'delay', delayMs: 400 }],
  ['out of order', { notices: 'reorder' }],
])('notifications are %s: the outcome is the same, told once', async (_how, fault) => {
  const email = await enrolled()
  await world.control('POST', '/faults', fault)
  await play.answer(email, 'out-of-office')
  await play.answer(email, 'reply')
  expect(await play.ends(email)).toMatchObject({ reason: 'replied' })
  const { timeline } = await play.card(email)
  expect(timeline.map((entry) => entry.kind).sort()).toEqual([
    'email-sent',
    'ended',
    'enrolled',
    'paused',
  ])
})

test.each([
  ['429 with Retry-After', { status: 429, retryAfter: 1 }],
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['a broken connection', { dropConnection: true }],
])(
  'reading fails with %s: nothing is sent until the mailbox could be read',
  async (_how, fault) => {
    const email = await newContact()
    await world.advance('PT1H')
    const { id } = await play.sequence('First conversation')
    await world.control('POST', '/faults', {
      ...fault,
      method: 'GET',
      path: '/users/*/messages',
      times: 2,
    })
    // Enrolling reads too: it is refused with a sentence and leaves nothing behind.
    const refused = await world.api(rita, 'POST', '/api/enrollments', {
      contact: { email },
      sequenceId: id,
    })
    expect(refused).toMatchObject({ status: 503, body: { type: 'mail-service-away' } })
    expect((await play.card(email)).enrollments).toEqual([])
    await play.enroll(email).catch(() => play.enroll(email))
    await play.emailsArrive(email, 1)
    await world.advance('PT1H')
    expect(await play.emails(email)).toHaveLength(1)
  },
)

test.each([
  ['503', { status: 503 }],
  ['504 with an empty body', { status: 504 }],
  ['a broken connection', { dropConnection: true }],
])('the email was sent, but Graph answers %s: it is not sent again', async (_how, fault) => {
  const email = await newContact()
  await world.control('POST', '/faults', {
    ...fault,
    after: true,
    method: 'POST',
    path: '/send',
    times: 1,
  })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  await world.waitFor(
    'the email to be recorded',
    async () => (await play.enrollment(email)).emailsSent === 1,
  )
  await world.advance('PT2H')
  expect(await play.emails(email)).toHaveLength(1)
})

test('the draft was made, but Graph answers 504: the draft is adopted, and one email goes', async () => {
  const email = await newContact()
  await world.control('POST', '/faults', {
    status: 504,
    after: true,
    method: 'POST',
    path: '/messages',
    times: 1,
  })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  await world.waitFor(
    'the email to be recorded',
    async () => (await play.enrollment(email)).emailsSent === 1,
  )
  const made = (await play.requests()).filter(
    (one) => one.method === 'POST' && one.path.endsWith('/messages'),
  )
  expect(made.at(-1)?.status).toBe(504)
  expect(await play.emails(email)).toHaveLength(1)
})

test('Exchange gives the email another Message-ID: a reply to it is still a reply', async () => {
  await world.control('POST', '/faults', { rewriteMessageId: true })
  const email = await enrolled()
  await play.answer(email, 'reply')
  expect(await play.ends(email)).toMatchObject({ reason: 'replied', evidence: { emailNumber: 1 } })
})

test('the email takes its time from the drafts to the sent items: it is recorded once', async () => {
  await world.control('POST', '/faults', { sendDelayMs: 600 })
  const email = await enrolled()
  await world.advance('PT2H')
  expect(await play.emails(email)).toHaveLength(1)
  expect((await play.enrollment(email)).emailsSent).toBe(1)
})

test('the subscription was removed without a word: the daily look makes a new one, and nothing is missed', async () => {
  const email = await enrolled()
  await world.control('POST', '/subscriptions/expire', { mailbox: rita })
  await play.answer(email, 'reply')
  await world.advance('P1D')
  expect(await play.enrollment(email)).toMatchObject({ state: 'ended', reason: 'replied' })
  const other = await enrolled()
  await play.answer(other, 'reply')
  expect(await play.ends(other)).toMatchObject({ reason: 'replied' })
})

test('Graph says that notifications were missed: the mailbox is read far back', async () => {
  const email = await enrolled()
  await world.control('POST', '/faults', { notices: 'drop', times: 1 })
  await play.answer(email, 'reply')
  await world.control('POST', '/subscriptions/lifecycle', { mailbox: rita, event: 'missed' })
  expect(await play.ends(email)).toMatchObject({ reason: 'replied' })
})
