/** Graph's validation of a notification address before it subscribes anybody. */

import { randomUUID } from 'node:crypto'
import type { World } from '../../world.ts'
import { GraphRefusal } from '../refusal.ts'

const answerLimitMs = 10_000

/** Posts a token that must come back as plain text with 200 within 10 s; throws Graph's refusal otherwise. */
export async function shakeHands(world: World, url: string): Promise<void> {
  // Spaces, a colon and a plus sign show whether the subscriber decodes the query.
  const token = `Validation: Testing client application reachability for subscription+Request-Id: ${randomUUID()}`
  const target = new URL(url)
  const query = `validationToken=${encodeURIComponent(token)}`
  target.search = target.search === '' ? query : `${target.search}&${query}`
  const answer = await world.poster
    .post(target.href, {
      contentType: 'text/plain; charset=utf-8',
      body: '',
      timeoutMs: answerLimitMs,
    })
    .catch((error: unknown) => {
      throw failed(error instanceof Error ? error.message : String(error))
    })
  if (answer.status !== 200)
    throw failed('Notification endpoint must respond with 200 OK to validation request.')
  if (!answer.contentType.toLowerCase().startsWith('text/plain') || answer.text !== token)
    throw failed('The validation token must be answered as text/plain, decoded and unchanged.')
}

function failed(why: string): GraphRefusal {
  return new GraphRefusal(400, 'InvalidRequest', `Subscription validation request failed. ${why}`)
}
