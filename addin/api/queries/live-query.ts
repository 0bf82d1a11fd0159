/** One question whose answer stays true while it is on screen: asked again when the news concern it. */

import type { Change } from '../../../shared/change.ts'
import type { Answer } from '../request.ts'
import type { ChangeStream } from '../change-stream.ts'

export interface LiveState<T> {
  /** Null until the first answer. */
  value: T | null
  /** Why it could not be asked for or refreshed, in a sentence; `value` is then the last one known. */
  trouble: { kind: 'away' | 'refused'; sentence: string; status: number | null } | null
}

export interface Live<T> {
  snapshot: () => LiveState<T>
  /** The first listener makes it ask, and the last one's going lets it rest. */
  subscribe: (listener: () => void) => () => void
  /** Asks again at once, after a change of one's own. */
  ask: () => void
}

/** Ids of what changed since the answer before; `everything`: any of it may have, and at first all of it. */
export type Changed = ReadonlySet<string> | 'everything'

/** A bulk makes news for seconds on end; the screen follows it at this pace. */
const leastApartMs = 400
const afterTroubleMs = 3000

export function createLive<T>(
  question: (before: T | null, changed: Changed) => Promise<Answer<T>>,
  news: Pick<ChangeStream, 'listen'>,
  concerns: (change: Change) => boolean,
): Live<T> {
  let state: LiveState<T> = { value: null, trouble: null }
  const listeners = new Set<() => void>()
  let stopListening: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false
  let again = false
  let askedAt = 0
  let changed: Changed = 'everything'

  const isAgain = (): boolean => again

  function become(next: LiveState<T>): void {
    state = next
    for (const listener of listeners) listener()
  }
  function plan(afterMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), afterMs)
  }
  /** While an answer is on its way, news may be newer than it: one more question comes after it. */
  function wish(): void {
    if (asking) again = true
    else plan(Math.max(0, askedAt + leastApartMs - Date.now()))
  }
  async function ask(): Promise<void> {
    asking = true
    again = false
    askedAt = Date.now()
    clearTimeout(timer)
    const since = changed
    changed = new Set()
    const answer = await question(state.value, since)
    asking = false
    // What was not answered is still to be asked.
    if (answer.kind !== 'ok') changed = 'everything'
    if (listeners.size === 0) return
    if (answer.kind === 'ok') become({ value: answer.value, trouble: null })
    if (answer.kind === 'refused' || answer.kind === 'away') {
      const status = answer.kind === 'refused' ? answer.status : null
      become({ ...state, trouble: { kind: answer.kind, sentence: answer.sentence, status } })
    }
    if (isAgain()) wish()
    else if (answer.kind === 'away') plan(afterTroubleMs)
  }

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) {
        stopListening = news.listen((told) => {
          const ours = told === 'everything' ? told : told.filter(concerns)
          if (ours.length === 0) return
          changed =
            ours === 'everything' || changed === 'everything'
              ? 'everything'
              : new Set([...changed, ...ours.map(({ id }) => id)])
          wish()
        })
        if (!asking) void ask()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stopListening?.()
        clearTimeout(timer)
      }
    },
    ask() {
      if (asking) again = true
      else void ask()
    },
  }
}
