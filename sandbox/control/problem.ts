/** Refusals of the control API, as problem documents. */

import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { z } from 'zod'

/** A refusal, served as application/problem+json. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
}

export class ControlRefusal extends Error {
  readonly problem: Problem

  constructor(status: number, type: string, detail: string) {
    super(detail)
    this.problem = { type, title: type.replaceAll('-', ' '), status, detail }
  }
}

export function notFound(detail: string): ControlRefusal {
  return new ControlRefusal(404, 'not-found', detail)
}

export function badInput(detail: string): ControlRefusal {
  return new ControlRefusal(400, 'bad-input', detail)
}

/** Parses a body or query; the refusal says which part is wrong and what the route takes. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, takes: string): T {
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where =
    issue === undefined || issue.path.length === 0 ? 'The request' : `"${issue.path.join('.')}"`
  throw badInput(`${where}: ${issue?.message ?? 'cannot be read'}. It takes ${takes}.`)
}

export const noSuchRoute: RequestHandler = (request) => {
  throw notFound(`The sandbox's control API has no ${request.method} ${request.path}.`)
}

/** One place turns errors into answers; `report` hears of those that are nobody's fault outside. */
export function answerProblems(
  report: (what: string, error: unknown) => void,
): ErrorRequestHandler {
  // Express knows error handlers by their four parameters.
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error)
    if (problem.status >= 500) report(`${request.method} ${request.path} broke`, error)
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ControlRefusal) return error.problem
  if (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status < 500
  )
    return {
      type: 'bad-input',
      title: 'bad input',
      status: error.status,
      detail: `${error.message}.`,
    }
  return {
    type: 'broken',
    title: 'broken',
    status: 500,
    detail: 'The sandbox broke on this request; its output says why.',
  }
}
