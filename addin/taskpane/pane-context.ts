/** What every panel of the pane reaches for: what is kept fresh, the API, the times, what the rep may do. */

import { createContext, useContext } from 'react'
import type { Api } from '../kit/api.ts'
import type { Board } from '../kit/board.ts'
import type { Times } from '../kit/times.ts'

export interface PaneTools {
  api: Api
  board: Board
  times: Times
  /** What the signed-in person may not do, in a sentence; null when nothing is in the way. */
  limits: string | null
  /** Says a sentence to people who listen to the pane. */
  announce: (text: string) => void
}

export const PaneContext = createContext<PaneTools | null>(null)

/** Throws outside of the pane: a mistake in our own code. */
export function usePane(): PaneTools {
  const tools = useContext(PaneContext)
  if (!tools) throw new Error('usePane needs a PaneContext around it')
  return tools
}
