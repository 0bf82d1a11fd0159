/** Microsoft's standard client for a page that signs in by leaving for the sign-in page and coming back. */

import type { IPublicClientApplication } from '@azure/msal-browser'
import type { SignIn } from '../../shared/sign-in.ts'

/** `redirectUri` has to be registered with the app. What it stores is of this tab alone and goes with it. */
export async function openRedirectClient(
  { authority, clientId }: SignIn,
  redirectUri: string,
): Promise<IPublicClientApplication> {
  const { PublicClientApplication } = await import('./msal.ts')
  const client = new PublicClientApplication({
    auth: {
      clientId,
      authority,
      redirectUri,
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
    // The redirect's own notes must outlive the trip.
    cache: { cacheLocation: 'sessionStorage' },
  })
  await client.initialize()
  return client
}
