/** Signing in to the console: by leaving for the sign-in page, and coming back to where one wanted to go. */

import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser'
import type { SignIn } from '../../shared/sign-in.ts'
import { openRedirectClient } from './redirect-client.ts'
import type { SignInWay, Token } from './auth-session.ts'

export interface RedirectSignIn extends SignInWay {
  /** Forgets the person here and at the sign-in service; the page is about to go. */
  signOut: () => Promise<void>
}

/** The address that is registered with the app for the way back. */
export const signedInPath = '/signed-in'

/** `arrive` is given the path that was asked for before signing in. */
export function redirectSignIn(
  settings: SignIn,
  page: Pick<Location, 'origin' | 'pathname' | 'search'>,
  arrive: (path: string) => void,
): RedirectSignIn {
  const scopes = [settings.scope]
  const redirectUri = `${page.origin}${signedInPath}`
  let opened: Promise<IPublicClientApplication> | null = null
  async function open(): Promise<IPublicClientApplication> {
    const client = await openRedirectClient(settings, redirectUri)
    const back = await client.handleRedirectPromise({ navigateToLoginRequestUrl: false })
    if (back) arrive(pathIn(back.state))
    return client
  }

  return {
    async quiet(fresh) {
      const { CacheLookupPolicy, InteractionRequiredAuthError } = await import('./msal.ts')
      try {
        const client = await (opened ??= open())
        const [account] = client.getAllAccounts()
        if (!account) return null
        return read(
          await client.acquireTokenSilent({
            scopes,
            account,
            forceRefresh: fresh,
            // No hidden frame: nobody may frame our pages, so it would only make people wait.
            cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
          }),
        )
      } catch (error) {
        // The next try begins anew: what failed was the way back from the sign-in page.
        opened = null
        if (error instanceof InteractionRequiredAuthError) return null
        throw inWords(error)
      }
    },
    async withClick() {
      try {
        const client = await (opened ??= open())
        const wanted = page.pathname === signedInPath ? '/' : `${page.pathname}${page.search}`
        await client.acquireTokenRedirect({ scopes, state: wanted, prompt: 'select_account' })
      } catch (error) {
        opened = null
        throw inWords(error)
      }
      // The browser is leaving; whoever waits for the token waits with it.
      return new Promise<Token>(() => undefined)
    },
    async signOut() {
      const client = await (opened ??= open())
      const [account] = client.getAllAccounts()
      await client.logoutRedirect({
        ...(account ? { account } : {}),
        postLogoutRedirectUri: redirectUri,
      })
    },
  }
}

/** Only a path of ours: what comes back with the answer could be anything. */
function pathIn(state: string | undefined): string {
  return state !== undefined && /^\/(?![/\\])/.test(state) ? state : '/'
}

/** Errors of msal carry a code and a text for developers; the code is what an administrator can look up. */
function inWords(error: unknown): Error {
  const code =
    typeof error === 'object' && error !== null && 'errorCode' in error
      ? String(error.errorCode)
      : null
  if (code === null) return error instanceof Error ? error : new Error(String(error))
  return code === 'access_denied' || code === 'user_cancelled'
    ? new Error('it was broken off on the sign-in page.')
    : new Error(
        `the sign-in service answered “${code}”. Try again; your administrator can look this up.`,
      )
}

function read(result: AuthenticationResult): Token {
  return { value: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? Date.now() }
}
