/** Owners who leave, and sequences that are deleted: through the real server, the real directory's words and real emails. */

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Page } from '../../../shared/problem.ts'
import type { DepartureResource } from '../../../shared/departure.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { UserResource } from '../../../shared/user.ts'
import { playIn, rita, sam, type Play } from '../../support/stories/play.ts'
import { startWorld, type Reply, type World } from '../../support/world.ts'

const mia = 'mia@contoso.example'
const ritasId = '3f0d6a1e-58c4-4b77-8d1c-1a2b3c4d5e01'
let world: World
let play: Play
let count = 0

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
})
afterAll(() => world.stop())

/** Everybody is back at work before the next line. */
afterEach(async () => {
  await world.control('DELETE', '/faults')
  for (const person of [rita, sam]) {
    await world.control('POST', `/people/${person}/restoration`)
    await world.control('PATCH', `/people/${person}`, { accountEnabled: true })
  }
  await world.advance('PT30M')
  for (const email of [rita, sam])
    await world.api(mia, 'POST', '/api/users', { email, seat: 'professional' })
  await world.advance('P1D')
})

async function want<T>(reply: Promise<Reply>, status: number): Promise<T> {
  const { status: got, body } = await reply
  if (got !== status) throw new Error(`${String(got)}: ${JSON.stringify(body)}`)
  return body as T
}

/** A sequence of this rep, and a contact whom somebody has enrolled in it: the first email has arrived. */
async function enrolledIn(
  owner: string,
  by = owner,
  settings: object = {},
): Promise<{ email: string; sequence: SequenceResource; enrollment: EnrollmentResource }> {
  count += 1
  const email = `buyer${String(count)}@firm${String(count)}.example`
  const name = `Sequence ${String(count)}`
  const steps = [
    { subject: 'A short question', body: 'Hello' },
    { body: 'Did you see my email?', delay: 'P2D' },
  ]
  const sequence = await want<SequenceResource>(
    world.api(owner, 'POST', '/api/sequences', { name, steps, settings }),
    201,
  )
  const enrollment = await play.enroll(email, name, by)
  await play.emailsArrive(email, 1)
  return { email, sequence, enrollment }
}

const emailsTo = async (email: string): Promise<number> => (await play.emails(email)).length

const departures = async (): Promise<DepartureResource[]> =>
  (await want<Page<DepartureResource>>(world.api(mia, 'GET', '/api/departures'), 200)).items

const inDoubt = (name: string): Promise<DepartureResource> =>
  world.waitFor(`${name} to be in doubt`, async () =>
    (await departures()).find((one) => one.user.name === name && one.state === 'doubted'),
  )

test('deleted: a notification brings the doubt, the second look the end; whoever enrolled; nothing is sent for a month', async () => {
  const { email } = await enrolledIn(rita, sam)
  await world.control('DELETE', `/people/${rita}`)
  await inDoubt('Rita Reyes')
  await world.advance('PT14M')
  expect((await play.card(email, sam)).enrollments[0]?.state).toBe('active')
  await world.advance('PT2M')
  const ended = (await play.card(email, sam)).enrollments[0]
  expect(ended).toMatchObject({
    state: 'ended',
    reason: 'owner-removed',
    explanation: 'Rita Reyes, who owns this sequence, was deleted from Microsoft 365.',
    evidence: { kind: 'directory' },
    may: { undo: true },
  })
  await world.advance('P29D')
  expect(await emailsTo(email)).toBe(1)
})

test('disabled, and enabled again later: the end stays and is offered to be undone', async () => {
  const { email } = await enrolledIn(rita, sam)
  await world.control('PATCH', `/people/${rita}`, { accountEnabled: false })
  await inDoubt('Rita Reyes')
  await world.advance('PT16M')
  expect((await play.card(email, sam)).enrollments[0]?.reason).toBe('owner-removed')
  await world.control('PATCH', `/people/${rita}`, { accountEnabled: true })
  const offered = await world.waitFor('the offer', async () => {
    const one = (await play.card(email, sam)).enrollments[0]
    return one?.offer ? one : null
  })
  expect(offered).toMatchObject({ state: 'ended', offer: 'Rita Reyes is back. Undo to go on.' })
  expect((await play.undo(offered.id, sam)).status).toBe(200)
  await world.advance('P3D')
  expect(await emailsTo(email)).toBe(2)
})

test('restored in time: nothing happened', async () => {
  const { email } = await enrolledIn(rita, sam)
  await world.control('DELETE', `/people/${rita}`)
  await inDoubt('Rita Reyes')
  await world.control('POST', `/people/${rita}/restoration`)
  await world.advance('P3D')
  const card = await play.card(email, sam)
  expect(card.timeline.map((one) => one.text).join(' ')).not.toContain('Microsoft 365')
  expect(await emailsTo(email)).toBe(2)
})

test('a directory that refuses or fails to answer is never believed', async () => {
  const { email } = await enrolledIn(rita, sam)
  await world.control('DELETE', `/people/${rita}`)
  await inDoubt('Rita Reyes')
  for (const status of [403, 503]) {
    await world.control('POST', '/faults', {
      status,
      method: 'GET',
      path: `/users/${ritasId}`,
      times: 3,
    })
    await world.control('DELETE', '/requests')
    await world.advance('PT20M')
    expect((await play.requests()).map((one) => one.status)).toContain(status)
    expect((await play.card(email, sam)).enrollments[0]?.state).toBe('active')
    await world.control('DELETE', '/faults')
  }
})

