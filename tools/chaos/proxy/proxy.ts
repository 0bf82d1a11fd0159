/** Stands between the server and Graph, passes everything on, and notes what went by and when: a witness that is neither of the two. */
import { Agent, createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { mailboxIn, messageIn, placeOf } from './graph-place.ts'
import type { GraphPlace } from './graph-place.ts'
import { openProxyFaults } from './proxy-fault.ts'
import type { Harm, ProxyFaults } from './proxy-fault.ts'

/** One Graph request as it went by. Times are real milliseconds. */
export interface Passed {
  method: string
  url: string
  place: GraphPlace
  /** As the path names it: an id, mostly. */
  mailbox: string | null
  messageId: string | null
  arrivedAt: number
  /** What Graph answered; null when it was not asked, or broke off. */
  status: number | null
  /** What the server was told: a status, or that the line was cut. */
  told: number | 'cut' | null
  answeredAt: number | null
}

export interface GraphProxy {
  url: string
  faults: ProxyFaults
  /** Everything so far, in the order it came. */
  passed: Passed[]
  /** Called as soon as a request has come, before it is passed on. */
  onArrived(hear: (passed: Passed) => void): void
  /** Called as soon as the answer was handed to the server's connection, with what Graph said. */
  onAnswered(hear: (passed: Passed, body: string) => void): void
  close(): Promise<void>
}

interface GraphSaid {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** `graphUrl`: where Graph is, `http://localhost:4000`. Listens on a free port of this machine. */
export async function openProxy(graphUrl: string): Promise<GraphProxy> {
  const target = new URL(graphUrl)
  const agent = new Agent({ keepAlive: true })
  const faults = openProxyFaults()
  const passed: Passed[] = []
  const arrivals: ((passed: Passed) => void)[] = []
  const answers: ((passed: Passed, body: string) => void)[] = []

  const passOn = (request: IncomingMessage, body: Buffer): Promise<GraphSaid> =>
    new Promise((resolve, reject) => {
      const onward = ask(
        {
          agent,
          host: '127.0.0.1',
          port: target.port,
          method: request.method,
          path: request.url,
          headers: { ...request.headers, host: target.host },
        },
        (answer) => {
          bodyOf(answer).then((said) => {
            resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: said })
          }, reject)
        },
      )
      onward.on('error', reject)
      onward.end(body)
    })

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const note = noteOf(request)
    passed.push(note)
    for (const hear of arrivals) hear(note)
    const body = await bodyOf(request)
    const harm = faults.take(note.place)
    const said = await doHarm(harm, () => passOn(request, body))
    note.status = said.graph?.status ?? null
    note.told = said.told
    if (said.told === 'cut') {
      response.destroy()
      note.answeredAt = Date.now()
      return
    }
    write(response, said.told, said)
    response.end(() => {
      note.answeredAt = Date.now()
      for (const hear of answers) hear(note, said.graph?.body.toString('utf8') ?? '')
    })
  }

  const server = createServer((request, response) => {
    // Graph broke off, or the server went away: there is nobody to tell.
    serve(request, response).catch(() => response.destroy())
  })
  // The server keeps its connections; it must not be the proxy that closes one just as it is used.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    faults,
    passed,
    onArrived: (hear) => void arrivals.push(hear),
    onAnswered: (hear) => void answers.push(hear),
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed()
        })
        server.closeAllConnections()
        agent.destroy()
      }),
  }
}

function noteOf({ method = 'GET', url = '/' }: IncomingMessage): Passed {
  return {
    method,
    url,
    place: placeOf(method, url),
    mailbox: mailboxIn(url),
    messageId: messageIn(url),
    arrivedAt: Date.now(),
    status: null,
    told: null,
    answeredAt: null,
  }
}

interface Told {
  graph: GraphSaid | null
  told: number | 'cut'
  retryAfter?: number
}

async function doHarm(harm: Harm | null, passOn: () => Promise<GraphSaid>): Promise<Told> {
  const honestly = async (): Promise<Told> => {
    const graph = await passOn()
    return { graph, told: graph.status }
  }
  switch (harm?.kind) {
    case undefined:
      return honestly()
    case 'late':
      await pause(harm.ms)
      return honestly()
    case 'stale': {
      const told = await honestly()
      await pause(harm.ms)
      return told
    }
    case 'cut':
      return { graph: harm.when === 'after' ? await passOn() : null, told: 'cut' }
    case 'status':
      return {
        graph: harm.when === 'after' ? await passOn() : null,
        told: harm.status,
        ...(harm.retryAfter === undefined ? {} : { retryAfter: harm.retryAfter }),
      }
    case 'repeat':
      await passOn()
      return honestly()
  }
}

function write(response: ServerResponse, status: number, { graph, retryAfter }: Told): void {
  if (graph !== null && graph.status === status) {
    const { 'transfer-encoding': _chunked, connection: _kept, ...headers } = graph.headers
    response.writeHead(status, { ...headers, 'content-length': graph.body.length })
    response.write(graph.body)
    return
  }
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  })
  response.write(JSON.stringify({ error: { code: codes[status] ?? 'UnknownError', message: '' } }))
}

/** Graph's own codes for what the proxy may be told to answer. */
const codes: Record<number, string> = {
  404: 'ErrorItemNotFound',
  429: 'ApplicationThrottled',
  500: 'ErrorInternalServerError',
  502: 'ErrorServerBusy',
  503: 'serviceNotAvailable',
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
