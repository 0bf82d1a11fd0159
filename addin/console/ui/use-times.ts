/** Times as the person reads them, in the browser's zone and language, drawn again as they pass. */

import { useMemo } from 'react'
import { createTimes, type Times } from '../../ui/times.ts'
import { useClockTick } from '../../ui/use-clock-tick.ts'
import { useConsole } from '../../api/console-context.ts'

export function useTimes(): Times {
  const { clock } = useConsole()
  const tick = useClockTick(clock)
  return useMemo(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    // The tick belongs to the list: new times are what draws relative ones again.
    return { ...createTimes(navigator.language, timeZone, clock.now), tick }
  }, [clock, tick])
}
