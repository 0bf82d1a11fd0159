/** Builds what the pane works with, once: sign-in door, API, board and clock; and the tools its panels reach for. */

import { useEffect, useMemo, useState } from 'react'
import type { SignIn } from '../../shared/sign-in.ts'
import type { Me } from '../../shared/user.ts'
import type { Api } from '../api/pane-api.ts'
import { createApi } from '../api/pane-api.ts'
import { createAsk } from '../api/request.ts'
import type { Board } from '../api/queries/pane-queries.ts'
import { createBoard } from '../api/queries/pane-queries.ts'
import { dialogSignIn } from '../auth/dialog-sign-in.ts'
import { hasBridge, nestedSignIn } from '../auth/nested-sign-in.ts'
import type { ServerClock } from '../api/server-clock.ts'
import { createServerClock } from '../api/server-clock.ts'
import type { SignInDoor } from '../auth/auth-session.ts'
import { openSignInDoor } from '../auth/auth-session.ts'
import { createTaskApi, type TaskApi } from '../api/task-api.ts'
import { createTimes } from '../ui/times.ts'
import { useClockTick } from '../ui/use-clock-tick.ts'
import type { Outlook } from '../outlook/office.ts'
import type { PaneTools } from './pane-context.ts'

export interface Workshop {
  door: SignInDoor
  api: Api & TaskApi
  board: Board
  clock: ServerClock
}

export function useWorkshop(outlook: Outlook, settings: SignIn): Workshop {
  const [workshop] = useState(() => {
    const dialog = dialogSignIn(outlook.openDialog, window.location.origin)
    const nested = outlook.nestedSignIn && hasBridge()
    const door = openSignInDoor(nested ? nestedSignIn(settings, dialog) : dialog)
    const clock = createServerClock()
    const ports = { token: door.token, heard: clock.hear }
    const api = { ...createApi(ports), ...createTaskApi(createAsk(ports)) }
    return { door, clock, api, board: createBoard(api) }
  })
  useEffect(() => {
    // Asking for a token is what starts the quiet sign-in.
    void workshop.door.token(null)
  }, [workshop])
  return workshop
}

export function useTools(
  { api, board, clock }: Workshop,
  { locale, timeZone }: Outlook,
  me: Me | null,
  announce: (text: string) => void,
): PaneTools {
  const tick = useClockTick(clock)
  const userId = me?.id ?? null
  const limits = me?.limits ?? null
  // The tick belongs to the list: new tools are what draws relative times again.
  return useMemo(
    () => ({
      ...{ api, board, change: board.change, userId, limits, announce, tick },
      times: createTimes(locale, timeZone, clock.now),
    }),
    [api, board, userId, limits, announce, clock, locale, timeZone, tick],
  )
}
