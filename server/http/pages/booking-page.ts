/** The page behind the meetings link of an email: it shows when the rep is free, and books the time that is chosen. */

import { Router, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import { readLink } from '../../domain/outbound/link-token.ts'
import { zoneOf } from '../../domain/time/time-zone.ts'
import type { Context } from '../../services/context.ts'
import { hostOf, timesOf, type Host } from '../../services/meetings/booking-host.ts'
import { book } from '../../services/meetings/book-meeting.ts'
import { isRefused } from '../../services/problem.ts'
import { showSheet } from './layout.ts'
import {
  bookedSheet,
  noLinkSheet,
  timesSheet,
  tooOftenSheet,
  type Typed,
} from './booking-content.ts'
import { openVisits } from './rate-limit.ts'

const mostPerLink = 60
/** Each visit asks the rep's calendar, however many links lead there; one link alone cannot use this up. */
const mostPerMailbox = 600

const word = z.string().max(320).catch('')
const typed = z.object({ slot: word, email: word, name: word, zone: word })
const nothingTyped: Typed = { slot: '', email: '', name: '', zone: '' }

/** GET changes nothing. What is typed is shown again when it is refused. */
export function meetPage(context: Context, form: RequestHandler): Router {
  const router = Router()
  const ofLink = openVisits(mostPerLink)
  const ofMailbox = openVisits(mostPerMailbox)
  const mayPass = ({ enrollment, mailbox }: Host): boolean => {
    const real = context.clock.real()
    return ofLink.mayPass(enrollment.id, real) && ofMailbox.mayPass(mailbox.id, real)
  }

  const open = async (token: unknown, response: Response): Promise<Host | null> => {
    const id = typeof token === 'string' ? readLink(context.messageIdKey, 'meet', token) : null
    const host = id === null ? null : await hostOf(context, id)
    if (!host) showSheet(response, noLinkSheet())
    else if (!mayPass(host)) {
      showSheet(response, tooOftenSheet())
      return null
    }
    return host
  }

  const showTimes = async (
    response: Response,
    host: Host,
    given: Typed,
    refused: { status: number; detail: string } | null,
    guessZone: boolean,
  ): Promise<void> => {
    const found = await timesOf(context, host)
    const trouble = isRefused(found) ? found.refused : null
    const zone = isRefused(found) ? host.mailbox.timeZone : found.zone
    showSheet(
      response,
      timesSheet({
        rep: host.rep.name,
        times: isRefused(found) ? [] : found.times,
        zone: zoneOf(given.zone) ?? zone,
        typed: given,
        refused: refused ?? trouble,
        guessZone,
      }),
    )
  }

  router.get('/meet/:token', async (request, response) => {
    const host = await open(request.params.token, response)
    const zone = word.parse(request.query['zone'])
    if (host) await showTimes(response, host, { ...nothingTyped, zone }, null, zone === '')
  })
  router.post('/meet/:token', form, async (request, response) => {
    const host = await open(request.params.token, response)
    if (!host) return
    const given = typed.catch(nothingTyped).parse(request.body)
    const done = await book(context, host, given)
    if (isRefused(done)) await showTimes(response, host, given, done.refused, false)
    else
      showSheet(
        response,
        bookedSheet({
          rep: host.rep.name,
          startsAt: done.startsAt,
          zone: zoneOf(given.zone) ?? host.mailbox.timeZone,
          address: done.address,
        }),
      )
  })
  return router
}
