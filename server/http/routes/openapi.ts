/** The API's own description, OpenAPI 3.1, made from the very schemas that the routes check by. */

import { z } from 'zod'
import { importFilePaths } from './import-files.ts'
import { idempotencyHeader, isKeyed } from '../api/idempotency.ts'
import type { Route } from '../api/route.ts'
import { problem } from '../shapes/page.ts'

export function openApi(routes: Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const one of routes) paths[one.path] = { ...paths[one.path], [one.method]: operation(one) }
  return {
    openapi: '3.1.0',
    info: { title: 'Sequences for Outlook', version: '1' },
    servers: [{ url: publicUrl }],
    paths: {
      ...paths,
      '/api/changes': { get: changesOperation() },
      '/api/imports': { ...paths['/api/imports'], post: withRefusal(importFilePaths.take) },
      '/api/imports/{id}/refused-rows': { get: withRefusal(importFilePaths.refusedRows) },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    security: [{ bearer: [] }],
  }
}

/** The one answer that is no JSON but goes on: ./changes-stream.ts. */
function changesOperation(): object {
  return {
    operationId: 'watchChanges',
    tags: ['changes'],
    summary:
      'A stream of what changes, by kind and id alone, until the token ends. Event `changed`: a list of changes; `everything`: ask again for all that is shown.',
    responses: {
      200: {
        description: 'The stream.',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      default: {
        description: 'A plain refusal (RFC 9457).',
        content: json(problem, 'application/problem+json'),
      },
    },
  }
}

function withRefusal(written: { responses: object }): object {
  return {
    ...written,
    responses: {
      ...written.responses,
      default: {
        description: 'A plain refusal (RFC 9457).',
        content: json(problem, 'application/problem+json'),
      },
    },
  }
}

function operation(one: Route): object {
  return {
    operationId: one.operationId,
    tags: [one.tag],
    summary: one.summary,
    ...withParameters([
      ...pathParameters(one),
      ...queryParameters(one),
      ...(isKeyed(one.method.toUpperCase()) ? [idempotencyHeader] : []),
      ...(one.ifMatch === null ? [] : [{ ...ifMatchHeader, required: one.ifMatch === 'demanded' }]),
    ]),
    ...(one.body
      ? { requestBody: { required: true, content: json(one.body, 'application/json', 'input') } }
      : {}),
    responses: {
      [one.status]: { description: 'Done.', content: json(one.answer) },
      default: {
        description: 'A plain refusal (RFC 9457).',
        content: json(problem, 'application/problem+json'),
      },
    },
  }
}

const ifMatchHeader = {
  name: 'If-Match',
  in: 'header',
  description:
    'The ETag that came with what is changed, or `*` for whatever is there. 412: somebody else has edited it since; the refusal bears both, as `theirs` and `yours`. 428: it was left out where it must be sent.',
  schema: { type: 'string' },
} as const

function withParameters(parameters: object[]): object {
  return parameters.length > 0 ? { parameters } : {}
}

function pathParameters(one: Route): object[] {
  return [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(one: Route): object[] {
  if (!one.query) return []
  const schema = z.toJSONSchema(one.query, { io: 'input' })
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema: property,
  }))
}

function json(
  schema: z.ZodType,
  type = 'application/json',
  io: 'input' | 'output' = 'output',
): object {
  const { $schema, ...plain } = z.toJSONSchema(schema, { io })
  return { [type]: { schema: plain } }
}