test('too many at once: all is paused, and the administrator decides', async () => {
  const first = await enrolledIn(rita)
  const second = await enrolledIn(sam, mia)
  for (const person of [rita, sam])
    await world.control('PATCH', `/people/${person}`, { accountEnabled: false })
  await inDoubt('Rita Reyes')
  await inDoubt('Sam Sato')
  await world.advance('PT16M')
  for (const { email } of [first, second])
    expect((await play.card(email, mia)).enrollments[0]).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'owner-removed', until: null }],
      may: { resume: false },
    })
  await world.advance('P5D')
  expect(await emailsTo(first.email)).toBe(1)
  const asked = (await departures()).filter((one) => one.state === 'asked')
  expect(asked.map((one) => one.user.name).sort()).toEqual(['Rita Reyes', 'Sam Sato'])
  const idOf = (name: string) => asked.find((one) => one.user.name === name)?.user.id ?? ''
  const decide = (name: string, body: object) =>
    world.api(mia, 'POST', `/api/departures/${idOf(name)}`, body)
  await want(decide('Rita Reyes', { decision: 'unenroll' }), 200)
  await want(decide('Sam Sato', { decision: 'hand-over', to: mia }), 200)
  await world.waitFor('the end of the first', async () => {
    const one = (await play.card(first.email, mia)).enrollments[0]
    return one?.reason === 'owner-removed'
  })
  await play.emailsArrive(second.email, 2)
  expect(await emailsTo(first.email)).toBe(1)
})

test('a seat taken away ends at once; with the setting “pause” it waits for a hand-over and then goes on', async () => {
  const ends = await enrolledIn(rita, sam)
  const waits = await enrolledIn(rita, sam, { ownerRemoved: 'pause' })
  await want(world.api(mia, 'POST', '/api/users', { email: rita, seat: 'none' }), 201)
  await world.waitFor('the end', async () => {
    const one = (await play.card(ends.email, sam)).enrollments[0]
    return one?.reason === 'owner-removed'
  })
  await world.waitFor('the pause', async () => {
    const one = (await play.card(waits.email, sam)).enrollments[0]
    return one?.pauses[0]?.kind === 'owner-removed'
  })
  await world.advance('P5D')
  expect(await emailsTo(waits.email)).toBe(1)
  const users = (await want<Page<UserResource>>(world.api(mia, 'GET', '/api/users'), 200)).items
  const id = users.find((one) => one.address === rita)?.id ?? ''
  expect((await world.api(sam, 'POST', `/api/users/${id}/hand-over`, { to: sam })).status).toBe(403)
  await want(world.api(mia, 'POST', `/api/users/${id}/hand-over`, { to: sam }), 200)
  await play.emailsArrive(waits.email, 2)
  expect(await emailsTo(ends.email)).toBe(1)
})

test('a deleted sequence: all ends and nothing goes for a month; restored and resumed in time, it goes on', async () => {
  const gone = await enrolledIn(rita, sam)
  const back = await enrolledIn(rita, sam)
  const path = (one: { sequence: SequenceResource }, noun = '') =>
    `/api/sequences/${one.sequence.id}${noun}`
  expect((await world.api(sam, 'DELETE', path(gone))).status).toBe(403)
  for (const one of [gone, back])
    expect(await want(world.api(rita, 'DELETE', path(one)), 200)).toMatchObject({
      ended: 1,
      stillEnding: 0,
    })
  expect((await play.card(gone.email, sam)).enrollments[0]).toMatchObject({
    reason: 'sequence-deleted',
    explanation: 'Rita Reyes deleted the sequence.',
    may: { undo: false, because: 'The sequence was deleted. Restore the sequence first.' },
  })
  const listed = async (query = ''): Promise<string[]> =>
    (
      await want<Page<SequenceResource>>(world.api(rita, 'GET', `/api/sequences${query}`), 200)
    ).items.map((one) => one.id)
  expect(await listed()).not.toContain(gone.sequence.id)
  expect(await listed('?deleted=true')).toContain(gone.sequence.id)
  expect(await want(world.api(sam, 'GET', path(gone)), 200)).toMatchObject({
    performance: { enrolled: 1, ended: { 'sequence-deleted': 1 }, emailsSent: 1 },
  })

  expect(await want(world.api(rita, 'POST', path(back, '/restoration')), 200)).toMatchObject({
    resumable: 1,
  })
  expect(await want(world.api(rita, 'POST', path(back, '/resumption'), {}), 200)).toEqual({
    resumed: 1,
    left: [],
    next: null,
  })
  await world.advance('P31D')
  expect(await emailsTo(back.email)).toBe(2)
  expect(await emailsTo(gone.email)).toBe(1)
  const late = await world.api(rita, 'POST', path(gone, '/restoration'))
  expect(late).toMatchObject({ status: 409, body: { type: 'too-late' } })
})
