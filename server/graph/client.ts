/** Microsoft Graph as this server asks it: Microsoft's client behind a small port, with our own middleware and errors. */

import {
  Client,
  HTTPMessageHandler,
  ResponseType,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client'
import pLimit, { type LimitFunction } from 'p-limit'
import type { z } from 'zod'
import { toInstant, type Instant } from '../domain/time/instant.ts'
import { errorOf, GraphError, jsonOf, networkCode, SignInFailedError } from './errors.ts'

export interface GraphRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/v1.0`, segments encoded: `/users/{id}/messages`. */
  path: string
  query?: Record<string, string>
  json?: unknown
  /** A message in MIME form; goes out as base64 in text/plain. */
  mime?: Uint8Array
  prefer?: string[]
  /** What the answer's body is read as. */
  as?: 'json' | 'bytes'
}

export interface GraphAnswer {
  status: number
  /** Graph's own time: the `Date` header, whole seconds. */
  date: Instant
  body: unknown
}

/** Asks Graph one thing, once. Throws GraphError for anything but a 2xx. */
export type AskGraph = (mailboxId: string | null, request: GraphRequest) => Promise<GraphAnswer>

// Graph allows four requests at once per app and mailbox ("MailboxConcurrency limit", Outlook service limits).
const atOncePerMailbox = 4
const timeoutMs = 20_000

/** `baseUrl` is the address in front of `/v1.0`; `token` gives a bearer token for Graph. */
export function openGraph(baseUrl: string, token: () => Promise<string>): AskGraph {
  const bearer = new BearerToken(token)
  bearer.setNext(new HTTPMessageHandler())
  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: 'v1.0', middleware: bearer })
  const lanes = new Map<string, LimitFunction>()
  return (mailboxId, request) => {
    const lane = mailboxId ?? 'tenant'
    const limit = lanes.get(lane) ?? pLimit(atOncePerMailbox)
    lanes.set(lane, limit)
    return limit(() => ask(client, request)).finally(() => {
      if (limit.activeCount === 0 && limit.pendingCount === 0) lanes.delete(lane)
    })
  }
}

/**
 * Microsoft's own authentication handler gives tokens to https addresses of known hosts only; the address here comes from
 * the configuration, so the token belongs there whatever its scheme. No retry handler follows: it repeats even POSTs.
 */
class BearerToken implements Middleware {
  private next: Middleware | null = null
  constructor(private readonly token: () => Promise<string>) {}

  setNext(next: Middleware): void {
    this.next = next
  }

  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers ?? {})
    headers.set('Authorization', `Bearer ${await this.token()}`)
    context.options = { ...context.options, headers: Object.fromEntries(headers) }
    await this.next?.execute(context)
  }
}

async function ask(client: Client, request: GraphRequest): Promise<GraphAnswer> {
  const answer = await send(client, request)
  if (!answer.ok) throw await errorOf(answer)
  return {
    status: answer.status,
    date: dateOf(answer),
    body: await bodyOf(answer, request.as ?? 'json'),
  }
}

async function send(client: Client, request: GraphRequest): Promise<Response> {
  const query = Object.entries(request.query ?? {})
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
  const call = client
    .api(query ? `${request.path}?${query}` : request.path)
    .responseType(ResponseType.RAW)
    .options({ signal: AbortSignal.timeout(timeoutMs) })
  if (request.prefer) call.header('Prefer', request.prefer.join(', '))
  if (request.mime) call.header('Content-Type', 'text/plain')
  const body = request.mime ? Buffer.from(request.mime).toString('base64') : (request.json ?? '')
  try {
    switch (request.method) {
      case 'GET':
        return (await call.get()) as Response
      case 'POST':
        return (await call.post(body)) as Response
      case 'PATCH':
        return (await call.patch(body)) as Response
      case 'DELETE':
        return (await call.delete()) as Response
      default: {
        const never: never = request.method
        return never
      }
    }
  } catch (error) {
    if (error instanceof SignInFailedError)
      throw new GraphError('signed-out', null, error.message, null)
    throw new GraphError('unavailable', null, networkCode(error), null)
  }
}

function dateOf(answer: Response): Instant {
  const date = answer.headers.get('Date')
  if (!date) throw new GraphError('unavailable', answer.status, 'the answer bears no Date', null)
  return toInstant(date)
}

async function bodyOf(answer: Response, as: 'json' | 'bytes'): Promise<unknown> {
  try {
    if (as === 'bytes') return new Uint8Array(await answer.arrayBuffer())
    return jsonOf(await answer.text())
  } catch (error) {
    // The head came, the body broke off: for a write that may well have been done.
    throw new GraphError('unavailable', answer.status, networkCode(error), null)
  }
}

/**
 * The answer's body in the form Graph documents. Anything else cannot be trusted to be complete, and nothing may be sent on
 * it: throws GraphError `unavailable`.
 */
export function formOf<T>(schema: z.ZodType<T>, answer: GraphAnswer): T {
  const read = schema.safeParse(answer.body)
  if (!read.success)
    throw new GraphError('unavailable', answer.status, 'an answer of unknown form', null)
  return read.data
}

/** What was asked for, or null when Graph does not have it (404). */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'not-found') return null
    throw error
  }
}

/** A value inside an OData filter: single quotes are doubled. */
export function quoted(value: string): string {
  return `'${value.replace(/'/g, "''")}'`
}

/** Ids that stay the same when a message moves or is sent. */
export const immutableIds = 'IdType="ImmutableId"'

/** Graph's links are absolute; asked again they go by our own address, whatever host the link names. */
export function linkParts(link: string): { path: string; query: Record<string, string> } {
  const url = new URL(link, 'https://graph')
  return {
    path: url.pathname.replace(/^\/v1\.0/, ''),
    query: Object.fromEntries(url.searchParams),
  }
}
