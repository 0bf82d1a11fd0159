/** The last link of the chain: carries a request to Graph, and asks once more before the bytes of one that must not be late. */

import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import {
  HTTPMessageHandler,
  type Context,
  type Middleware,
  type MiddlewareOptions,
} from '@microsoft/microsoft-graph-client'
import { NotAskedError } from './errors.ts'

/** Null: go on. A sentence: it must not be asked, for this reason. */
export type LastWord = () => string | null

/** Goes with one request through Microsoft's client, which lets nothing that is thrown come out as it was. */
export class Passage implements MiddlewareOptions {
  /** What came between: the very error. */
  error: unknown = null
  constructor(readonly lastWord: LastWord | null) {}
}

/** A connection that nobody used for so long may be closed at the other end without our knowing yet; as in Node's fetch. */
const idleMs = 4_000
/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const noBody = [204, 205, 304]

/**
 * Requests with a last word do not go by fetch, which gives no way to know when it writes. Theirs is asked on an open
 * connection, and in the same turn of the event loop the request is written: nothing of it was before, and nothing of it is
 * when the answer is no. They are not redirected and not repeated.
 */
export class Transport implements Middleware {
  private readonly byFetch = new HTTPMessageHandler()
  private readonly agents = {
    http: new HttpAgent({ keepAlive: true, timeout: idleMs }),
    https: new HttpsAgent({ keepAlive: true, timeout: idleMs }),
  }
  /** Connections that have carried a request; any other has to open first. */
  private readonly open = new WeakSet<Socket>()

  async execute(context: Context): Promise<void> {
    const passage = context.middlewareControl?.getMiddlewareOptions(Passage)
    if (!(passage instanceof Passage))
      throw new Error('A request came to the transport without its passage.')
    try {
      if (passage.lastWord === null) await this.byFetch.execute(context)
      else context.response = await this.ask(context, passage.lastWord)
    } catch (error) {
      passage.error = error
      throw error
    }
  }

  private ask({ request: address, options }: Context, lastWord: LastWord): Promise<Response> {
    const url = new URL(typeof address === 'string' ? address : address.url)
    const body = typeof options?.body === 'string' ? options.body : ''
    const isTls = url.protocol === 'https:'
    return new Promise((resolve, reject) => {
      const request = (isTls ? httpsRequest : httpRequest)(url, {
        method: options?.method ?? 'GET',
        headers: {
          ...Object.fromEntries(new Headers(options?.headers)),
          'content-length': Buffer.byteLength(body),
        },
        agent: isTls ? this.agents.https : this.agents.http,
        ...(options?.signal ? { signal: options.signal } : {}),
      })
      const goOrNot = (): void => {
        const no = lastWord()
        if (no === null) request.end(body)
        else request.destroy(new NotAskedError(no))
      }
      request.once('socket', (socket) => {
        if (this.open.has(socket)) {
          goOrNot()
          return
        }
        socket.once(isTls ? 'secureConnect' : 'connect', () => {
          this.open.add(socket)
          goOrNot()
        })
      })
      request.once('response', (answer) => void toResponse(answer).then(resolve, reject))
      request.on('error', reject)
    })
  }
}

async function toResponse(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(Buffer.from(chunk as Uint8Array))
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  const status = answer.statusCode ?? 0
  const body = noBody.includes(status) ? null : Buffer.concat(chunks)
  return new Response(body, { status, headers })
}
