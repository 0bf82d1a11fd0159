/** One way to a signed-in rep: whatever way this Outlook offers, the screens see the same few states. */

export interface Token {
  value: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** A way to sign in. `quiet` never shows anything; null means that the person has to click. */
export interface SignInWay {
  quiet: (fresh: boolean) => Promise<Token | null>
  withClick: () => Promise<Token>
}

export type SignInState =
  | { kind: 'signedOut' }
  | { kind: 'working' }
  | { kind: 'signedIn' }
  | { kind: 'needsClick' }
  | { kind: 'failed'; sentence: string }

export interface AuthSession {
  state: () => SignInState
  subscribe: (listener: () => void) => () => void
  /** A token good for two more minutes, or null when the person has to act. `refused`: one the server did not take. */
  token: (refused: string | null) => Promise<string | null>
  /** To be called from a click: may open a window. */
  click: () => Promise<void>
}

const margin = 120_000

export function openAuthSession(way: SignInWay, now: () => number = Date.now): AuthSession {
  let state: SignInState = { kind: 'signedOut' }
  // In memory only: in a frame of another site storage can throw, and what is not stored cannot be stolen from there.
  let kept: Token | null = null
  let keptSince = 0
  let underWay: Promise<string | null> | null = null
  const listeners = new Set<() => void>()

  function become(next: SignInState): void {
    state = next
    for (const listener of listeners) listener()
  }
  function keep(token: Token): string {
    kept = token
    keptSince = now()
    if (state.kind !== 'signedIn') become({ kind: 'signedIn' })
    return token.value
  }
  function fail(error: unknown): void {
    become({ kind: 'failed', sentence: `Signing in did not work: ${whyFailed(error)}` })
  }
  async function quietly(fresh: boolean): Promise<string | null> {
    if (state.kind === 'signedOut') become({ kind: 'working' })
    try {
      const token = await way.quiet(fresh)
      if (token) return keep(token)
      become({ kind: 'needsClick' })
    } catch (error) {
      fail(error)
    }
    return null
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async token(refused) {
      if (kept && kept.value !== refused && kept.expiresAt - now() > margin) return kept.value
      // After a failure only a click goes on, or every poll of the pane would ask Outlook again.
      if (state.kind === 'needsClick' || state.kind === 'failed') return null
      if (refused !== null && refused === kept?.value && now() - keptSince < 60_000) {
        fail(new Error('the server does not accept it. Ask your administrator.'))
        return null
      }
      underWay ??= quietly(refused !== null).finally(() => {
        underWay = null
      })
      return underWay
    },
    async click() {
      become({ kind: 'working' })
      try {
        keep(await way.withClick())
      } catch (error) {
        fail(error)
      }
    },
  }
}

/** Errors of msal carry a code and a text for developers; the code is what an administrator can look up. */
function whyFailed(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'errorCode' in error) {
    return `Outlook answered "${String(error.errorCode)}". Trying again may open a window.`
  }
  return error instanceof Error ? error.message : String(error)
}
