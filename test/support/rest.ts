/** When a page is at rest: only then is it looked at, for what still moves is judged differently on every machine. */

import type { Page, Request } from 'playwright-core'
import { until } from './patience.ts'

/** The requests of a page that are under way. The stream of news never ends, so it is none of them. */
export function followRequests(page: Page): () => number {
  const pending = new Set<Request>()
  page.on('request', (request) => {
    if (request.headers()['accept'] !== 'text/event-stream') pending.add(request)
  })
  page.on('requestfinished', (request) => pending.delete(request))
  page.on('requestfailed', (request) => pending.delete(request))
  // A frame that is taken away takes its requests along.
  return () => [...pending].filter((request) => !request.frame().isDetached()).length
}

/** Resolves once nothing is asked for, nothing moves but what moves for ever, and the page stays the same for two frames. */
export function rest(page: Page, requests: () => number): Promise<void> {
  return until('the page rests', async () => requests() === 0 && (await isStill(page)))
}

function isStill(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const moves = (): boolean =>
      document
        .getAnimations()
        .some(
          ({ effect, playState }) =>
            playState === 'running' && Number(effect?.getComputedTiming().endTime) < Infinity,
        )
    let changed = moves()
    const observer = new MutationObserver(() => {
      changed = true
    })
    observer.observe(document, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    })
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((shown) => requestAnimationFrame(shown))
    observer.disconnect()
    return !changed && !moves()
  })
}
