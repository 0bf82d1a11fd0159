/** Authorization codes and refresh tokens that are out: kept in memory, so a restart asks people to sign in again. */

import { createHash, randomBytes } from 'node:crypto'

/** Entra's: a code is good for ten minutes, a page's refresh token for a day (milliseconds of real time). */
const codeLifetime = 10 * 60_000
const refreshLifetime = 24 * 3_600_000

/** What a person agreed to when signing in. */
export interface Grant {
  personId: string
  redirectUri: string
  scope: string
  nonce: string | null
  /** PKCE (RFC 7636), method S256. */
  codeChallenge: string
}

export type Redemption = { kind: 'good'; grant: Grant } | { kind: 'redeemed' } | { kind: 'expired' }

export interface Grants {
  issueCode: (grant: Grant) => string
  /** Takes the code out of circulation, whatever comes of it. */
  redeemCode: (code: string) => Redemption
  issueRefreshToken: (grant: Grant) => string
  redeemRefreshToken: (token: string) => Redemption
}

export function openGrants(): Grants {
  const codes = shelf(codeLifetime)
  const refreshTokens = shelf(refreshLifetime)
  return {
    issueCode: codes.issue,
    redeemCode: codes.redeem,
    issueRefreshToken: refreshTokens.issue,
    redeemRefreshToken: refreshTokens.redeem,
  }
}

/** Whether the verifier is the one whose SHA-256 the challenge is (RFC 7636 section 4.6). */
export function fitsChallenge(verifier: string, challenge: string): boolean {
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

function shelf(lifetime: number) {
  const slips = new Map<string, { grant: Grant; until: number; redeemed: boolean }>()
  return {
    issue: (grant: Grant): string => {
      const now = Date.now()
      for (const [key, slip] of slips) if (slip.until < now) slips.delete(key)
      const key = randomBytes(32).toString('base64url')
      slips.set(key, { grant, until: now + lifetime, redeemed: false })
      return key
    },
    redeem: (key: string): Redemption => {
      const slip = slips.get(key)
      if (slip === undefined || slip.until < Date.now()) return { kind: 'expired' }
      if (slip.redeemed) return { kind: 'redeemed' }
      slip.redeemed = true
      return { kind: 'good', grant: slip.grant }
    },
  }
}
