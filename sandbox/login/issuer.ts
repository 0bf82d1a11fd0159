/** Plays Entra ID v2.0 for the sandbox's one tenant: discovery, keys, tokens for the app, sign-in of people. */

import express from 'express'
import type { Router } from 'express'
import type { Person } from '../person.ts'
import { authorizeRouter } from './authorize-route.ts'
import { discoveryRouter } from './discovery-route.ts'
import { openGrants } from './grants.ts'
import { nestedTokenRouter } from './nested-token-route.ts'
import { openSigningKeys } from './signing-keys.ts'
import { tokenRouter } from './token-route.ts'
import type { IssuerOptions } from './issuer-options.ts'
import { tokensOf } from './tokens.ts'
import type { GraphTokenCheck, UserToken } from './tokens.ts'

export interface Issuer {
  router: Router
  /** An access token for the product's API, as the product's own pages would get it. */
  mintUserToken: (person: Person) => Promise<UserToken>
  /** Judges the `Authorization` header of a Graph request; `message` is Graph's own sentence. */
  verifyGraphToken: (authorization: string | undefined) => Promise<GraphTokenCheck>
  /** Signs with a new key from now on; tokens of the key before stay good, and it stays published. */
  rotate: () => Promise<void>
}

/** Throws when `keyFile` is there and not a key file. */
export async function openIssuer(options: IssuerOptions): Promise<Issuer> {
  const keys = await openSigningKeys(options.keyFile)
  const tokens = tokensOf(keys, options.issuerUrl)
  const grants = openGrants()

  const router = express.Router()
  router.use(discoveryRouter(options, keys))
  router.use(tokenRouter(options, tokens, grants))
  router.use(authorizeRouter(options, grants))
  router.use(nestedTokenRouter(options, tokens))
  return {
    router,
    mintUserToken: tokens.mintUserToken,
    verifyGraphToken: tokens.verifyGraphToken,
    rotate: keys.rotate,
  }
}
