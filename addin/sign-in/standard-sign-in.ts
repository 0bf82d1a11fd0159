/** The standard sign-in of a single-page application: authorization code with PKCE, by redirects in its own window. */

import type { SignIn } from '../../shared/sign-in.ts'
import type { Token } from '../kit/sign-in.ts'

/**
 * The token when the window comes back from signing in; null when it was just sent there (the page is about to go).
 * Throws what the identity provider or the person refused.
 */
export async function signInByRedirect(settings: SignIn, page: Location): Promise<Token | null> {
  const { authority, clientId, scope } = settings
  const { PublicClientApplication } = await import('../kit/msal.ts')
  const msal = new PublicClientApplication({
    auth: {
      clientId,
      authority,
      redirectUri: `${page.origin}${page.pathname}`,
      knownAuthorities: [new URL(authority).host],
      // Written out from Entra's fixed paths, so that signing in needs no discovery call to another origin.
      authorityMetadata: JSON.stringify({
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      }),
    },
    // The redirect's own notes must outlive the trip; the token leaves this window and is not kept here.
    cache: { cacheLocation: 'sessionStorage' },
  })
  await msal.initialize()
  const result = await msal.handleRedirectPromise()
  if (result) {
    const token = {
      value: result.accessToken,
      expiresAt: result.expiresOn?.getTime() ?? Date.now(),
    }
    await msal.clearCache()
    return token
  }
  await msal.acquireTokenRedirect({ scopes: [scope] })
  return null
}
