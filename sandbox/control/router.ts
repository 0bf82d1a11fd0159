/** The control API, mounted at /sandbox beside Graph and on the Outlook page's own origin. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { isCrossSite } from '../local-only.ts'
import { personOf } from '../person.ts'
import type { Person } from '../person.ts'
import type { World } from '../world.ts'
import { byHandRouter } from './by-hand.ts'
import { calendarRouter } from './calendar.ts'
import { clockRouter } from './clock.ts'
import { faultRouter } from './faults.ts'
import { mailRouter } from './mail.ts'
import { outsideMeetingsRouter } from './outside-meetings.ts'
import { outsideRouter } from './outside.ts'
import { peopleRouter } from './people.ts'
import { answerProblems, ControlRefusal, noSuchRoute, notFound, parse } from './problem.ts'

export interface ControlParts {
  mintUserToken: (person: Person) => Promise<{ access_token: string; expires_in: number }>
  ready: () => boolean
}

const tokenSchema = z.strictObject({ user: z.string() })

export function controlRouter(world: World, parts: ControlParts): Router {
  const router = express.Router()
  router.use((request, _response, next) => {
    if (isCrossSite(request))
      throw new ControlRefusal(403, 'cross-site', 'Pages of other sites may not steer the sandbox.')
    next()
  })
  router.use(
    mailRouter(world),
    byHandRouter(world),
    outsideRouter(world),
    outsideMeetingsRouter(world),
    calendarRouter(world),
    peopleRouter(world),
    clockRouter(world),
    faultRouter(world),
  )

  router.post('/tokens', express.json(), async (request, response) => {
    const { user } = parse(tokenSchema, request.body, '{user}: an address or id of the tenant')
    const person = personOf(world.people, user)
    if (person === undefined) throw notFound(`Nobody of the tenant is ${user}.`)
    const { access_token, expires_in } = await parts.mintUserToken(person)
    response.json({ access_token, expires_in })
  })

  router.get('/requests', (_request, response) => {
    response.json({ items: world.requests.items(), counts: world.requests.counts(), next: null })
  })
  router.delete('/requests', (_request, response) => {
    world.requests.reset()
    response.status(204).end()
  })

  router.get('/ready', (_request, response) => {
    response.status(parts.ready() ? 200 : 503).json({})
  })

  router.use(noSuchRoute)
  router.use(answerProblems(world.report))
  return router
}
