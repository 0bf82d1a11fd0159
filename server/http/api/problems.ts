/** Turns whatever went wrong into one plain answer: an RFC 9457 problem document. */

import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Problem } from '../../../shared/problem.ts'
import { GraphError } from '../../graph/errors.ts'
import { NotSignedInError, SignInAwayError } from './auth.ts'

export function sendProblem(
  response: Response,
  refusal: Omit<Problem, 'status'> & { status: number; more?: Record<string, unknown> },
): void {
  const { type, title, status, detail, more } = refusal
  const problem: Problem = { type, title, status, detail, ...more }
  response.status(status).type('application/problem+json').send(JSON.stringify(problem))
}

/** The last handler of the app: known refusals in words, all else as a fault of ours that is logged without its data. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const refusal = problemFor(error)
    if (refusal.status >= 500)
      log.error({ event: 'request-failed', route: routeOf(request), error: nameOf(error) })
    if (refusal.status === 401) response.set('WWW-Authenticate', 'Bearer')
    sendProblem(response, refusal)
  }
}

function problemFor(error: unknown): Omit<Problem, 'status'> & { status: number } {
  if (error instanceof NotSignedInError)
    return { type: 'not-signed-in', status: 401, title: 'Not signed in', detail: error.message }
  if (error instanceof SignInAwayError)
    return { type: 'sign-in-away', status: 503, title: 'Sign-in is away', detail: error.message }
  if (error instanceof GraphError)
    return {
      type: 'mail-service-away',
      status: 503,
      title: 'Microsoft 365 does not answer',
      detail: 'Microsoft 365 did not answer. Nothing was changed; try again in a minute.',
    }
  if (error instanceof ZodError)
    return {
      type: 'bad-request',
      status: 400,
      title: 'The request cannot be read',
      detail: sentenceFor(error),
    }
  const status = statusOf(error)
  if (status === 413)
    return {
      type: 'too-large',
      status,
      title: 'Too large',
      detail: 'The request is larger than 1 MB. Send less at once.',
    }
  if (status !== null)
    return {
      type: 'bad-request',
      status,
      title: 'The request cannot be read',
      detail: 'Send a body in JSON, in UTF-8.',
    }
  return {
    type: 'fault',
    status: 500,
    title: 'A fault on our side',
    detail:
      'Something went wrong on this server and was logged. Try again; tell your administrator if it stays.',
  }
}

/** Names every field that is wrong, so that one look mends them all. */
function sentenceFor(error: ZodError): string {
  const faults = error.issues.map((issue) => {
    const field = issue.path.join('.')
    return field ? `${field}: ${issue.message}` : issue.message
  })
  return `Correct this and send it again: ${faults.join('; ')}.`
}

/** What body-parser and its like throw carries the status to answer with. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null
}

/** As it is written in the code: what stands in the address itself may be a token. */
function routeOf(request: Request): string {
  const route: unknown = request.route
  return typeof route === 'object' && route !== null && 'path' in route
    ? String(route.path)
    : 'none'
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const place = error.stack?.split('\n')[1]?.trim() ?? ''
  return `${error.name}: ${error.message} ${place}`
}
