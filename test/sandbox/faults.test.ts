/** Requests that go wrong on order. */

import http from 'node:http'
import { pathFits } from '../../sandbox/fault.ts'
import { draft, openPlay, rita, ritaId, sam, send, waitFor } from './play.ts'
import type { Ask, Json, Play, Reply } from './play.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay()
})
afterEach(async () => {
  await play.control('DELETE', '/faults')
})
afterAll(() => play.close())

const order = (body: unknown): Promise<unknown> => play.control('POST', '/faults', { body })
const faults = async (): Promise<Json[]> => (await play.control('GET', '/faults')).json.items
const emails = async (made: Json): Promise<number> => {
  const { items } = (await play.control('GET', '/outside/ana@acme.example/messages')).json
  return items.filter((one) => one.internetMessageId === made.internetMessageId).length
}
const isDraft = async (made: Json): Promise<unknown> =>
  (await play.graph('GET', `/users/${rita}/messages/${made.id}`)).json.isDraft

/** Asks to send and can hang up. */
function sendAndHangUp(id: string): { hangUp: () => void } {
  const request = http.request(`${play.url}/v1.0/users/${rita}/messages/${id}/send`, {
    method: 'POST',
    headers: play.graphHeaders,
  })
  request.on('error', () => undefined)
  request.end()
  return { hangUp: () => request.destroy() }
}

const held = (): Promise<unknown> =>
  waitFor('a held request', async () => (await faults())[0]?.waiting === 1)

describe('a status', () => {
  test('is answered as often as ordered, in the form of Graph, with Retry-After', async () => {
    await order({ status: 429, method: 'GET', path: '/users', times: 2, retryAfter: 7 })
    for (let n = 0; n < 2; n += 1) {
      const reply = await play.graph('GET', '/users')
      expect([reply.status, reply.json.error.code, reply.headers.get('retry-after')]).toEqual([
        429,
        'ApplicationThrottled',
        '7',
      ])
    }
    expect((await play.graph('GET', '/users')).status).toBe(200)
    expect((await faults())[0]).toMatchObject({ hits: 2, waiting: 0 })
  })

  test('504 carries no JSON; "sent but 504" has sent', async () => {
    const made = await draft(play)
    await order({ status: 504, path: '/send', times: 1, after: true })
    const reply = await send(play, made.id)
    expect(reply.status).toBe(504)
    expect(reply.headers.get('content-type')).toBe('text/html')
    expect(reply.headers.get('retry-after')).toBeNull()
    expect([await emails(made), await isDraft(made)]).toEqual([1, false])
  })

  test('503 without "after" has done nothing', async () => {
    const made = await draft(play)
    await order({ status: 503, path: '/send', times: 1 })
    expect((await send(play, made.id)).status).toBe(503)
    expect([await emails(made), await isDraft(made)]).toEqual([0, true])
  })
})

describe('a fault strikes', () => {
  const statuses = async (count: number, user = rita): Promise<number[]> => {
    const seen: number[] = []
    for (let n = 0; n < count; n += 1)
      seen.push((await play.graph('GET', `/users/${user}/messages?$top=1`)).status)
    return seen
  }

  test('each so manieth request, and no oftener than ordered', async () => {
    await order({ status: 504, path: '/messages', method: 'GET', every: 3, times: 2 })
    expect(await statuses(10)).toEqual([200, 200, 504, 200, 200, 504, 200, 200, 200, 200])
    expect((await faults())[0]).toMatchObject({ every: 3, hits: 2 })
  })

  test('with a probability: some requests and not the others', async () => {
    await order({ status: 503, path: '/messages', probability: 0.5 })
    // That forty throws of a coin all fall alike happens once in 500 thousand million.
    expect(new Set(await statuses(40))).toEqual(new Set([200, 503]))
  })

  test('one mailbox and no other, whether the path names it by address or by id', async () => {
    await order({ status: 503, path: '/messages', mailbox: 'Rita@contoso.example' })
    expect([await statuses(1), await statuses(1, ritaId), await statuses(1, sam)]).toEqual([
      [503],
      [503],
      [200],
    ])
    await play.control('DELETE', '/faults')
    await order({ rewriteMessageId: true, mailbox: sam })
    const made = await draft(play)
    await send(play, made.id)
    expect(await emails(made)).toBe(1)
    const unknown = await play.control('POST', '/faults', {
      body: { sendDelayMs: 100, mailbox: 'nobody@contoso.example' },
    })
    expect(unknown.status).toBe(404)
  })
})

describe('a held request', () => {
  test('is answered when released, one fault at a time', async () => {
    const made = await draft(play)
    await order({
      faults: [
        { hold: 'before', path: '/send', times: 1 },
        { status: 500, path: '/nowhere' },
      ],
    })
    const answer = send(play, made.id)
    await held()
    expect(await emails(made)).toBe(0)
    const id = (await faults())[0]?.id ?? ''
    expect((await play.control('DELETE', `/faults/${id}`)).json.items).toHaveLength(1)
    expect((await answer).status).toBe(202)
    expect(await emails(made)).toBe(1)
  })

  test('held before it is done, whose client hangs up, is never done', async () => {
    const made = await draft(play)
    await order({ hold: 'before', path: '/send', times: 1 })
    const client = sendAndHangUp(made.id)
    await held()
    client.hangUp()
    // Another request shows that the hang-up has been noticed before the release.
    await waitFor('the hang-up', async () =>
      (await play.control('GET', '/requests')).json.items.some((one) => one.hungUp === true),
    )
    await play.control('DELETE', '/faults')
    expect((await send(play, made.id)).status).toBe(202)
    expect(await emails(made)).toBe(1)
  })

  test('held after it is done, whose client hangs up, is done', async () => {
    const made = await draft(play)
    await order({ hold: 'after', path: '/send', times: 1 })
    const client = sendAndHangUp(made.id)
    await held()
    client.hangUp()
    expect([await emails(made), await isDraft(made)]).toEqual([1, false])
    await play.control('DELETE', '/faults')
    expect(await emails(made)).toBe(1)
  })
})

