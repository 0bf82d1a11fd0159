/** The opaque tokens of delta links: what was asked at first, and how far the client has come. */

import { z } from 'zod'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { GraphRefusal } from './refusal.ts'

interface Stamp {
  /** See DeltaRounds. */
  round: number
  /** Product time. */
  issuedMs: number
}

const stampSchema = z.object({ round: z.number(), issuedMs: z.number() })

/** A link that goes on from here; `kind` is `$skiptoken` within a round and `$deltatoken` at its end. */
export function tokenLink(
  call: Call,
  of: string,
  kind: '$skiptoken' | '$deltatoken',
  state: object,
): string {
  const stamp: Stamp = {
    round: call.world.deltaRounds.current(of),
    issuedMs: call.world.clock.now(),
  }
  const token = Buffer.from(JSON.stringify({ ...state, ...stamp })).toString('base64url')
  return `${call.baseUrl}/${call.path}?${kind}=${token}`
}

/** What a token holds; undefined when the request has none. Throws 400 for a bad one and 410 for a forgotten one. */
export function readToken<T>(
  call: Call,
  of: string,
  schema: z.ZodType<T>,
  livesMs: number,
): T | undefined {
  const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken')
  if (token === null) return undefined
  const content = decode(token)
  const stamp = stampSchema.safeParse(content)
  const state = schema.safeParse(content)
  if (!stamp.success || !state.success)
    throw new GraphRefusal(400, 'Request_BadRequest', 'Badly formed token.')
  if (isForgotten(call.world, of, stamp.data, livesMs)) throw forgotten(call)
  return state.data
}

function decode(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function isForgotten(world: World, of: string, stamp: Stamp, livesMs: number): boolean {
  return (
    stamp.round !== world.deltaRounds.current(of) || world.clock.now() - stamp.issuedMs > livesMs
  )
}

/** Microsoft, "Use delta query": 410 with the place to begin again, its token empty. */
function forgotten(call: Call): GraphRefusal {
  return new GraphRefusal(
    410,
    'syncStateNotFound',
    'The sync state generation is not found. Begin again without a token.',
    { location: `${call.baseUrl}/${call.path}?$deltatoken=` },
  )
}
