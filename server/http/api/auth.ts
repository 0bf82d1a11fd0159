/** Who is asking: checks the bearer token as Microsoft's "access token validation" asks for, and finds the user. */

import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { AppIdentity } from '../../graph/token.ts'
import type { Claims } from '../../services/directory/signed-in-user.ts'

export interface CheckedToken extends Claims {
  /** When the token ends: milliseconds since 1970, real time. */
  expiresAt: number
}

export type CheckToken = (authorization: string | undefined) => Promise<CheckedToken>

/** No token, or one that does not hold: the person has to sign in again. */
export class NotSignedInError extends Error {
  override name = 'NotSignedInError'
}

/** The sign-in service's keys cannot be read: nothing is wrong with the token as far as anybody knows. */
export class SignInAwayError extends Error {
  override name = 'SignInAwayError'
}

const claims = z.object({
  tid: z.string(),
  oid: z.string(),
  scp: z.string(),
  azp: z.string(),
  idtyp: z.string().optional(),
  name: z.string().default(''),
  preferred_username: z.string().default(''),
})

/**
 * Accepts Entra v2.0 access tokens for our own API only: signature by the tenant's published keys (fetched anew for an
 * unknown key id, at most every 30 seconds), issuer, audience, tenant, time, scope, and that our own client asked for it.
 */
export function tokenCheck(app: AppIdentity): CheckToken {
  const authority = `${app.issuerUrl}/${app.tenantId}`
  const keys = createRemoteJWKSet(new URL(`${authority}/discovery/v2.0/keys`), {
    cooldownDuration: 30_000,
  })
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw new NotSignedInError('Sign in first: this request bears no access token.')
    const { payload } = await jwtVerify(token, keys, {
      issuer: `${authority}/v2.0`,
      audience: [app.clientId, `api://${app.clientId}`],
      algorithms: ['RS256'],
      clockTolerance: 60,
      requiredClaims: ['exp', 'iat'],
    }).catch((error: unknown) => {
      throw problemOf(error)
    })
    const read = claims.safeParse(payload)
    if (!read.success || !isForUs(read.data, app))
      throw new NotSignedInError('This access token is not for this product. Sign in again.')
    const { oid, name, preferred_username: username } = read.data
    return { oid, name, username, expiresAt: (payload.exp ?? 0) * 1000 }
  }
}

function isForUs(token: z.infer<typeof claims>, app: AppIdentity): boolean {
  const scopes = token.scp.split(' ')
  return (
    token.tid === app.tenantId &&
    token.azp === app.clientId &&
    token.idtyp !== 'app' &&
    scopes.includes('access_as_user')
  )
}

function problemOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired)
    return new NotSignedInError('Your sign-in has run out. Sign in again.')
  const known =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid
  return known
    ? new NotSignedInError('This access token does not hold. Sign in again.')
    : new SignInAwayError(
        'The sign-in service does not answer, so nobody can be recognised. Try again in a minute.',
      )
}
