/** Signing in through Outlook itself (nested app authentication): no window, the account the rep already uses. */

import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser'
import type { SignIn } from '../../shared/sign-in.ts'
import type { SignInWay, Token } from './auth-session.ts'

/**
 * Whether Outlook really put its bridge into the page: isSetSupported may say yes without it (msal-browser #7723).
 */
export function hasBridge(): boolean {
  return 'nestedAppAuthBridge' in window && Boolean(window.nestedAppAuthBridge)
}

/** `fallback` takes over a click that Outlook itself cannot serve. */
export function nestedSignIn(settings: SignIn, fallback: SignInWay): SignInWay {
  const request = { scopes: [settings.scope] }
  let client: Promise<IPublicClientApplication> | null = null
  async function connect(): Promise<IPublicClientApplication> {
    // A third of the pane's code: loaded beside the first picture, not before it.
    const { createNestablePublicClientApplication } = await import('./msal.ts')
    client ??= createNestablePublicClientApplication({
      auth: { clientId: settings.clientId, authority: settings.authority },
      cache: { cacheLocation: 'memoryStorage' },
    })
    return client
  }

  return {
    async quiet(fresh) {
      try {
        const msal = await connect()
        return read(await msal.acquireTokenSilent({ ...request, forceRefresh: fresh }))
      } catch (error) {
        const { InteractionRequiredAuthError } = await import('./msal.ts')
        if (error instanceof InteractionRequiredAuthError) return null
        throw error
      }
    },
    async withClick() {
      try {
        const msal = await connect()
        return read(await msal.acquireTokenPopup(request))
      } catch (error) {
        console.warn('Outlook could not sign in; opening a window instead.', error)
        return fallback.withClick()
      }
    },
  }
}

function read(result: AuthenticationResult): Token {
  return {
    value: result.accessToken,
    expiresAt: result.expiresOn?.getTime() ?? Date.now(),
  }
}