describe('a delayed request', () => {
  const list = async (): Promise<string[]> =>
    (await play.graph('GET', `/users/${rita}/messages?$top=50&$select=id`)).json.value.map(
      (one) => one.id,
    )
  const waiting = (): Promise<unknown> =>
    waitFor('a delayed request', async () => (await faults())[0]?.waiting === 1)

  test('shows the mailbox as it was when it came, while other requests are quick', async () => {
    const early = await draft(play)
    await order({ delayMs: 60_000, method: 'GET', path: '/messages', times: 1 })
    const answer = list()
    await waiting()
    const late = await draft(play)
    expect(await list()).toEqual(expect.arrayContaining([early.id, late.id]))
    await play.control('DELETE', '/faults')
    const shown = await answer
    expect(shown).toContain(early.id)
    expect(shown).not.toContain(late.id)
  })

  test('with snapshot "after" shows it as it is in the end', async () => {
    await order({ delayMs: 60_000, method: 'GET', path: '/messages', snapshot: 'after' })
    const answer = list()
    await waiting()
    const late = await draft(play)
    await play.control('DELETE', '/faults')
    expect(await answer).toContain(late.id)
  })

  test('is answered by itself after so long, with jitter no sooner, and may fail as well', async () => {
    await order({
      faults: [
        { delayMs: 300, jitterMs: 200, method: 'GET', path: '/messages' },
        { status: 504, method: 'GET', path: '/messages' },
      ],
    })
    const began = Date.now()
    expect((await play.graph('GET', `/users/${rita}/messages`)).status).toBe(504)
    expect(Date.now() - began).toBeGreaterThanOrEqual(290)
  })

  test('that comes late to the mailbox is done though its client has given up', async () => {
    const made = await draft(play)
    await order({ delayMs: 60_000, path: '/send', snapshot: 'after' })
    const client = sendAndHangUp(made.id)
    await waiting()
    client.hangUp()
    expect(await emails(made)).toBe(0)
    await play.control('DELETE', '/faults')
    await waitFor('the late email', async () => (await emails(made)) === 1)
  })
})

test('a page that is too big times out with an empty 504, however it is asked for; smaller ones are answered', async () => {
  await order({ pageLimit: 100, delayMs: 100 })
  const list = (query: string, ask: Ask = {}): Promise<Reply> =>
    play.graph('GET', `/users/${rita}/${query}`, ask)
  const began = Date.now()
  const refused = await list('mailFolders/inbox/messages?$top=101')
  expect([refused.status, refused.text, refused.headers.get('content-type')]).toEqual([
    504,
    '',
    null,
  ])
  expect(Date.now() - began).toBeGreaterThanOrEqual(90)
  const prefer = { headers: { prefer: 'odata.maxpagesize=200' } }
  const others = [
    await list('messages', prefer),
    await list('messages?$top=100'),
    await list('messages'),
    await list('mailFolders?$top=500'),
  ]
  expect(others.map((one) => one.status)).toEqual([504, 200, 200, 200])
})

test('a dropped connection gives the client no answer, done or not', async () => {
  const first = await draft(play)
  const second = await draft(play)
  await order({
    faults: [
      { dropConnection: true, path: '/send', times: 1 },
      { dropConnection: true, after: true, path: '/send', times: 1 },
    ],
  })
  await expect(send(play, first.id)).rejects.toThrow()
  await expect(send(play, second.id)).rejects.toThrow()
  expect([await emails(first), await emails(second)]).toEqual([0, 1])
})

test('requests are counted by method and path, and the count can be reset', async () => {
  await play.control('DELETE', '/requests')
  const made = await draft(play)
  await send(play, made.id)
  await play.graph('GET', `/users/${rita}/messages?$top=1`)
  const { json } = await play.control('GET', '/requests')
  expect(json.counts).toEqual({
    'GET /users/{id}/messages': 1,
    'POST /users/{id}/messages': 1,
    'POST /users/{id}/messages/{id}/send': 1,
  })
  expect(json.items.map((one) => one.status)).toEqual([201, 202, 200])
  expect(json.items[2]).toMatchObject({ method: 'GET', query: '$top=1' })
})

test('an order that cannot be read is refused with what it takes', async () => {
  const { status, json } = await play.control('POST', '/faults', { body: { hold: 'maybe' } })
  expect(status).toBe(400)
  expect(json.detail).toContain('{hold: before|after}')
})

test.each([
  ['/send', '/users/a/messages/b/send', true],
  ['/send', '/users/a/messages/b/resend', false],
  ['/users/*/messages', '/users/a/messages', true],
  ['/users/*/messages', '/users/a/mailFolders/b/messages', false],
  ['/messages/*', '/users/a/messages/b', true],
  ['/users/rita*', '/users/rita@contoso.example', true],
  ['/a/b/c', '/b/c', false],
])('the path %s against %s: %s', (glob, path, fits) => {
  expect(pathFits(glob, path)).toBe(fits)
})
