/** Graph's client against a real server that counts every byte: the last word, the connection it is asked on, and errors. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  Socket,
} from 'node:net'
import { Duplex } from 'node:stream'
import { openGraph, type AskGraph, type GraphRequest } from '../../../server/graph/client.ts'
import { GraphError, NotAskedError, SignInFailedError } from '../../../server/graph/errors.ts'

const sending: GraphRequest = { method: 'POST', path: '/users/rita/messages/d/send', rank: 'send' }
const listing: GraphRequest = { method: 'GET', path: '/users/rita/messages', rank: 'sync' }
const token = (): Promise<string> => Promise.resolve('a-token')

let server: Server
let bytes: number
let heard: { method: string; url: string; headers: IncomingMessage['headers'] }[]
let sockets: Set<Socket>
let answer: (request: IncomingMessage, response: ServerResponse) => void
let ask: AskGraph

beforeEach(async () => {
  bytes = 0
  heard = []
  sockets = new Set()
  answer = (_request, response) => void response.writeHead(202).end()
  server = createServer((request, response) => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    answer(request, response)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('data', (chunk: Buffer) => (bytes += chunk.length))
  })
  ask = openGraph(`http://127.0.0.1:${String(await listen(server))}/`, token)
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function listen(one: Server | TcpServer): Promise<number> {
  return new Promise((resolve) => {
    one.listen(0, '127.0.0.1', () => resolve((one.address() as AddressInfo).port))
  })
}
const failing = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => new Error('It was answered.'),
    (error: unknown) => error,
  )
/** Waits until the server holds what is expected: a busy machine takes its time. */
async function eventually(check: () => void): Promise<void> {
  for (const until = Date.now() + 10_000; ;) {
    try {
      check()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50))

describe('a request with a last word', () => {
  test('goes when that says nothing, with its token and without a body', async () => {
    const { status } = await ask('rita', { ...sending, lastWord: () => null })
    expect(status).toBe(202)
    expect(heard).toEqual([
      {
        method: 'POST',
        url: '/v1.0/users/rita/messages/d/send',
        headers: expect.objectContaining({
          authorization: 'Bearer a-token',
          'content-length': '0',
        }),
      },
    ])
  })

  test('is asked on an open connection on which not a byte was written, and refused writes none', async () => {
    let found: number | null = null
    const error = await failing(
      ask('rita', {
        ...sending,
        lastWord: () => {
          found = bytes
          return 'Too late.'
        },
      }),
    )
    await settle()
    expect(error).toBeInstanceOf(NotAskedError)
    expect((error as Error).message).toBe('Too late.')
    expect(error).not.toBeInstanceOf(GraphError)
    expect(found).toBe(0)
    expect(sockets.size).toBe(1)
    expect({ bytes, heard }).toEqual({ bytes: 0, heard: [] })
  })

  test('is asked on a connection kept from the one before, too, and refused writes nothing more', async () => {
    await ask('rita', { ...sending, lastWord: () => null })
    const before = bytes
    await ask('rita', { ...sending, lastWord: () => null })
    expect(sockets.size).toBe(1)
    const error = await failing(ask('rita', { ...sending, lastWord: () => 'No.' }))
    await settle()
    expect(error).toBeInstanceOf(NotAskedError)
    expect({ sockets: sockets.size, heard: heard.length, bytes }).toEqual({
      sockets: 1,
      heard: 2,
      bytes: 2 * before,
    })
  })

  test('is asked after the token is there, however long that takes', async () => {
    const order: string[] = []
    const slow = openGraph(
      `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
      async () => {
        await settle()
        order.push('token')
        return 'a-token'
      },
    )
    await slow('rita', { ...sending, lastWord: () => (order.push('last word'), null) })
    expect(order).toEqual(['token', 'last word'])
  })

  test('is not asked while the connection is not open', async () => {
    const closed = createTcpServer()
    const port = await listen(closed)
    closed.close()
    let asked = 0
    const error = await failing(
      openGraph(`http://127.0.0.1:${String(port)}/`, token)('rita', {
        ...sending,
        lastWord: () => ((asked += 1), null),
      }),
    )
    expect(asked).toBe(0)
    expect(error).toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED' })
  })

  test.each(['new', 'kept'])(
    'is written in the same turn as its last word, on a %s connection',
    async (kind) => {
      if (kind === 'kept') await ask('rita', { ...sending, lastWord: () => null })
      const turn: { is: 'before' | 'same' | 'later' } = { is: 'before' }
      const written: string[] = []
      const write = jest.spyOn(Socket.prototype, 'write')
      write.mockImplementation(function (
        this: Socket,
        chunk: string | Uint8Array,
        ...rest: unknown[]
      ) {
        if (String(chunk).startsWith('POST')) written.push(turn.is)
        return Reflect.apply(Duplex.prototype.write, this, [chunk, ...rest]) as boolean
      })
      await ask('rita', {
        ...sending,
        lastWord: () => {
          turn.is = 'same'
          process.nextTick(() => (turn.is = 'later'))
          return null
        },
      })
      write.mockRestore()
      expect(written).toEqual(['same'])
    },
  )

  test.each([
    [307, 'refused'],
    [404, 'not-found'],
    [429, 'throttled'],
    [503, 'unavailable'],
  ] as const)('answered %i is not redirected and not repeated', async (status, kind) => {
    answer = (_request, response) =>
      void response.writeHead(status, { Location: '/elsewhere', 'Retry-After': '7' }).end('{}')
    const error = await failing(ask('rita', { ...sending, lastWord: () => null }))
    expect(error).toMatchObject({ kind, status, retryAfterMs: 7000 })
    expect(heard).toHaveLength(1)
  })

  test('whose connection breaks in the middle leaves open whether it was done', async () => {
    answer = (request) => void request.socket.destroy()
    const error = await failing(ask('rita', { ...sending, lastWord: () => null }))
    expect(error).toMatchObject({ kind: 'unavailable', status: null, code: 'ECONNRESET' })
    expect(heard).toHaveLength(1)
  })

  test('reads a JSON answer and Graph’s own error like any other', async () => {
    answer = (_request, response) =>
      void response.writeHead(403).end('{"error":{"code":"ErrorAccessDenied","message":"No."}}')
    const error = await failing(ask('rita', { ...sending, lastWord: () => null }))
    expect(error).toMatchObject({ kind: 'refused', code: 'ErrorAccessDenied', sentence: 'No.' })
  })
})

