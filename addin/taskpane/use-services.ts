/** Builds what the pane works with, once: sign-in, API, queries and clock; and the tools its panels reach for. */

import { useEffect, useMemo, useState } from 'react'
import type { SignIn } from '../../shared/sign-in.ts'
import type { Me } from '../../shared/user.ts'
import type { Api } from '../api/pane-api.ts'
import { createApi } from '../api/pane-api.ts'
import { createAsk } from '../api/request.ts'
import type { PaneQueries } from '../api/queries/pane-queries.ts'
import { createPaneQueries } from '../api/queries/pane-queries.ts'
import { dialogSignIn } from '../auth/dialog-sign-in.ts'
import { hasBridge, nestedSignIn } from '../auth/nested-sign-in.ts'
import type { ServerClock } from '../api/server-clock.ts'
import { createServerClock } from '../api/server-clock.ts'
import type { AuthSession } from '../auth/auth-session.ts'
import { openAuthSession } from '../auth/auth-session.ts'
import { createTaskApi, type TaskApi } from '../api/task-api.ts'
import { createTimes } from '../ui/times.ts'
import { useClockTick } from '../ui/use-clock-tick.ts'
import type { Outlook } from '../outlook/office.ts'
import type { PaneTools } from './pane-context.ts'

export interface PaneServices {
  session: AuthSession
  api: Api & TaskApi
  queries: PaneQueries
  clock: ServerClock
}

export function useServices(outlook: Outlook, settings: SignIn): PaneServices {
  const [services] = useState(() => {
    const dialog = dialogSignIn(outlook.openDialog, window.location.origin)
    const nested = outlook.nestedSignIn && hasBridge()
    const session = openAuthSession(nested ? nestedSignIn(settings, dialog) : dialog)
    const clock = createServerClock()
    const ports = { token: session.token, heard: clock.hear }
    const api = { ...createApi(ports), ...createTaskApi(createAsk(ports)) }
    return { session, clock, api, queries: createPaneQueries(api) }
  })
  useEffect(() => {
    // Asking for a token is what starts the quiet sign-in.
    void services.session.token(null)
  }, [services])
  return services
}

export function useTools(
  { api, queries, clock }: PaneServices,
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
      ...{ api, queries, change: queries.change, userId, limits, announce, tick },
      times: createTimes(locale, timeZone, clock.now),
    }),
    [api, queries, userId, limits, announce, clock, locale, timeZone, tick],
  )
}
