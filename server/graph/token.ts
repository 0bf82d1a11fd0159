/** Our own token for Graph: the client credentials of Entra ID, by secret or certificate, kept until they run out. */

import { ConfidentialClientApplication } from '@azure/msal-node'
import { SignInFailedError } from './errors.ts'

export interface AppIdentity {
  tenantId: string
  clientId: string
  /** Address of the sign-in service: https://login.microsoftonline.com, or the sandbox's. */
  issuerUrl: string
  secret: string | null
  certificate: { thumbprintSha256: string; privateKey: string } | null
}

/** Answers a bearer token for Graph; throws SignInFailedError when the sign-in service refuses or is away. */
export function graphToken(app: AppIdentity): () => Promise<string> {
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: app.clientId,
      authority: `${app.issuerUrl}/${app.tenantId}`,
      knownAuthorities: [new URL(app.issuerUrl).host],
      ...(app.secret === null ? {} : { clientSecret: app.secret }),
      ...(app.certificate === null ? {} : { clientCertificate: app.certificate }),
    },
  })
  return async () => {
    try {
      const result = await client.acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
      })
      if (result) return result.accessToken
    } catch (error) {
      throw new SignInFailedError(
        error instanceof Error ? error.message.slice(0, 300) : 'sign-in failed',
      )
    }
    throw new SignInFailedError('the sign-in service gave no token')
  }
}
