/** Asks again and again while the page is visible, and tells only when the answer changed. */

import { useCallback, useEffect, useRef, useState } from 'react'
import type { ZodType } from 'zod'
import { readText } from './control.ts'

export interface Polled<T> {
  /** Null until the first answer. */
  value: T | null
  /** A sentence while the last try failed; the value before it stays. */
  error: string | null
  /** Asks at once, e.g. after a change of one's own. */
  refresh: () => void
}

const everyMs = 1000

/** @param path null while there is nothing to ask. */
export function usePolled<T>(path: string | null, shape: ZodType<T>): Polled<T> {
  const [state, setState] = useState<{
    path: string | null
    value: T | null
    error: string | null
  }>({ path, value: null, error: null })
  const ask = useRef<() => void>(() => undefined)

  useEffect(() => {
    if (path === null) return
    const asked = path
    const stop = new AbortController()
    let last: string | null = null
    let busy = false
    const once = async (): Promise<void> => {
      if (busy || document.visibilityState === 'hidden') return
      busy = true
      try {
        const text = await readText(asked, stop.signal)
        if (text !== last)
          setState({ path: asked, value: shape.parse(JSON.parse(text)), error: null })
        last = text
      } catch (error) {
        if (stop.signal.aborted) return
        last = null
        const sentence = error instanceof Error ? error.message : String(error)
        setState((now) => ({
          path: asked,
          value: now.path === asked ? now.value : null,
          error: sentence,
        }))
      } finally {
        busy = false
      }
    }
    const timer = setInterval(() => void once(), everyMs)
    ask.current = () => void once()
    const seen = () => void once()
    document.addEventListener('visibilitychange', seen)
    void once()
    return () => {
      stop.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [path, shape])

  const refresh = useCallback(() => {
    ask.current()
  }, [])
  const current = state.path === path
  return { value: current ? state.value : null, error: current ? state.error : null, refresh }
}
