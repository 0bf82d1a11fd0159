/** The header Idempotency-Key of a POST or PATCH (draft-ietf-httpapi-idempotency-key-header-06): a request sent twice is done once. */

import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { User } from '../../domain/directory/user.ts'
import type { Context } from '../../services/context.ts'
import { once, type KeyedRequest } from '../../services/idempotency.ts'
import { isRefused, refuse, type Refused } from '../../services/problem.ts'

export const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key of your own making, new for every new request: 1 to 200 visible characters, a UUID for example. The same request sent again with it within 24 hours is not done again: it is answered as before, with `Idempotency-Replayed: true`. 409: it is still being worked on, or stopped halfway. 422: the key was sent with another body.',
  schema: { type: 'string', minLength: 1, maxLength: 202 },
} as const

/** A DELETE says by its path alone what is no more: sent twice, it does nothing twice. */
export function isKeyed(method: string): boolean {
  return method === 'POST' || method === 'PATCH'
}

// The draft has it a string in quotes (RFC 9651); most clients send it bare.
const form = /^(?:"([\x21\x23-\x5b\x5d-\x7e]{1,200})"|([\x21\x23-\x5b\x5d-\x7e]{1,200}))$/

/** The key that the request bears, null when it bears none, or the refusal of one that cannot be read. */
function keyOf(request: Request): string | null | Refused {
  const header = request.headers['idempotency-key']
  if (!isKeyed(request.method) || header === undefined) return null
  const [, quoted, bare] = form.exec(String(header)) ?? []
  return (
    quoted ??
    bare ??
    refuse(
      400,
      'bad-key',
      'The Idempotency-Key cannot be read',
      'Send as Idempotency-Key 1 to 200 visible characters without quotes inside, a UUID for example.',
    )
  )
}

/** Serves the request: as it is, or at most once when it bears a key. Answers null when it has sent the kept answer. */
export async function serveOnce(
  { context, processName }: { context: Context; processName: string },
  { user, status }: { user: User; status: number },
  request: Request,
  response: Response,
  serve: (context: Context) => Promise<object | Refused>,
): Promise<object | Refused | null> {
  const key = keyOf(request)
  if (key === null) return serve(context)
  if (typeof key !== 'string') return key
  const keyed: KeyedRequest = {
    user,
    path: request.originalUrl,
    key,
    fingerprint: createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest('base64url'),
    processName,
  }
  const outcome = await once(context, keyed, status, serve)
  if ('result' in outcome) {
    if (isRefused(outcome.result) && outcome.result.refused.type === 'still-worked')
      response.set('Retry-After', '1')
    return outcome.result
  }
  response
    .set({ 'Cache-Control': 'private, no-cache', 'Idempotency-Replayed': 'true' })
    .status(outcome.status)
    .type('json')
    .send(outcome.kept)
  return null
}
