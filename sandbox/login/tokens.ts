/** What the issuer's tokens say: app tokens for Graph, access and identity tokens of people. */

import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import { apiScope, sandboxWorld } from '../constants.ts'
import type { Person } from '../person.ts'
import type { SigningKeys } from './signing-keys.ts'

const graphAudience = 'https://graph.microsoft.com'
/** Entra's lifetimes, in seconds of real time: an app token 3599, a person's one hour. */
const appLifetime = 3599
const personLifetime = 3600

export interface AppToken {
  token_type: 'Bearer'
  expires_in: number
  ext_expires_in: number
  access_token: string
}

export interface UserToken {
  token_type: 'Bearer'
  expires_in: number
  scope: string
  access_token: string
}

export type GraphTokenCheck = { ok: true; appId: string } | { ok: false; message: string }

export interface Tokens {
  mintAppToken: () => Promise<AppToken>
  mintUserToken: (person: Person) => Promise<UserToken>
  /** `nonce` is the one of the authorization request, or null when there was none. */
  mintIdToken: (person: Person, nonce: string | null) => Promise<string>
  verifyGraphToken: (authorization: string | undefined) => Promise<GraphTokenCheck>
}

/** @param issuerUrl origin of the sign-in service, without a slash at the end. */
export function tokensOf(keys: SigningKeys, issuerUrl: string): Tokens {
  const { tenantId, clientId } = sandboxWorld
  const personIssuer = `${issuerUrl}/${tenantId}/v2.0`
  // A Graph token is of version 1.0 and names Entra's old issuer, whoever asked for it.
  const appIssuer = `https://sts.windows.net/${tenantId}/`

  const lifetime = (seconds: number) => {
    const now = Math.floor(Date.now() / 1000)
    return { iat: now, nbf: now, exp: now + seconds }
  }
  const personClaims = (person: Person) => ({
    iss: personIssuer,
    aud: clientId,
    ...lifetime(personLifetime),
    tid: tenantId,
    oid: person.id,
    sub: person.id,
    name: person.name,
    preferred_username: person.address,
    ver: '2.0',
  })

  return {
    mintAppToken: async () => ({
      token_type: 'Bearer',
      expires_in: appLifetime,
      ext_expires_in: appLifetime,
      access_token: await keys.sign({
        iss: appIssuer,
        aud: graphAudience,
        ...lifetime(appLifetime),
        tid: tenantId,
        appid: clientId,
        oid: clientId,
        sub: clientId,
        idtyp: 'app',
        roles: ['Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.Read', 'User.Read.All'],
        ver: '1.0',
      }),
    }),
    mintUserToken: async (person) => ({
      token_type: 'Bearer',
      expires_in: personLifetime,
      scope: apiScope(clientId),
      access_token: await keys.sign({
        ...personClaims(person),
        azp: clientId,
        scp: 'access_as_user',
      }),
    }),
    mintIdToken: (person, nonce) =>
      keys.sign({ ...personClaims(person), ...(nonce === null ? {} : { nonce }) }),
    verifyGraphToken: async (authorization) => {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
      if (token === undefined) return { ok: false, message: 'Access token is empty.' }
      try {
        const { payload } = await jwtVerify(token, createLocalJWKSet(keys.published()), {
          algorithms: ['RS256'],
          audience: graphAudience,
        })
        if (payload.iss !== appIssuer)
          return { ok: false, message: 'Access token validation failure. Invalid issuer.' }
        return typeof payload['appid'] === 'string'
          ? { ok: true, appId: payload['appid'] }
          : { ok: false, message: 'Access token validation failure.' }
      } catch (error) {
        return { ok: false, message: graphSentence(error) }
      }
    },
  }
}

/** Graph's own sentences for a token it does not take. */
function graphSentence(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.'
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return 'Access token validation failure. Invalid audience.'
  if (error instanceof errors.JWTClaimValidationFailed) return 'Access token validation failure.'
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid)
    return 'CompactToken parsing failed with error code: 80049217'
  if (error instanceof errors.JOSEError)
    return 'Signing key is invalid or the signature does not fit.'
  throw error
}
