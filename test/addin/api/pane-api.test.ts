/** @jest-environment jsdom */
/** The API as the pane calls it: every outcome a value. */

import { createApi } from '../../../addin/api/pane-api.ts'
import { aCard, anEnrollment, aSequence } from '../../support/addin/cards.ts'

interface Reply {
  status: number
  body?: unknown
  etag?: string
  type?: string
}

const before = globalThis.fetch
afterEach(() => {
  globalThis.fetch = before
})

function setting(replies: (Reply | Error)[]) {
  const asked: { path: string; init: RequestInit }[] = []
  // jsdom has no fetch; this is the network's edge.
  globalThis.fetch = jest.fn((path: unknown, init?: RequestInit) => {
    asked.push({ path: String(path), init: init ?? {} })
    const reply = replies.shift() ?? new Error('no more replies')
    if (reply instanceof Error) return Promise.reject(reply)
    const headers = new Map([['date', 'Wed, 04 Mar 2026 12:00:00 GMT']])
    if (reply.type !== undefined) headers.set('content-type', reply.type)
    if (reply.etag !== undefined) headers.set('etag', reply.etag)
    return Promise.resolve({
      status: reply.status,
      ok: reply.status < 300,
      headers: { get: (name: string) => headers.get(name) ?? null },
      json: () =>
        reply.body === undefined ? Promise.reject(new Error()) : Promise.resolve(reply.body),
    } as unknown as Response)
  })
  const token = jest.fn((refused: string | null) => Promise.resolve(refused ? 'second' : 'first'))
  const heard = jest.fn()
  return { asked, token, heard, api: createApi({ token, heard }) }
}

test('a card comes with its etag, asked for with a bearer token', async () => {
  const { api, asked, heard } = setting([{ status: 200, body: aCard(), etag: '"1"' }])
  expect(await api.card('ana+x@acme.example', null)).toMatchObject({ kind: 'ok', etag: '"1"' })
  expect(asked[0]?.path).toBe('/api/contact-cards?email=ana%2Bx%40acme.example')
  expect(asked[0]?.init.headers).toMatchObject({ authorization: 'Bearer first' })
  expect(heard).toHaveBeenCalledWith('Wed, 04 Mar 2026 12:00:00 GMT')
})

test('a card that did not change is unchanged', async () => {
  const { api, asked } = setting([{ status: 304 }])
  expect(await api.card('ana@acme.example', '"1"')).toEqual({ kind: 'unchanged' })
  expect(asked[0]?.init.headers).toMatchObject({
    'if-none-match': '"1"',
    'cache-control': 'max-age=0',
  })
})

test('unenrolling posts an empty object, undo and resume delete what was made', async () => {
  const done = { status: 200, body: anEnrollment() }
  const { api, asked } = setting([done, done, done])
  await api.unenroll('e/1')
  await api.undo('e1')
  await api.resume('e1', 'p/1')
  expect(asked.map(({ path, init }) => [init.method, path, init.body])).toEqual([
    ['POST', '/api/enrollments/e%2F1/unenrollment', '{}'],
    ['DELETE', '/api/enrollments/e1/unenrollment', undefined],
    ['DELETE', '/api/enrollments/e1/pauses/p%2F1', undefined],
  ])
})

test('a refusal is the server’s own sentence', async () => {
  const { api } = setting([{ status: 409, body: { detail: 'Ana is enrolled already.' } }])
  expect(await api.enroll({ contact: { id: 'c' }, sequenceId: 's' })).toEqual({
    kind: 'refused',
    status: 409,
    sentence: 'Ana is enrolled already.',
  })
})

test('sequences are read to the last page', async () => {
  const page = (id: string, next: string | null): Reply => ({
    status: 200,
    body: { items: [aSequence({ id })], next },
  })
  const { api, asked } = setting([page('s1', 's1'), page('s2', null)])
  const answer = await api.sequences()
  expect(answer.kind === 'ok' && answer.value.map(({ id }) => id)).toEqual(['s1', 's2'])
  expect(asked.map(({ path }) => path)).toEqual([
    '/api/sequences?cursor=',
    '/api/sequences?cursor=s1',
  ])
})

test.each([
  ['a broken connection', new TypeError('Failed to fetch'), 'The server cannot be reached.'],
  ['a time-out', new DOMException('', 'TimeoutError'), 'The server takes too long to answer.'],
  ['a gateway’s page', { status: 502 }, 'The server has a problem at the moment.'],
  ['its own 503', { status: 503, body: { detail: 'Starting.' } }, 'Starting.'],
])('%s means that the server is away', async (_what, reply, sentence) => {
  const { api } = setting([reply])
  expect(await api.me()).toEqual({ kind: 'away', sentence })
})

test('a browser without network says so', async () => {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const { api } = setting([new TypeError('Failed to fetch')])
  expect(await api.me()).toEqual({ kind: 'away', sentence: 'You are offline.' })
  jest.restoreAllMocks()
})

test('a token that is refused is replaced once', async () => {
  const me = { id: 'user-rita', seat: 'professional' }
  const { api, asked, token } = setting([{ status: 401 }, { status: 200, body: me }])
  expect(await api.me()).toMatchObject({ kind: 'ok' })
  expect(token).toHaveBeenLastCalledWith('first')
  expect(asked[1]?.init.headers).toMatchObject({ authorization: 'Bearer second' })
})

test('a shape that this pane does not know asks for a fresh pane instead of breaking', async () => {
  const { api } = setting([{ status: 200, body: { email: 'ana@acme.example' } }])
  expect(await api.card('ana@acme.example', null)).toMatchObject({
    kind: 'refused',
    sentence: expect.stringContaining('Close the pane and open it again'),
  })
})

describe('what a person did once', () => {
  const done = { status: 200, body: anEnrollment() }
  const keysOf = (asked: { init: RequestInit }[]): unknown[] =>
    asked.map(({ init }) => new Headers(init.headers).get('idempotency-key'))

  test.each([
    ['a broken connection', new TypeError('Failed to fetch')],
    ['a gateway’s 502', { status: 502 }],
    ['a gateway’s 503', { status: 503, type: 'text/html' }],
    ['a gateway’s 504', { status: 504 }],
  ])('is sent once more, with the same key, after %s', async (_what, reply) => {
    const { api, asked } = setting([reply, done])
    expect(await api.unenroll('e1')).toMatchObject({ kind: 'ok' })
    const [first, second] = keysOf(asked)
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).toBe(first)
  })

  test('is not sent a third time', async () => {
    const { api, asked } = setting([{ status: 502 }, { status: 502 }, done])
    expect(await api.unenroll('e1')).toMatchObject({ kind: 'away' })
    expect(asked).toHaveLength(2)
  })

  test('is not sent again after the server’s own 503 or a time-out', async () => {
    const own = {
      status: 503,
      type: 'application/problem+json; charset=utf-8',
      body: { detail: 'Microsoft 365 did not answer.' },
    }
    const { api, asked } = setting([own, new DOMException('', 'TimeoutError')])
    expect(await api.unenroll('e1')).toMatchObject({ sentence: own.body.detail })
    await api.unenroll('e1')
    expect(asked).toHaveLength(2)
  })

  test('has a key of its own each time; what only looks or takes back has none', async () => {
    const { api, asked } = setting([done, done, done])
    await api.unenroll('e1')
    await api.unenroll('e1')
    await api.undo('e1')
    const [first, second, third] = keysOf(asked)
    expect(first).not.toBe(second)
    expect(third).toBeNull()
  })
})
