/** Where to find the issuer's addresses and its keys (OpenID Connect Discovery 1.0). */

import express from 'express'
import type { Router } from 'express'
import { sandboxWorld } from '../constants.ts'
import { openToProduct } from './cross-origin.ts'
import type { IssuerOptions } from './issuer-options.ts'
import type { SigningKeys } from './signing-keys.ts'
import { entraErrors, refuse } from './entra-error.ts'

export function discoveryRouter(options: IssuerOptions, keys: SigningKeys): Router {
  const { issuerUrl, productUrl } = options
  const router = express.Router()

  router.get(
    '/:tenant/v2.0/.well-known/openid-configuration',
    openToProduct(productUrl),
    (request, response) => {
      const tenant = request.params['tenant'] ?? ''
      if (tenant !== sandboxWorld.tenantId) {
        refuse(response, entraErrors.unknownTenant(String(tenant)))
        return
      }
      response.json(configuration(`${issuerUrl}/${sandboxWorld.tenantId}`))
    },
  )

  router.get('/:tenant/discovery/v2.0/keys', openToProduct(productUrl), (request, response) => {
    const tenant = request.params['tenant'] ?? ''
    if (tenant !== sandboxWorld.tenantId) {
      refuse(response, entraErrors.unknownTenant(String(tenant)))
      return
    }
    response.json(keys.published())
  })

  // msal asks whether an authority is one of Microsoft's clouds; here the only one is ourselves.
  router.get('/common/discovery/instance', openToProduct(productUrl), (_request, response) => {
    const host = new URL(issuerUrl).host
    response.json({
      tenant_discovery_endpoint: `${issuerUrl}/${sandboxWorld.tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    })
  })
  return router
}

function configuration(base: string) {
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    code_challenge_methods_supported: ['S256'],
  }
}
