/** Builds what the console works with, once: the way to sign in, its door, the questions to the server, and the clock. */

import { useEffect, useState } from 'react'
import type { SignIn } from '../../../shared/sign-in.ts'
import { createAsk, type Ask } from '../../api/request.ts'
import { createServerClock, type ServerClock } from '../../api/server-clock.ts'
import { openSignInDoor, type SignInDoor } from '../../auth/auth-session.ts'
import { redirectSignIn, type RedirectSignIn } from '../../auth/redirect-sign-in.ts'

export interface Workshop {
  way: RedirectSignIn
  door: SignInDoor
  ask: Ask
  clock: ServerClock
}

export function useWorkshop(settings: SignIn): Workshop {
  const [workshop] = useState(() => {
    const way = redirectSignIn(settings, window.location, (path) => {
      window.history.replaceState(null, '', path)
    })
    const door = openSignInDoor(way)
    const clock = createServerClock()
    return { way, door, clock, ask: createAsk({ token: door.token, heard: clock.hear }) }
  })
  useEffect(() => {
    // Asking for a token is what starts the quiet sign-in.
    void workshop.door.token(null)
  }, [workshop])
  return workshop
}
