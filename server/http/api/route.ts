/** One route of the API: written down once, served by Express and told by openapi.json. */

import { Router, type RequestHandler } from 'express'
import type { z } from 'zod'
import type { User } from '../../domain/directory/user.ts'
import type { Context } from '../../services/context.ts'
import { isRefused, type Refused } from '../../services/problem.ts'
import { userOf } from '../../services/directory/signed-in-user.ts'
import type { CheckToken } from './auth.ts'
import { sendProblem } from './problems.ts'
import { serveOnce } from './idempotency.ts'

interface Asked<Body, Query> {
  user: User
  /** The header If-Match; null where it is left out. */
  ifMatch: string | null
  body: Body
  query: Query
}

/** The names that stand in a path in braces: `id` and `address` of `/api/contacts/{id}/aliases/{address}`. */
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

interface Received extends Asked<unknown, unknown> {
  /** What stood in the path for each of its names, decoded. */
  inPath: Record<string, string>
}

/** Whether the header If-Match is heeded, or must be there (RFC 6585, 3). */
export type IfMatch = 'heeded' | 'demanded'

export interface Route {
  method: 'get' | 'post' | 'patch' | 'delete'
  path: string
  /** Unlike that of every other: what programs made from openapi.json call it. */
  operationId: string
  /** The noun it belongs to. */
  tag: string
  summary: string
  status: 200 | 201
  body: z.ZodType | null
  query: z.ZodType | null
  answer: z.ZodType
  ifMatch: IfMatch | null
  serve(context: Context, asked: Received): Promise<object | Refused>
}

interface Written<Path extends string, Body extends z.ZodType, Query extends z.ZodType> {
  method: Route['method']
  path: Path
  operationId: string
  tag: string
  summary: string
  status?: Route['status']
  body?: Body
  query?: Query
  answer: z.ZodType
  ifMatch?: IfMatch
  serve(
    context: Context,
    asked: Asked<z.output<Body>, z.output<Query>> & Record<NamesIn<Path>, string>,
  ): Promise<object | Refused>
}

/** Writes a route down; its `serve` is given what its path names, and what its schemas made of body and query. */
export function route<
  const Path extends string,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
>(written: Written<Path, Body, Query>): Route {
  const { method, path, operationId, tag, summary, answer } = written
  const body = written.body ?? null
  const query = written.query ?? null
  return {
    method,
    path,
    operationId,
    tag,
    summary,
    status: written.status ?? 200,
    body,
    query,
    answer,
    ifMatch: written.ifMatch ?? null,
    serve: (context, asked) =>
      written.serve(context, {
        user: asked.user,
        ifMatch: asked.ifMatch,
        // Express answers a path only when each of its names is filled.
        ...(asked.inPath as Record<NamesIn<Path>, string>),
        // Parsed here, by the very schemas that gave the types: z.parse throws what problems.ts puts into words.
        body: body?.parse(asked.body) as z.output<Body>,
        query: query?.parse(asked.query) as z.output<Query>,
      }),
  }
}

export interface ForRoutes {
  context: Context
  checkToken: CheckToken
  /** Names this process among all that share the store. */
  processName: string
}

export function routerOf(routes: Route[], parts: ForRoutes): Router {
  const router = Router()
  for (const one of routes) router[one.method](inExpress(one.path), handler(one, parts))
  return router
}

/** `/api/contacts/:id` for `/api/contacts/{id}`. */
export function inExpress(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function handler(one: Route, parts: ForRoutes): RequestHandler<Record<string, string>> {
  const { context, checkToken } = parts
  return async (request, response) => {
    const user = await userOf(context, await checkToken(request.headers.authorization))
    const { params: inPath, query } = request
    const ifMatch = request.headers['if-match'] ?? null
    const body: unknown = request.body
    const asked = { user, inPath, body, query, ifMatch }
    const result = await serveOnce(
      parts,
      { user, status: one.status },
      request,
      response,
      (given) => one.serve(given, asked),
    )
    if (result === null) return
    if (isRefused(result)) {
      sendProblem(response, result.refused)
      return
    }
    if ('etag' in result && typeof result.etag === 'string') {
      // The tag is of what can be edited; what else is in the answer changes without it, so nothing is ever "not modified".
      delete request.headers['if-none-match']
      response.set({ 'Cache-Control': 'no-store', ETag: result.etag })
      response.status(one.status).json(result)
      return
    }
    // Answers are one person's own; a browser may keep them but has to ask each time whether they still hold.
    response.set('Cache-Control', 'private, no-cache').status(one.status).json(result)
  }
}
