/** Reads one stream of news until it ends: fetched, because a stream opened by EventSource cannot bear a token. */

import { createParser } from 'eventsource-parser'
import { changeKinds, type Change, type ChangeKind } from '../../shared/change.ts'

/** What was heard: these things changed, or so much may have that all has to be asked for again. */
export type News = readonly Change[] | 'everything'

export type StreamEnd = 'refused' | 'ended'

/** Resolves when the stream is over; throws when the server cannot be reached or the connection breaks. */
export async function readStream(
  token: string,
  hear: (news: News) => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const response = await fetch('/api/changes', {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    signal,
  })
  if (response.status === 401) return 'refused'
  if (!response.ok || !response.body)
    throw new Error(`The news are answered with ${response.status}.`)
  // What changed while nobody listened is not told again.
  hear('everything')
  const parser = createParser({
    onEvent(event) {
      if (event.event === 'everything') hear('everything')
      if (event.event === 'changed') hear(changesIn(event.data))
    },
  })
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return 'ended'
    parser.feed(decoder.decode(value, { stream: true }))
  }
}

/** A newer server may name kinds that this page does not know; those concern nothing on it. */
function changesIn(text: string): Change[] {
  const told: unknown = JSON.parse(text)
  return Array.isArray(told) ? told.filter(isChange) : []
}

export function isChange(value: unknown): value is Change {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'kind' in value &&
    changeKinds.includes(value.kind as ChangeKind)
  )
}
