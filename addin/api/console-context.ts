/** What every page of the console reaches for: the API, the news, the clock, who is signed in. The same object for good. */

import { createContext, useContext } from 'react'
import type { Me } from '../../shared/user.ts'
import type { ServerClock } from './server-clock.ts'
import type { ConsoleApi } from './console-api.ts'
import type { ChangeStream } from './change-stream.ts'

export interface ConsoleTools {
  api: ConsoleApi
  changes: ChangeStream
  clock: ServerClock
  me: Me
  /** Says a sentence to people who listen to the page. */
  announce: (text: string) => void
}

export const ConsoleContext = createContext<ConsoleTools | null>(null)

/** Throws outside of the console: a mistake in our own code. */
export function useConsole(): ConsoleTools {
  const tools = useContext(ConsoleContext)
  if (!tools) throw new Error('useConsole needs a ConsoleContext around it')
  return tools
}
