/** What can go wrong with a request to Graph, and what each refusal means. */

import { z } from 'zod'

/**
 * `throttled`: told to wait; `unavailable`: no answer, time-out or 5xx, so it may have been done; `not-found`;
 * `no-mailbox`: the person has none, or none that Graph reaches; `signed-out`: our own token was refused; `refused`: any
 * other 4xx.
 */
export type GraphErrorKind =
  'throttled' | 'unavailable' | 'not-found' | 'no-mailbox' | 'signed-out' | 'refused'

export class GraphError extends Error {
  override name = 'GraphError'
  constructor(
    readonly kind: GraphErrorKind,
    readonly status: number | null,
    readonly code: string,
    /** How long Graph asks to be left alone, in milliseconds; null when it did not say. */
    readonly retryAfterMs: number | null,
    /** Graph's own sentence for people; null when it gave none. It may name addresses: not for the log. */
    readonly sentence: string | null = null,
  ) {
    super(`Graph answered ${status === null ? 'nothing' : String(status)}: ${code}`)
  }
}

/** Thrown when the last word before a request was no: nothing of it was written, and Graph was not asked. */
export class NotAskedError extends Error {
  override name = 'NotAskedError'
}

/** Thrown by a token source when the sign-in service refuses us; without a token nothing was asked of Graph. */
export class SignInFailedError extends Error {
  override name = 'SignInFailedError'
}

/** The code of a request that Graph did not answer in time. */
export const noAnswerInTime = 'no answer in 20 seconds'

/** Whether Graph could not bring the answer together in time: asked for less, it may. Told to wait, one has to wait. */
export function isOverload(error: unknown): boolean {
  if (!(error instanceof GraphError) || error.retryAfterMs !== null) return false
  return (
    error.kind === 'unavailable' &&
    (error.status === 503 || error.status === 504 || error.code === noAnswerInTime)
  )
}

/** The code of a request that got no answer; `signal` is what ends it in time. */
export function networkCode(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return noAnswerInTime
  return codeIn(error) ?? 'no answer'
}

/** Fetch keeps what happened as the cause of its own error. */
function codeIn(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const cause = 'cause' in error ? codeIn(error.cause) : null
  if (cause !== null) return cause
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'name' in error && typeof error.name === 'string' ? error.name : null
}

const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string().optional() }),
})

export async function errorOf(answer: Response): Promise<GraphError> {
  const text = await answer.text().catch(() => '')
  const parsed = errorBody.safeParse(jsonOf(text))
  const code = parsed.success ? parsed.data.error.code : `HTTP ${String(answer.status)}`
  const said = parsed.success ? (parsed.data.error.message?.trim() ?? '') : ''
  const sentence = said === '' || said === code ? null : said
  const kind = kindOf(answer.status, code)
  return new GraphError(kind, answer.status, code, retryAfterMs(answer), sentence)
}

/** A mailbox without licence, on premises, deleted, or whose owner is: Microsoft's error codes of the Outlook endpoints. */
const noMailbox =
  /^(?:MailboxNotEnabledForRESTAPI|MailboxNotSupportedForRESTAPI|ErrorInvalidUser|ErrorNonExistentMailbox)$/i

function kindOf(status: number, code: string): GraphErrorKind {
  if (noMailbox.test(code)) return 'no-mailbox'
  if (status === 429 || /^ApplicationThrottled$|^TooManyRequests$|^ErrorServerBusy$/i.test(code))
    return 'throttled'
  if (status === 401) return 'signed-out'
  if (status === 404) return 'not-found'
  return status >= 500 || status === 408 ? 'unavailable' : 'refused'
}

/** Retry-After comes in seconds, also broken ones, or as an HTTP date (RFC 9110 section 10.2.3). */
function retryAfterMs(answer: Response): number | null {
  const text = answer.headers.get('Retry-After')
  if (!text) return null
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const wait = Date.parse(text) - Date.parse(answer.headers.get('Date') ?? '')
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}

export function jsonOf(text: string): unknown {
  if (!text) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
