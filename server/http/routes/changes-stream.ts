/** GET /api/changes: tells open screens, by id alone, what was changed by whomever, as server-sent events. */

import { Router, type Response } from 'express'
import type { Change, ChangeEvent } from '../../../shared/change.ts'
import type { Context } from '../../services/context.ts'
import { userOf } from '../../services/directory/signed-in-user.ts'
import type { Watcher } from '../../store/db/db.ts'
import type { CheckToken } from '../api/auth.ts'
import { sendProblem } from '../api/problems.ts'

export interface ChangesParts {
  context: Context
  checkToken: CheckToken
  /** Hears of every committed change; answers how to stop. */
  watch: (watcher: Watcher) => () => void
}

/** Changes of so many milliseconds go out together: a screen is told within a second, and a bulk is a handful of events. */
const gatherMs = 100
/** More names than this say nothing that "everything" does not say shorter. */
const mostNamed = 500
/** Proxies cut connections that are silent for a minute. */
const silenceMs = 25_000
/** One a browser is what our pages open; the bound keeps one person from holding all of the server's connections. */
const mostPerUser = 20

/**
 * A stream of `text/event-stream` (WHATWG HTML, section 9.2) that ends when its token does. What changed while nobody listened
 * is not sent again: after connecting, a screen asks for what it shows. Several processes on one PostgreSQL each tell their own
 * listeners, since the store's `watch` hears of the others' commits there.
 */
export function changesRouter({ context, checkToken, watch }: ChangesParts): Router {
  const open = new Map<string, number>()
  const router = Router()
  router.get('/api/changes', async (request, response) => {
    const claims = await checkToken(request.headers.authorization)
    const { id } = await userOf(context, claims)
    const count = open.get(id) ?? 0
    if (count >= mostPerUser) {
      sendProblem(response, {
        type: 'too-many-streams',
        status: 429,
        title: 'Too many open pages',
        detail: 'You have this open in too many browsers at once. Close some of them.',
      })
      return
    }
    open.set(id, count + 1)
    const stop = stream(response, watch, claims.expiresAt)
    response.on('close', () => {
      stop()
      const left = (open.get(id) ?? 1) - 1
      if (left === 0) open.delete(id)
      else open.set(id, left)
    })
  })
  return router
}

function stream(response: Response, watch: ChangesParts['watch'], expiresAt: number): () => void {
  response.status(200).set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // Asks nginx and its like not to keep the stream back until it is over.
    'X-Accel-Buffering': 'no',
  })
  response.write(': here is what changes from now on\n\n')

  const pending = new Map<string, Change>()
  let timer: NodeJS.Timeout | null = null
  const flush = (): void => {
    timer = null
    // Somebody who reads too slowly gets no heap of old news: what they show is asked for anew once they catch up.
    if (response.writableNeedDrain) {
      response.once('drain', flush)
      return
    }
    const changes = [...pending.values()]
    pending.clear()
    response.write(
      changes.length > mostNamed
        ? eventText('everything', '')
        : eventText('changed', JSON.stringify(changes)),
    )
  }
  const stopWatching = watch((changes) => {
    const waiting = pending.size > 0
    for (const change of changes)
      if (change.kind !== 'mail-news' && pending.size <= mostNamed)
        pending.set(`${change.kind} ${change.id}`, change)
    if (!waiting && pending.size > 0) timer = setTimeout(flush, gatherMs)
  })
  const beat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n')
  }, silenceMs)
  const end = setTimeout(() => response.end(), Math.min(2 ** 31 - 1, expiresAt - Date.now()))
  return () => {
    stopWatching()
    clearInterval(beat)
    clearTimeout(end)
    if (timer) clearTimeout(timer)
  }
}

function eventText(name: ChangeEvent, value: string): string {
  return `event: ${name}\ndata: ${value}\n\n`
}
