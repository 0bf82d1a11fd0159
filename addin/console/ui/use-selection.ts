/** Which rows of a list are chosen: those ticked, or all that match. */

import { useState } from 'react'

export interface RowSelection {
  ticked: ReadonlySet<string>
  /** All that match are chosen, on screen or not. */
  isAll: boolean
  tick: (ids: readonly string[], on: boolean) => void
  untick: () => void
  chooseAll: () => void
}

export function useSelection(): RowSelection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)

  function tick(ids: readonly string[], on: boolean): void {
    const after = new Set(ticked)
    for (const id of ids) {
      if (on) after.add(id)
      else after.delete(id)
    }
    setTicked(after)
    setAll(false)
  }
  function untick(): void {
    setTicked(new Set())
    setAll(false)
  }
  return { ticked, isAll, tick, untick, chooseAll: () => setAll(true) }
}
