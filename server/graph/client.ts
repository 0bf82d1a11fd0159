/** Microsoft Graph as this server asks it: Microsoft's client behind a small port, with our own middleware and errors. */

import { Client, ResponseType } from '@microsoft/microsoft-graph-client'
import type { z } from 'zod'
import { toInstant, type Instant } from '../domain/time/instant.ts'
import {
  errorOf,
  GraphError,
  jsonOf,
  networkCode,
  NotAskedError,
  SignInFailedError,
} from './errors.ts'
import { openLanes, type Rank } from './lanes.ts'
import { Passage, Transport, type LastWord } from './transport.ts'

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
  /** Whom it is for, which says how it stands among those that wait for the same mailbox; a person's look if nobody says. */
  rank?: Rank
  /**
   * Asked on an open connection, in the same turn of the event loop in which the first byte of the request is written. A
   * sentence means that nothing is written.
   */
  lastWord?: LastWord
}

export interface GraphAnswer {
  status: number
  /** Graph's own time: the `Date` header, whole seconds. */
  date: Instant
  body: unknown
}

/** Asks Graph one thing, once. Throws GraphError for anything but a 2xx, and NotAskedError when the last word was no. */
export type AskGraph = (mailboxId: string | null, request: GraphRequest) => Promise<GraphAnswer>

const timeoutMs = 20_000

/** `baseUrl` is the address in front of `/v1.0`; `token` gives a bearer token for Graph. */
export function openGraph(baseUrl: string, token: () => Promise<string>): AskGraph {
  // No handler of Microsoft's stands before ours: theirs repeat even POSTs, and give tokens to hosts they know only.
  const middleware = new Transport()
  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: 'v1.0', middleware })
  const lanes = openLanes()
  return async (mailboxId, request) => {
    // By construction: whatever sends mail has to say what its last word is.
    if (request.method === 'POST' && request.path.endsWith('/send') && !request.lastWord)
      throw new Error('An email was to be sent without a last word.')
    const work = () => ask(client, token, request)
    return lanes.run(mailboxId ?? 'tenant', request.rank ?? 'look', work)
  }
}

async function ask(
  client: Client,
  token: () => Promise<string>,
  request: GraphRequest,
): Promise<GraphAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  const answer = await send(client, await bearerIn(token, signal), request, signal)
  if (!answer.ok) throw await errorOf(answer)
  return {
    status: answer.status,
    date: dateOf(answer),
    body: await bodyOf(answer, request.as ?? 'json', signal),
  }
}

/** Without a token nothing was asked of Graph. */
async function bearerIn(token: () => Promise<string>, signal: AbortSignal): Promise<string> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new SignInFailedError('The sign-in service gave no token in time.'))
    })
  })
  try {
    return await Promise.race([token(), late])
  } catch (error) {
    if (error instanceof SignInFailedError)
      throw new GraphError('signed-out', null, error.message, null)
    throw error
  }
}

async function send(
  client: Client,
  bearer: string,
  request: GraphRequest,
  signal: AbortSignal,
): Promise<Response> {
  const query = Object.entries(request.query ?? {})
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
  const passage = new Passage(request.lastWord ?? null)
  const call = client
    .api(query ? `${request.path}?${query}` : request.path)
    .responseType(ResponseType.RAW)
    .options({ signal })
    .middlewareOptions([passage])
    .header('Authorization', `Bearer ${bearer}`)
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
    if (passage.error instanceof NotAskedError) throw passage.error
    throw new GraphError('unavailable', null, networkCode(passage.error ?? error, signal), null)
  }
}

function dateOf(answer: Response): Instant {
  const date = answer.headers.get('Date')
  if (!date) throw new GraphError('unavailable', answer.status, 'the answer bears no Date', null)
  return toInstant(date)
}

async function bodyOf(
  answer: Response,
  as: 'json' | 'bytes',
  signal: AbortSignal,
): Promise<unknown> {
  try {
    if (as === 'bytes') return new Uint8Array(await answer.arrayBuffer())
    return jsonOf(await answer.text())
  } catch (error) {
    // The head came, the body broke off: for a write that may well have been done.
    throw new GraphError('unavailable', answer.status, networkCode(error, signal), null)
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
