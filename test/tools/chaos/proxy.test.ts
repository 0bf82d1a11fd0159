/** The proxy passes on what it is given, notes it, and breaks what it is told to. */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { placeOf } from '../../../tools/chaos/proxy/graph-place.ts'
import { openProxy } from '../../../tools/chaos/proxy/proxy.ts'
import type { GraphProxy, Passed } from '../../../tools/chaos/proxy/proxy.ts'
import { ask } from '../../../tools/dev/ask.ts'
import { until } from '../../support/patience.ts'

let graph: Server
let proxy: GraphProxy
/** What Graph was asked, a line a request. */
let asked: string[] = []
/** When it was asked last, in real milliseconds. */
let askedAt = 0

beforeAll(async () => {
  graph = createServer((request, response) => {
    let body = ''
    askedAt = Date.now()
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`.trim())
      response.writeHead(202, { 'x-number': String(asked.length) }).end(`answer ${asked.length}`)
    })
  })
  await new Promise<void>((listening) => graph.listen(0, '127.0.0.1', listening))
  proxy = await openProxy(`http://localhost:${(graph.address() as AddressInfo).port}`)
})
afterEach(() => {
  proxy.faults.clear()
  asked = []
})
afterAll(async () => {
  await proxy.close()
  graph.close()
})

const send = '/v1.0/users/r1/messages/d1/send'

function passedLast(): Passed {
  const last = proxy.passed.at(-1)
  if (last === undefined) throw new Error('Nothing has passed yet.')
  return last
}

function post(path: string): ReturnType<typeof ask> {
  return ask(`${proxy.url}${path}`, { method: 'POST', body: 'words' })
}

test('everything is passed on as it is, and noted with its times', async () => {
  const before = Date.now()
  const answer = await post(send)
  expect(answer).toMatchObject({ status: 202, text: 'answer 1', headers: { 'x-number': '1' } })
  expect(asked).toEqual([`POST ${send} words`])
  const passed = proxy.passed.at(-1)
  expect(passed).toMatchObject({
    ...{ place: 'send', mailbox: 'r1', messageId: 'd1', status: 202, told: 202 },
  })
  expect(passed?.arrivedAt).toBeGreaterThanOrEqual(before)
})

test('a status before: Graph hears nothing; after: it was done all the same', async () => {
  const harm = { kind: 'status', status: 429, retryAfter: 2 } as const
  proxy.faults.order({ place: 'send', harm: { ...harm, when: 'before' }, times: 1 })
  expect(await post(send)).toMatchObject({ status: 429, headers: { 'retry-after': '2' } })
  expect(asked).toEqual([])
  proxy.faults.order({ place: 'send', harm: { ...harm, when: 'after' }, times: 1 })
  expect(await post(send)).toMatchObject({ status: 429 })
  expect(asked).toHaveLength(1)
  expect(proxy.passed.at(-1)).toMatchObject({ status: 202, told: 429 })
  expect(await post(send)).toMatchObject({ status: 202 })
})

test('the line is cut before, or after it was done', async () => {
  proxy.faults.order({ place: 'send', harm: { kind: 'cut', when: 'before' }, times: 1 })
  await expect(post(send)).rejects.toThrow()
  expect(asked).toEqual([])
  proxy.faults.order({ place: 'send', harm: { kind: 'cut', when: 'after' }, times: 1 })
  await expect(post(send)).rejects.toThrow()
  expect(asked).toHaveLength(1)
})

test('a stale answer shows what was so when it was asked for; a late request comes late to Graph', async () => {
  proxy.faults.order({ place: 'send', harm: { kind: 'stale', ms: 150 }, times: 1 })
  const stale = post(send)
  await until('Graph is asked', () => asked.length === 1)
  expect(proxy.passed.at(-1)).toMatchObject({ answeredAt: null })
  await stale
  const { arrivedAt, answeredAt } = passedLast()
  expect((answeredAt ?? 0) - arrivedAt).toBeGreaterThanOrEqual(145)
  proxy.faults.order({ place: 'send', harm: { kind: 'late', ms: 150 }, times: 1 })
  await post(send)
  expect(askedAt - passedLast().arrivedAt).toBeGreaterThanOrEqual(145)
})

test('a planted repeat asks Graph twice', async () => {
  proxy.faults.order({ place: 'send', harm: { kind: 'repeat' }, times: 1 })
  expect(await post(send)).toMatchObject({ text: 'answer 2' })
  expect(asked).toHaveLength(2)
})

test.each([
  ['GET', '/v1.0/users/r1/messages?$filter=receivedDateTime%20ge%202026&$top=50', 'list'],
  ['GET', "/v1.0/users/r1/messages?$filter=internetMessageId%20eq%20'x'", 'lookup'],
  ['POST', '/v1.0/users/r1/messages', 'draft'],
  ['POST', send, 'send'],
  ['DELETE', '/v1.0/users/r1/messages/d1', 'message'],
  ['GET', '/v1.0/users/r1/calendarView/delta', 'other'],
])('%s %s is %s', (method, url, place) => {
  expect(placeOf(method, url)).toBe(place)
})
