/** What the pane's own panels reach for beyond what a card does: the whole API, and what is kept fresh. */

import { createContext, useContext } from 'react'
import type { Api } from '../api/pane-api.ts'
import type { PaneQueries } from '../api/queries/pane-queries.ts'
import type { CardTools } from '../contact-card/card-context.ts'
import type { TaskApi } from '../api/task-api.ts'

export interface PaneTools extends CardTools {
  api: Api & TaskApi
  queries: PaneQueries
}

export const PaneContext = createContext<PaneTools | null>(null)

/** Throws outside of the pane: a mistake in our own code. */
export function usePane(): PaneTools {
  const tools = useContext(PaneContext)
  if (!tools) throw new Error('usePane needs a PaneContext around it')
  return tools
}
