/** What every piece of a contact's card reaches for, wherever the card is shown: the pane or the console. */

import { createContext, useContext } from 'react'
import type { Api } from '../api/pane-api.ts'
import type { Answer } from '../api/request.ts'
import type { TaskApi } from '../api/task-api.ts'
import type { Times } from '../ui/times.ts'

export interface CardTools {
  api: Pick<
    Api,
    'sequences' | 'enroll' | 'unenroll' | 'undo' | 'pause' | 'resume' | 'link' | 'unlink'
  > &
    TaskApi
  /** Runs a change and has the card asked for again; `email`: whose card it is. */
  change: <T>(email: string, run: () => Promise<Answer<T>>) => Promise<Answer<T>>
  times: Times
  /** Id of the signed-in person; null until it is known. */
  userId: string | null
  /** What the signed-in person may not do, in a sentence; null when nothing is in the way. */
  limits: string | null
  /** Says a sentence to people who listen to the page. */
  announce: (text: string) => void
}

export const CardContext = createContext<CardTools | null>(null)

/** Throws outside of a card: a mistake in our own code. */
export function useCardTools(): CardTools {
  const tools = useContext(CardContext)
  if (!tools) throw new Error('useCardTools needs a CardContext around it')
  return tools
}
