/** Builds what the console works with, once: the way to sign in, the session, the questions to the server, and the clock. */

import { useEffect, useState } from 'react'
import type { SignIn } from '../../../shared/sign-in.ts'
import { createAsk, type Ask } from '../../api/request.ts'
import { createServerClock, type ServerClock } from '../../api/server-clock.ts'
import { openAuthSession, type AuthSession } from '../../auth/auth-session.ts'
import { redirectSignIn, type RedirectSignIn } from '../../auth/redirect-sign-in.ts'

export interface ConsoleServices {
  way: RedirectSignIn
  session: AuthSession
  ask: Ask
  clock: ServerClock
}

export function useServices(settings: SignIn): ConsoleServices {
  const [services] = useState(() => {
    const way = redirectSignIn(settings, window.location, (path) => {
      window.history.replaceState(null, '', path)
    })
    const session = openAuthSession(way)
    const clock = createServerClock()
    return { way, session, clock, ask: createAsk({ token: session.token, heard: clock.hear }) }
  })
  useEffect(() => {
    // Asking for a token is what starts the quiet sign-in.
    void services.session.token(null)
  }, [services])
  return services
}
