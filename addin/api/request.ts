/** The only room that fetches: asks the product's server, every outcome a value. */

import type { EditedMeanwhile } from '../../shared/sequence.ts'
import { isProblem } from './answers/common.ts'
import { isEditedMeanwhile } from './answers/console.ts'

export type Answer<T> =
  | { kind: 'ok'; value: T; etag: string | null }
  /** 304: what we hold is still the truth. */
  | { kind: 'unchanged' }
  /** The server said no; `sentence` is its own and ready to show. `edited`: the whole refusal, where somebody else saved meanwhile. */
  | { kind: 'refused'; status: number; sentence: string; edited?: EditedMeanwhile }
  /** Nobody could answer; trying again later makes sense. */
  | { kind: 'away'; sentence: string }
  /** There is no token that the server takes; the sign-in state says what to do. */
  | { kind: 'signed-out' }

export interface ApiPorts {
  /** A token for the API, or null when the person has to act first. `refused` is one the server did not take. */
  token: (refused: string | null) => Promise<string | null>
  /** Told the `Date` header of every answer. */
  heard: (date: string | null) => void
  timeoutMs?: number
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Call<T> {
  method: Method
  path: string
  body?: unknown
  /** Sent as it is, instead of a body in JSON. */
  file?: Blob
  etag?: string | null
  /** The ETag of what is changed. */
  ifMatch?: string | undefined
  fits: (value: unknown) => value is T
  /** For answers that are known to take longer than others. */
  timeoutMs?: number
}

/** One question to the server; how every other page than the pane asks. */
export type Ask = <T>(what: Call<T>) => Promise<Answer<T>>

export function createAsk(ports: ApiPorts): Ask {
  return (what) => ask(ports, what)
}

async function ask<T>(ports: ApiPorts, what: Call<T>): Promise<Answer<T>> {
  let token = await ports.token(null)
  if (token === null) return { kind: 'signed-out' }
  // One key for what a person did once, however often it has to be sent. A file is sent once.
  const isKeyed = what.method === 'POST' || what.method === 'PATCH'
  const key = isKeyed && !what.file ? crypto.randomUUID() : null
  const timeoutMs = what.timeoutMs ?? ports.timeoutMs
  try {
    let response = await sendSurely(what, { token, key, timeoutMs })
    if (response.status === 401) {
      // The token may have been withdrawn before its time: one new one, and no more than that.
      token = await ports.token(token)
      if (token === null) return { kind: 'signed-out' }
      response = await sendSurely(what, { token, key, timeoutMs })
    }
    ports.heard(response.headers.get('date'))
    return await read(response, what.fits)
  } catch (error) {
    return { kind: 'away', sentence: whyAway(error) }
  }
}

interface Sending {
  token: string
  /** Idempotency-Key: the server does what bears it once. Null: not to be sent again. */
  key: string | null
  timeoutMs: number | undefined
}

/** What bears a key is sent once more when the connection breaks, or when something on the way had no answer of the server. */
async function sendSurely<T>(what: Call<T>, how: Sending): Promise<Response> {
  try {
    const response = await send(what, how)
    if (how.key === null || !isFromBetween(response)) return response
  } catch (error) {
    if (how.key === null || isTimeout(error) || !navigator.onLine) throw error
  }
  return send(what, how)
}

/** The server's own refusals are problem documents, and to ask again at once would not change them. */
function isFromBetween({ status, headers }: Response): boolean {
  const isOurs = headers.get('content-type')?.startsWith('application/problem+json') ?? false
  return [502, 503, 504].includes(status) && !isOurs
}

function send<T>(what: Call<T>, { token, key, timeoutMs = 10_000 }: Sending): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  }
  if (key !== null) headers['idempotency-key'] = key
  if (what.body !== undefined) headers['content-type'] = 'application/json'
  if (what.file) headers['content-type'] = 'text/csv'
  if (what.ifMatch !== undefined) headers['if-match'] = what.ifMatch
  if (what.etag) {
    headers['if-none-match'] = what.etag
    // A browser adds `no-cache` to a request with its own condition (Fetch standard, HTTP-network-or-cache fetch), and
    // Express answers that in full; `max-age=0` lets it answer 304.
    headers['cache-control'] = 'max-age=0'
  }
  return fetch(what.path, {
    method: what.method,
    headers,
    signal: AbortSignal.timeout(timeoutMs),
    ...(what.body === undefined ? {} : { body: JSON.stringify(what.body) }),
    ...(what.file ? { body: what.file } : {}),
  })
}

async function read<T>(
  response: Response,
  fits: (value: unknown) => value is T,
): Promise<Answer<T>> {
  if (response.status === 304) return { kind: 'unchanged' }
  const isFile = response.headers.get('content-type')?.startsWith('text/csv') ?? false
  const body: unknown = isFile ? await response.text() : await response.json().catch(() => null)
  if (response.ok) {
    if (fits(body)) return { kind: 'ok', value: body, etag: response.headers.get('etag') }
    return {
      kind: 'refused',
      status: response.status,
      sentence:
        'The server was updated while this pane was open. Close the pane and open it again.',
    }
  }
  if (isProblem(body)) {
    const refused = response.status < 500
    return refused
      ? {
          kind: 'refused',
          status: response.status,
          sentence: body.detail,
          ...(isEditedMeanwhile(body) ? { edited: body } : {}),
        }
      : { kind: 'away', sentence: body.detail }
  }
  return { kind: 'away', sentence: 'The server has a problem at the moment.' }
}

function whyAway(error: unknown): string {
  if (!navigator.onLine) return 'You are offline.'
  if (isTimeout(error)) return 'The server takes too long to answer.'
  return 'The server cannot be reached.'
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError'
}
