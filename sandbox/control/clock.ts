/** Control API: product time, moving it, and following it. */

import express from 'express'
import type { Router } from 'express'
import { Duration } from 'luxon'
import { z } from 'zod'
import type { World } from '../world.ts'
import { badInput, parse } from './problem.ts'

const followQuery = z.object({
  seen: z.coerce.number().int().nonnegative().optional(),
  follower: z.string().min(1).optional(),
})
const moveSchema = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
])

export function clockRouter(world: World): Router {
  const router = express.Router()

  router.get('/clock', async (request, response) => {
    const { seen, follower } = parse(followQuery, request.query, 'seen and follower')
    if (seen !== undefined && follower !== undefined) {
      const gone = new AbortController()
      response.on('close', () => {
        gone.abort()
      })
      await world.followers.follow(follower, seen, gone.signal)
    }
    response.json(clockState(world))
  })

  router.post('/clock', express.json(), async (request, response) => {
    const move = parse(moveSchema, request.body, '{advance: "P2D"} or {to: "2026-11-25T09:00:00Z"}')
    const byMs =
      'advance' in move ? durationMs(move.advance) : Date.parse(move.to) - world.clock.now()
    if (byMs < 0)
      throw badInput(
        'The clock only goes forward: give a later time, or start with an empty DATA_DIR.',
      )
    const version = world.clock.advance(byMs)
    world.upkeep()
    const settled = await world.followers.settle(version)
    response.json({ ...clockState(world), settled })
  })

  return router
}

function clockState(world: World): { now: string; offsetMs: number; version: number } {
  return {
    now: new Date(world.clock.now()).toISOString(),
    offsetMs: world.clock.offsetMs(),
    version: world.clock.version(),
  }
}

function durationMs(text: string): number {
  const duration = Duration.fromISO(text)
  if (!duration.isValid)
    throw badInput(`"advance": ${text} is no ISO 8601 duration such as P2D, PT4H or P1W.`)
  return duration.toMillis()
}
