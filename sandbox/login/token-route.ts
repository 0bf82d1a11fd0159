/** The token endpoint: secrets become Graph tokens, codes and refresh tokens become tokens of a person. */

import express from 'express'
import type { Request, Response, Router } from 'express'
import { apiScope, sandboxWorld } from '../constants.ts'
import type { Person } from '../person.ts'
import { openToProduct, preflight } from './cross-origin.ts'
import { entraErrors, refuse } from './entra-error.ts'
import type { EntraError } from './entra-error.ts'
import { fitsChallenge } from './grants.ts'
import type { Grant, Grants, Redemption } from './grants.ts'
import { personOf } from '../person.ts'
import type { IssuerOptions } from './issuer-options.ts'
import type { Tokens } from './tokens.ts'

const { tenantId, clientId, clientSecret } = sandboxWorld

type Form = (name: string) => string
type Outcome = { kind: 'tokens'; body: object } | { kind: 'refused'; problem: EntraError }

const refused = (problem: EntraError): Outcome => ({ kind: 'refused', problem })

export function tokenRouter(options: IssuerOptions, tokens: Tokens, grants: Grants): Router {
  const router = express.Router()
  const path = '/:tenant/oauth2/v2.0/token'
  const cors = openToProduct(options.productUrl)
  router.options(path, cors, preflight(options.productUrl))
  router.post(
    path,
    cors,
    express.urlencoded({ extended: false, limit: '64kb' }),
    async (request: Request, response: Response) => {
      response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
      const outcome = await answer(request)
      if (outcome.kind === 'refused') refuse(response, outcome.problem)
      else response.json(outcome.body)
    },
  )
  return router

  async function answer(request: Request): Promise<Outcome> {
    const form = formOf(request.body)
    const tenant = String(request.params['tenant'])
    const grantType = form('grant_type')
    if (tenant !== tenantId) return refused(entraErrors.unknownTenant(tenant))
    if (grantType === '') return refused(entraErrors.missingParameter('grant_type'))
    if (form('client_id') === '') return refused(entraErrors.missingParameter('client_id'))
    if (form('client_id') !== clientId)
      return refused(entraErrors.unknownApp(form('client_id'), tenantId))
    switch (grantType) {
      case 'client_credentials':
        return clientCredentials(form)
      case 'authorization_code':
        return spa(request, () => authorizationCode(form))
      case 'refresh_token':
        return spa(request, () => redeemed(form, grants.redeemRefreshToken(form('refresh_token'))))
      default:
        return refused(entraErrors.unsupportedGrant(grantType))
    }
  }

  async function clientCredentials(form: Form): Promise<Outcome> {
    if (form('client_secret') === '') return refused(entraErrors.missingSecret())
    if (form('client_secret') !== clientSecret) return refused(entraErrors.wrongSecret(clientId))
    if (form('scope') !== 'https://graph.microsoft.com/.default')
      return refused(entraErrors.scopeNotDefault(form('scope')))
    return { kind: 'tokens', body: await tokens.mintAppToken() }
  }

  /** Entra lets codes of a single-page app be redeemed only where a browser vouches for the origin. */
  async function spa(request: Request, go: () => Promise<Outcome>): Promise<Outcome> {
    if (request.get('origin') !== options.productUrl) return refused(entraErrors.notCrossOrigin())
    return go()
  }

  async function authorizationCode(form: Form): Promise<Outcome> {
    for (const name of ['code', 'redirect_uri', 'code_verifier'])
      if (form(name) === '') return refused(entraErrors.missingParameter(name))
    const redemption = grants.redeemCode(form('code'))
    if (redemption.kind === 'good') {
      if (redemption.grant.redirectUri !== form('redirect_uri'))
        return refused(entraErrors.wrongRedirect())
      if (!fitsChallenge(form('code_verifier'), redemption.grant.codeChallenge))
        return refused(entraErrors.wrongVerifier())
    }
    return redeemed(form, redemption)
  }

  async function redeemed(form: Form, redemption: Redemption): Promise<Outcome> {
    if (redemption.kind === 'redeemed') return refused(entraErrors.codeRedeemed())
    if (redemption.kind === 'expired') return refused(entraErrors.codeExpired())
    const { grant } = redemption
    const scope = form('scope') === '' ? grant.scope : form('scope')
    if (!scope.split(' ').includes(apiScope(clientId)))
      return refused(entraErrors.unknownScope(scope))
    const person = personOf(options.people(), grant.personId)
    if (person === undefined) return refused(entraErrors.unknownPerson(grant.personId))
    if (!person.accountEnabled) return refused(entraErrors.disabledPerson())
    return { kind: 'tokens', body: await tokensOfPerson(person, { ...grant, scope }) }
  }

  async function tokensOfPerson(person: Person, grant: Grant): Promise<object> {
    const scopes = grant.scope.split(' ')
    const access = await tokens.mintUserToken(person)
    return {
      ...access,
      ext_expires_in: access.expires_in,
      ...(scopes.includes('openid')
        ? { id_token: await tokens.mintIdToken(person, grant.nonce) }
        : {}),
      ...(scopes.includes('offline_access')
        ? { refresh_token: grants.issueRefreshToken(grant) }
        : {}),
      client_info: Buffer.from(JSON.stringify({ uid: person.id, utid: tenantId })).toString(
        'base64url',
      ),
    }
  }
}

/** Reads one field of a urlencoded body; a missing or repeated one reads as empty. */
function formOf(body: unknown): Form {
  const fields = new Map<string, unknown>(
    typeof body === 'object' && body !== null ? Object.entries(body) : [],
  )
  return (name) => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : ''
  }
}