test('to send without a last word is a fault, and nothing is written', async () => {
  const error = await failing(ask('rita', sending))
  await settle()
  expect((error as Error).message).toContain('without a last word')
  expect(bytes).toBe(0)
})

test('a token that is refused is no answer of Graph’s', async () => {
  const refused = openGraph('http://127.0.0.1:9/', () =>
    Promise.reject(new SignInFailedError('The secret is wrong.')),
  )
  expect(await failing(refused('rita', listing))).toMatchObject({
    kind: 'signed-out',
    code: 'The secret is wrong.',
  })
})

test('a server that is not there is called by its own error', async () => {
  const port = (server.address() as AddressInfo).port
  server.close()
  server.closeAllConnections()
  await settle()
  const error = await failing(
    openGraph(`http://127.0.0.1:${String(port)}/`, token)('rita', listing),
  )
  expect(error).toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED' })
})

describe('of those that wait for one mailbox', () => {
  const waiting = new Map<string, () => void>()
  const isThere = (): string[] => [...waiting.keys()].sort()
  const go = async (name: string): Promise<void> => {
    waiting.get(name)?.()
    waiting.delete(name)
    await settle()
  }
  const begin = (name: string, given: Partial<GraphRequest>): Promise<unknown> =>
    ask('rita', { method: 'GET', path: `/${name}`, ...given })
  beforeEach(() => {
    waiting.clear()
    answer = (request, response) =>
      void waiting.set(request.url?.replace('/v1.0/', '') ?? '', () =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'),
      )
  })

  /** Answers all that is there and all that comes, until all is done. */
  async function finish(all: Promise<unknown>[]): Promise<void> {
    const over: { is: boolean } = { is: false }
    const done = Promise.all(all).finally(() => (over.is = true))
    while (!over.is) for (const name of [...isThere(), '']) await go(name)
    await done
  }
  const areThere = (...names: string[]): Promise<void> =>
    eventually(() => expect(isThere()).toEqual(names))

  test('people’s looks leave a place, so that neither a read nor an email stands behind them', async () => {
    const all = Array.from({ length: 10 }, (_, index) => begin(`look-${String(index)}`, {}))
    await areThere('look-0', 'look-1', 'look-2')
    all.push(begin('list', { rank: 'sync' }))
    await areThere('list', 'look-0', 'look-1', 'look-2')
    await go('list')
    all.push(begin('d/send', { method: 'POST', rank: 'send', lastWord: () => null }))
    await areThere('d/send', 'look-0', 'look-1', 'look-2')
    await finish(all)
    expect(heard).toHaveLength(12)
  })

  test('four go at once, and an email goes before the reads that waited longer', async () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => begin(name, { rank: 'sync' }))
    all.push(begin('d/send', { method: 'POST', rank: 'send', lastWord: () => null }))
    await areThere('a', 'b', 'c', 'd')
    await go('b')
    await areThere('a', 'c', 'd', 'd/send')
    await finish(all)
  })

  test('a person’s look has its turn however many requests a sync makes one after the other', async () => {
    const looks = Array.from({ length: 4 }, (_, index) => begin(`look-${String(index)}`, {}))
    await areThere('look-0', 'look-1', 'look-2')
    const sync = (async () => {
      for (let index = 0; index < 5; index += 1)
        await begin(`list-${String(index)}`, { rank: 'sync' })
    })()
    await areThere('list-0', 'look-0', 'look-1', 'look-2')
    await go('list-0')
    await go('look-1')
    await areThere('list-1', 'look-0', 'look-2', 'look-3')
    await finish([sync, ...looks])
  })
})
