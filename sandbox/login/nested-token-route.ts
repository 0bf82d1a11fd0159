/** Tokens for the broker of nested app authentication: the Outlook page asks on behalf of the rep signed in on it. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { apiScope, sandboxWorld } from '../constants.ts'
import { entraErrors, refuse } from './entra-error.ts'
import { personOf } from '../person.ts'
import type { IssuerOptions } from './issuer-options.ts'
import type { Tokens } from './tokens.ts'

const { clientId, tenantId } = sandboxWorld

/** `person`: address or Entra id; `scope`: as msal asks, blank separated; `clientId`: the app that asks. */
const requestShape = z.object({
  person: z.string().min(1),
  scope: z.string().min(1),
  clientId: z.string().optional(),
})

export function nestedTokenRouter(options: IssuerOptions, tokens: Tokens): Router {
  const router = express.Router()
  router.post('/login/nested-token', express.json({ limit: '16kb' }), async (request, response) => {
    response.set('Cache-Control', 'no-store')
    // It hands out a person's token without a password: for nobody but the page that plays Outlook.
    const site = request.get('sec-fetch-site')
    if (
      request.get('origin') !== options.issuerUrl ||
      (site !== undefined && site !== 'same-origin')
    ) {
      response.status(403).json({
        error: 'access_denied',
        error_description: "Only the sandbox's Outlook page may ask for a nested token.",
      })
      return
    }
    const asked = requestShape.safeParse(request.body)
    if (!asked.success) {
      refuse(response, entraErrors.missingParameter('person, scope'))
      return
    }
    const { person: addressOrId, scope, clientId: app } = asked.data
    if (app !== undefined && app !== clientId) {
      refuse(response, entraErrors.unknownApp(app, tenantId))
      return
    }
    if (!scope.split(' ').includes(apiScope(clientId))) {
      refuse(response, entraErrors.unknownScope(scope))
      return
    }
    const person = personOf(options.people(), addressOrId)
    if (person === undefined) {
      refuse(response, entraErrors.unknownPerson(addressOrId))
      return
    }
    if (!person.accountEnabled) {
      refuse(response, entraErrors.disabledPerson())
      return
    }
    response.json({
      ...(await tokens.mintUserToken(person)),
      id_token: await tokens.mintIdToken(person, null),
      account: {
        homeAccountId: `${person.id}.${tenantId}`,
        environment: new URL(options.issuerUrl).host,
        tenantId,
        username: person.address,
        localAccountId: person.id,
        name: person.name,
      },
    })
  })
  return router
}
