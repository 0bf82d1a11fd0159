/** The standard sign-in of a single-page application: authorization code with PKCE, by redirects in its own window. */

import type { SignIn } from '../../shared/sign-in.ts'
import { openRedirectClient } from './redirect-client.ts'
import type { Token } from './auth-session.ts'

/**
 * The token when the window comes back from signing in; null when it was just sent there (the page is about to go).
 * Throws what the identity provider or the person refused.
 */
export async function signInByRedirect(settings: SignIn, page: Location): Promise<Token | null> {
  const msal = await openRedirectClient(settings, `${page.origin}${page.pathname}`)
  const result = await msal.handleRedirectPromise()
  if (result) {
    const token = {
      value: result.accessToken,
      expiresAt: result.expiresOn?.getTime() ?? Date.now(),
    }
    await msal.clearCache()
    return token
  }
  await msal.acquireTokenRedirect({ scopes: [settings.scope] })
  return null
}
