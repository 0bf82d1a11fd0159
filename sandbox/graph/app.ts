/** The door of Graph: token, ordered misbehaviour, route, and the answer in Graph's form. */

import { setTimeout as pause } from 'node:timers/promises'
import type { Request, RequestHandler, Response } from 'express'
import { randomUUID } from 'node:crypto'
import type { StruckRequest } from '../faults.ts'
import type { World } from '../world.ts'
import {
  type GraphReply,
  appliedPreferences,
  checkOptions,
  personNamed,
  readPrefer,
} from './call.ts'
import { faultAnswer } from './fault-answer.ts'
import { GraphRefusal } from './refusal.ts'
import { findRoute, segmentsOf, templateOf } from './routes.ts'

export type TokenCheck = (
  authorization: string | undefined,
) => Promise<{ ok: true; appId: string } | { ok: false; message: string }>

/** Mount it at /v1.0; it reads the body itself. */
export function graphApp(world: World, checkToken: TokenCheck): RequestHandler {
  return (request, response) => {
    serve(world, checkToken, request, response).catch((error: unknown) => {
      world.report('A Graph request broke', error)
      response.destroy()
    })
  }
}

async function serve(
  world: World,
  checkToken: TokenCheck,
  request: Request,
  response: Response,
): Promise<void> {
  const [path, rawQuery] = split(request.url.replace(/^\//, ''))
  const segments = safely(() => segmentsOf(path)) ?? []
  const ending = world.requests.begin(
    {
      at: new Date(world.clock.now()).toISOString(),
      method: request.method,
      path: `/${path}`,
      query: rawQuery,
    },
    templateOf(request.method, segments),
  )
  const gone = { yes: false }
  response.on('close', () => {
    gone.yes = !response.writableFinished
    if (gone.yes) ending.hungUp()
  })
  const body = await readBody(request)
  const token = await checkToken(request.headers.authorization)
  const handle = (): Promise<GraphReply> =>
    answerOf(world, request, { path, rawQuery, body, token })

  const seen = {
    method: request.method,
    path: `/${segments.join('/')}`,
    mailbox: mailboxNamed(world, segments),
    pageSize: pageSizeOf(request, rawQuery),
  }
  const delay = token.ok ? world.faults.delayOf(seen) : undefined
  const ordered = token.ok ? world.faults.forRequest(seen) : undefined
  // What comes late is done all the same when its client has given up, as a slow server would.
  if (delay?.snapshot === 'after') await delay.wait()
  const answer = await misbehave(ordered, handle, gone)
  if (delay?.snapshot === 'before') await delay.wait()
  if (answer === 'unanswered' || gone.yes) {
    response.destroy()
    return
  }
  ending.answered(answer.status)
  write(world, request, response, answer)
}

/** How long a list that is too long takes to fail. */
const momentMs = 300

/** The Entra id of the mailbox that a path beginning with `users` names. */
function mailboxNamed(world: World, [collection, name = '']: string[]): string | undefined {
  return collection?.toLowerCase() === 'users' ? personNamed(world, name)?.id : undefined
}

/** As far as it can be read; 10 is Graph's own. */
function pageSizeOf(request: Request, rawQuery: string): number {
  const top = Number(new URLSearchParams(rawQuery).get('$top') ?? Number.NaN)
  return Number.isNaN(top) ? (readPrefer(request.headers.prefer).maxPageSize ?? 10) : top
}

/** Does, or does not do, the request as the fault wishes. A held request that its client gave up is never done later. */
async function misbehave(
  ordered: StruckRequest | undefined,
  handle: () => Promise<GraphReply>,
  gone: { yes: boolean },
): Promise<GraphReply | 'unanswered'> {
  if (ordered === undefined) return handle()
  const { fault, held, wait } = ordered
  if ('hold' in fault) {
    if (fault.hold === 'before') {
      await held()
      // A client that died a moment before the release is noticed only when its socket is next looked at.
      await pause(20)
      return gone.yes ? 'unanswered' : handle()
    }
    const answer = await handle()
    await held()
    return answer
  }
  if ('pageLimit' in fault) {
    await wait(fault.delayMs ?? momentMs)
    // As seen of lists of hundreds of messages: the gateway gives up and says nothing more.
    return { status: 504 }
  }
  if (fault.after === true) await handle()
  return 'dropConnection' in fault ? 'unanswered' : faultAnswer(fault)
}

interface Asked {
  path: string
  rawQuery: string
  body: Buffer
  token: Awaited<ReturnType<TokenCheck>>
}

async function answerOf(world: World, request: Request, asked: Asked): Promise<GraphReply> {
  try {
    if (!asked.token.ok) {
      throw new GraphRefusal(401, 'InvalidAuthenticationToken', asked.token.message, {
        'www-authenticate':
          'Bearer realm="", authorization_uri="https://localhost/common/oauth2/authorize"',
      })
    }
    const found = findRoute(request.method, segmentsOf(asked.path))
    const call = {
      world,
      method: request.method,
      params: found.params,
      query: new URLSearchParams(asked.rawQuery),
      rawQuery: asked.rawQuery,
      headers: request.headers,
      body: asked.body,
      baseUrl: `http://${request.headers.host ?? 'localhost'}/v1.0`,
      path: asked.path,
      prefer: readPrefer(request.headers.prefer),
      appId: asked.token.appId,
    }
    checkOptions(call, found.route.options ?? [])
    return await found.route.handle(call)
  } catch (error) {
    if (!(error instanceof GraphRefusal)) {
      world.report(`${request.method} /${asked.path} broke`, error)
      return refusal(
        world,
        request,
        new GraphRefusal(500, 'ErrorInternalServerError', 'An internal server error occurred.'),
      )
    }
    return refusal(world, request, error)
  }
}

function refusal(world: World, request: Request, error: GraphRefusal): GraphReply {
  const requestId = randomUUID()
  const innerError = {
    date: new Date(world.clock.now()).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': request.get('client-request-id') ?? requestId,
  }
  return {
    status: error.status,
    headers: { ...error.headers, 'request-id': requestId },
    body: { error: { code: error.code, message: error.message, innerError } },
  }
}

const jsonType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

function write(world: World, request: Request, response: Response, answer: GraphReply): void {
  const requestId = answer.headers?.['request-id'] ?? randomUUID()
  response.statusCode = answer.status
  response.setHeader('Date', new Date(world.clock.now()).toUTCString())
  response.setHeader('request-id', requestId)
  response.setHeader('client-request-id', request.get('client-request-id') ?? requestId)
  response.setHeader(
    'x-ms-ags-diagnostic',
    '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"1"}}',
  )
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  if (answer.body === undefined) {
    if (answer.status !== 204) response.setHeader('Content-Length', '0')
    response.end()
    return
  }
  const applied = appliedPreferences(readPrefer(request.headers.prefer))
  if (applied !== '') response.setHeader('Preference-Applied', applied)
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) {
    response.setHeader('Content-Type', answer.contentType ?? 'text/plain')
    response.end(answer.body)
    return
  }
  response.setHeader('Content-Type', jsonType)
  response.setHeader('OData-Version', '4.0')
  response.end(JSON.stringify(answer.body))
}

function split(url: string): [string, string] {
  const mark = url.indexOf('?')
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

function safely<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof GraphRefusal) return undefined
    throw error
  }
}

function readBody(request: Request): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    request.on('error', reject)
  })
}
