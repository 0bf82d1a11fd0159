/** What the server answers to questions that are on screen, kept fresh: asked again each second while the pane is visible. */

import type { Answer } from '../request.ts'

export interface Polled<T> {
  /** Null until the first answer. */
  value: T | null
  /** Why it could not be refreshed, in a sentence; `value` is then the last one known. */
  trouble: { kind: 'away' | 'refused'; sentence: string } | null
}

export interface Polling<T> {
  snapshot: () => ReadonlyMap<string, Polled<T>>
  subscribe: (listener: () => void) => () => void
  /** Which questions to keep fresh from now on; the answers to others stay as they were. */
  show: (keys: readonly string[]) => void
  /** Drops what is still being answered and asks nothing until `ask`: it would be older than a change under way. */
  cancel: () => void
  /** Changes every answer that is kept. */
  revise: (change: (value: T, key: string) => T) => void
  /** Asks at once, in full. */
  ask: () => void
  close: () => void
}

const everyMs = 1000
/** At most four questions a second, however many are on screen. */
const perQuestionMs = 250
const afterTroubleMs = 2500

export function createPolling<T>(
  question: (key: string, etag: string | null) => Promise<Answer<T>>,
  page: Document = document,
): Polling<T> {
  let all = new Map<string, Polled<T>>()
  const etags = new Map<string, string>()
  const listeners = new Set<() => void>()
  let shown: readonly string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  // A new round makes all older ones silent: what they still bring was asked before the change.
  let round = 0

  function put(key: string, polled: Polled<T>): void {
    all = new Map(all).set(key, polled)
    for (const listener of listeners) listener()
  }
  function setTrouble(key: string, trouble: Polled<T>['trouble']): void {
    const polled = all.get(key)
    if (polled?.trouble?.sentence === trouble?.sentence && polled?.trouble?.kind === trouble?.kind)
      return
    put(key, { value: polled?.value ?? null, trouble })
  }

  /** Resolves to whether the server was there. */
  async function refresh(key: string, mine: number): Promise<boolean> {
    const answer = await question(key, etags.get(key) ?? null)
    if (mine !== round) return true
    switch (answer.kind) {
      case 'ok':
        if (answer.etag === null) etags.delete(key)
        else etags.set(key, answer.etag)
        put(key, { value: answer.value, trouble: null })
        return true
      case 'unchanged':
        setTrouble(key, null)
        return true
      case 'refused':
      case 'away':
        setTrouble(key, { kind: answer.kind, sentence: answer.sentence })
        return answer.kind === 'refused'
      case 'signed-out':
        return true
    }
  }
  async function poll(): Promise<void> {
    const mine = ++round
    clearTimeout(timer)
    if (shown.length === 0 || page.visibilityState !== 'visible') return
    const here = await Promise.all(shown.map((key) => refresh(key, mine)))
    if (mine !== round) return
    const pause = here.every(Boolean)
      ? Math.max(everyMs, shown.length * perQuestionMs)
      : afterTroubleMs
    timer = setTimeout(() => void poll(), pause)
  }
  const onVisibility = (): void => void poll()
  page.addEventListener('visibilitychange', onVisibility)

  return {
    snapshot: () => all,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(keys) {
      if (keys.join('\n') === shown.join('\n')) return
      shown = [...keys]
      void poll()
    },
    cancel() {
      clearTimeout(timer)
      round += 1
    },
    revise(change) {
      for (const [key, polled] of all) {
        if (polled.value === null) continue
        const value = change(polled.value, key)
        if (value !== polled.value) put(key, { ...polled, value })
      }
    },
    ask() {
      etags.clear()
      void poll()
    },
    close() {
      round += 1
      shown = []
      clearTimeout(timer)
      listeners.clear()
      page.removeEventListener('visibilitychange', onVisibility)
    },
  }
}
