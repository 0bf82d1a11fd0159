/** What every panel of the pane reaches for: the cards, the API, the times, who is signed in. */

import { createContext, useContext } from 'react'
import type { Api } from '../kit/api.ts'
import type { Cards } from '../kit/cards.ts'
import type { Times } from '../kit/times.ts'

export interface PaneTools {
  api: Api
  cards: Cards
  times: Times
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
