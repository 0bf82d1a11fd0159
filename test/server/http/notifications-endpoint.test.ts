/** Where Graph posts: the handshake in its own words, and notifications answered only once they are stored. */

import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { mailboxOf } from '../../support/server/engine-stage.ts'
import { ritaId } from '../../support/server/makers.ts'

let play: ApiPlay
beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.work()
})
afterEach(() => play.close())

const path = '/graph/notifications'
const nobody = { as: null }
const notification = (given: object = {}): object => {
  const one = play.stage.graph.subscriptions.find((s) => s.resource.includes(ritaId))
  return { subscriptionId: one?.id, clientState: one?.clientState, changeType: 'created', ...given }
}
const syncRequests = async (): Promise<number> => (await mailboxOf(play.stage)).syncRequests

test.each([
  ['Validation%3a+Testing+client+reachability', 'Validation: Testing client reachability'],
  ['a%2Bb%20c', 'a+b c'],
  ['%3Cscript%3E%26amp%3B', '<script>&amp;'],
  ['100%25', '100%'],
  ['%C3%BC', 'ü'],
  ['', ''],
])('the handshake %s is answered with %s, as plain text', async (sent, answered) => {
  const answer = await play.call('POST', `${path}?validationToken=${sent}`, nobody)
  expect(answer.status).toBe(200)
  expect(answer.text).toBe(answered)
  expect(answer.headers['content-type']).toMatch(/^text\/plain/)
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
})

test('a notification is stored before it is answered', async () => {
  const body = { value: [notification({ resourceData: { id: 'mail-9' } })] }
  expect((await play.call('POST', path, { ...nobody, body })).status).toBe(202)
  expect(await syncRequests()).toBe(1)
})

test('a notification that proves nothing gets the same answer and changes nothing', async () => {
  const body = {
    value: [notification({ clientState: 'guessed' }), notification({ subscriptionId: 'nobody' })],
  }
  expect((await play.call('POST', path, { ...nobody, body })).status).toBe(202)
  expect(await syncRequests()).toBe(0)
})

test('items of unknown form do not keep the good ones back', async () => {
  const body = { value: [null, 7, { subscriptionId: {} }, notification()] }
  expect((await play.call('POST', path, { ...nobody, body })).status).toBe(202)
  expect(await syncRequests()).toBe(1)
})

test.each([
  ['GET', '', null, 405],
  ['GET', '?validationToken=x', null, 405],
  ['PUT', '', '{"value":[]}', 405],
  ['POST', '', 'not json', 400],
  ['POST', '', '[]', 400],
  ['POST', '', '{"value":7}', 400],
  ['POST', '', '', 400],
  ['POST', '', `{"value":["${'x'.repeat(4 * 1024 * 1024)}"]}`, 413],
])('%s%s of something else is refused', async (method, query, raw, status) => {
  const ask = raw === null ? nobody : { ...nobody, raw }
  const answer = await play.call(method, `${path}${query}`, ask)
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toMatch(/^text\/plain/)
})

test('a notification that could not be stored is answered so that Graph sends it again', async () => {
  play.stage.db.close()
  const answer = await play.call('POST', path, { ...nobody, body: { value: [notification()] } })
  expect(answer.status).toBe(503)
})
