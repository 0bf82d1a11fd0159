/** Draws again as time passes, so that "in 2 days" does not go stale on an open pane. */

import { useEffect, useState } from 'react'
import type { ServerClock } from '../api/server-clock.ts'

/** A number that grows every 20 seconds and whenever the server's clock was moved. */
export function useClockTick(clock: ServerClock): number {
  const [tick, setTick] = useState(0)
  useEffect(() => {
    const advance = (): void => {
      setTick((before) => before + 1)
    }
    const timer = setInterval(advance, 20_000)
    const unsubscribe = clock.subscribe(advance)
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [clock])
  return tick
}
