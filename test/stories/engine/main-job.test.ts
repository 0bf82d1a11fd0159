/** The main job over HTTP, nothing faked: real server, real sandbox, emails out and answers in. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
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

test('enrolling sends the first email at once, and a reply ends the enrollment, with its evidence', async () => {
  await play.enroll(ana)
  const [email] = await play.emailsArrive(ana, 1)
  expect(email?.subject).toBe('Quarter-end reporting at Acme')

  await play.answer(ana, 'reply', { text: 'Call me on Tuesday.' })
  const ended = await play.ends(ana)
  expect(ended).toMatchObject({
    reason: 'replied',
    endedBy: { kind: 'rule', rule: 'replied' },
    explanation: 'Ana Alves replied to email 1.',
    emailsSent: 1,
    evidence: {
      from: { address: ana },
      emailNumber: 1,
      subject: 'Re: Quarter-end reporting at Acme',
    },
    may: { undo: true, unenroll: false },
  })

  const { performance } = await play.sequence('First conversation')
  expect(performance).toMatchObject({
    enrolled: 1,
    emailsSent: 1,
    replied: 1,
    ended: { replied: 1 },
  })
})

test('the last Graph request before every send is a complete read of the mailbox', async () => {
  const { sends, without } = sendsWithoutRead(await play.requests())
  expect(sends).toBeGreaterThan(0)
  expect(without).toEqual([])
})

test('an out-of-office answer pauses the contact, still enrolled, and the follow-up goes out in the same thread after it', async () => {
  const enrolled = await play.enroll(ben)
  const [first] = await play.emailsArrive(ben, 1)
  await play.answer(ben, 'out-of-office')
  await play.told(ben, /^Paused until .*Ben Brandt is out of the office\.$/)
  expect(await play.enrollment(ben)).toMatchObject({
    state: 'paused',
    pauses: [{ kind: 'out-of-office' }],
  })

  await world.advance('P3D')
  expect(await play.emails(ben)).toHaveLength(1)
  await world.advance('P8D')
  const [second] = await play.emailsArrive(ben, 2)
  expect(second?.inReplyTo).toBe(first?.internetMessageId)
  expect(second?.references).toContain(first?.internetMessageId)
  expect(second?.subject).toBe(`Re: ${first?.subject ?? ''}`)
  expect((await play.enrollment(ben)).id).toBe(enrolled.id)
})

test('unenrolling by hand ends it for good, and undo resumes at the next step after the time that was left', async () => {
  const before = await play.enrollment(ben)
  const reply = await play.unenroll(before.id)
  expect(reply).toMatchObject({
    status: 200,
    body: { state: 'ended', reason: 'manual', endedBy: { name: 'Rita Reyes' } },
  })
  await world.advance('P30D')
  expect(await play.emails(ben)).toHaveLength(2)

  const undone = (await play.undo(before.id)).body as EnrollmentResource
  expect(undone).toMatchObject({ state: 'active', reason: null, nextStep: { number: 3 } })
  await world.advance('P2D')
  expect(await play.emails(ben)).toHaveLength(2)
  await world.advance('P2D')
  expect(await play.emailsArrive(ben, 3)).toHaveLength(3)
})

test('the last email completes the sequence, and a later reply still counts', async () => {
  expect(await play.enrollment(ben)).toMatchObject({
    state: 'ended',
    reason: 'completed',
    may: { undo: false },
  })
  await play.answer(ben, 'reply')
  await play.told(ben, /after the enrollment had ended/)
  const { performance } = await play.sequence('First conversation')
  expect(performance.replied).toBe(2)
  expect(performance.ended).toMatchObject({ completed: 1 })
})

test('a contact who writes a mail of their own is unenrolled', async () => {
  await play.enroll(cleo, 'After the trade fair', sam)
  await play.emailsArrive(cleo, 1)
  await play.answer(cleo, 'new-mail', { to: sam, text: 'We met at the fair.' })
  expect(await play.ends(cleo)).toMatchObject({
    reason: 'wrote-separately',
    enrolledBy: { name: 'Sam Sato' },
  })
})

test('a reply from another address ends the enrollment by the thread alone', async () => {
  await play.enroll(cleo)
  await play.emailsArrive(cleo, 2)
  await play.answer(cleo, 'reply-from-other', { from: 'cleo.chen@private.example' })
  expect(await play.ends(cleo)).toMatchObject({
    reason: 'replied-from-other-address',
    evidence: { from: { address: 'cleo.chen@private.example' } },
  })
})

test('a reply that lands in a colleague’s mailbox counts', async () => {
  await play.enroll(ana)
  const [email] = await play.emailsArrive(ana, 2)
  await world.control(
    'POST',
    `/mail?mailbox=${sam}`,
    [
      `From: Ana Alves <${ana}>`,
      `To: Sam Sato <${sam}>`,
      'Subject: Re: Quarter-end reporting at Acme',
      'Message-ID: <to-sam@acme.example>',
      `In-Reply-To: ${email?.internetMessageId ?? ''}`,
      '',
      'Rita seems to be away, so I answer to you.',
      '',
    ].join('\r\n'),
  )
  expect(await play.ends(ana)).toMatchObject({ reason: 'replied', evidence: { mailbox: sam } })
})

test('a bounce ends the enrollment and marks the address; enrolling it again is refused with a sentence', async () => {
  const email = 'gone@nowhere.example'
  const { id } = await play.sequence('First conversation')
  await world.api(rita, 'POST', '/api/contacts', { email, name: 'Gus Gone', company: 'Nowhere' })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  await play.answer(email, 'bounce')
  expect(await play.ends(email)).toMatchObject({ reason: 'bounced', may: { undo: false } })
  const again = await world.api(rita, 'POST', '/api/enrollments', {
    contact: { email },
    sequenceId: id,
  })
  expect(again).toMatchObject({ status: 422, body: { type: 'address-bad' } })
})

test('the address is corrected, the end undone, and the next email goes to the new address', async () => {
  const { contact, enrollments } = await play.card('gone@nowhere.example')
  const url = `/api/contacts/${contact?.id ?? ''}`
  expect(await world.api(rita, 'PATCH', url, { email: ana })).toMatchObject({
    status: 409,
    body: { type: 'contact-known' },
  })
  expect(await world.api(rita, 'PATCH', url, { email: 'gus@nowhere.example' })).toMatchObject({
    status: 200,
    body: { email: 'gus@nowhere.example', addressState: 'ok', company: 'Nowhere' },
  })
  expect(await play.undo(enrollments[0]?.id ?? '')).toMatchObject({ body: { state: 'active' } })
  await world.advance('P3D')
  expect(await play.emailsArrive('gus@nowhere.example', 1)).toHaveLength(1)
  expect(await play.emails('gone@nowhere.example')).toHaveLength(1)
})

test('only the rep, the rep’s manager or an administrator may end an enrollment', async () => {
  const { id } = await play.enroll(ana)
  expect(await play.unenroll(id, sam)).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining('Rita Reyes') as unknown },
  })
  expect((await play.enrollment(ana)).state).toBe('active')
  expect(await play.unenroll(id, 'mia@contoso.example')).toMatchObject({
    status: 200,
    body: { state: 'ended' },
  })
})

test('somebody without a seat looks but does not touch', async () => {
  const nora = 'nora@contoso.example'
  expect((await play.card(ana, nora)).mayEnroll).toMatchObject({
    allowed: false,
    because: expect.stringContaining('no seat') as unknown,
  })
  const { id } = await play.sequence('First conversation')
  const refused = await world.api(nora, 'POST', '/api/enrollments', {
    contact: { email: ben },
    sequenceId: id,
  })
  expect(refused).toMatchObject({ status: 403, body: { type: 'no-seat' } })
})

test('after kill -9 and a new start nothing is lost and nothing is sent twice', async () => {
  const email = 'kim@third.example'
  await world.api(rita, 'POST', '/api/contacts', { email, name: 'Kim Kern', company: 'Third' })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  await world.killServer()
  await play.answer(email, 'reply', { text: 'You were away when I wrote.' })
  await world.startServer()
  expect(await play.ends(email)).toMatchObject({ reason: 'replied' })
  expect(await play.emails(email)).toHaveLength(1)
})
