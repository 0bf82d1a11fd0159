/** The sign-in page's routes: shows whom one may be, sends the choice back to the product with a code, signs out. */

import { randomBytes } from 'node:crypto'
import express from 'express'
import type { Response, Router } from 'express'
import { z } from 'zod'
import { apiScope, sandboxWorld } from '../constants.ts'
import type { Grants } from './grants.ts'
import { personOf } from '../person.ts'
import type { IssuerOptions } from './issuer-options.ts'
import { choosePage, messagePage } from './sign-in-page.ts'

const { tenantId, clientId } = sandboxWorld

const requestShape = z.object({
  client_id: z.literal(clientId),
  response_type: z.literal('code'),
  redirect_uri: z.url(),
  scope: z.string(),
  code_challenge: z.string().min(43),
  code_challenge_method: z.literal('S256'),
  response_mode: z.enum(['query', 'fragment']).default('fragment'),
  state: z.string().optional(),
  nonce: z.string().optional(),
  prompt: z.string().optional(),
  login_hint: z.string().optional(),
})
type AuthorizeRequest = z.infer<typeof requestShape>

const fieldMeanings: Record<string, string> = {
  client_id: 'AADSTS700016: this application is not known in the sandbox',
  redirect_uri: 'AADSTS50011: the redirect_uri is not registered for the product',
  code_challenge: 'AADSTS9002325: a single-page app has to send a PKCE code_challenge',
  code_challenge_method: 'AADSTS9002325: PKCE has to use the method S256',
  response_type: 'AADSTS700054: only response_type=code is offered',
  scope: 'AADSTS900144: the scope is missing',
}

export function authorizeRouter(options: IssuerOptions, grants: Grants): Router {
  const router = express.Router()
  const root = `/${tenantId}/oauth2/v2.0`

  router.get(`${root}/authorize`, (request, response) => {
    const asked = parse(request.query, options.productUrl)
    if (asked.kind === 'refused') {
      show(response.status(400), (nonce) => messagePage(nonce, "You can't sign in", asked.sentence))
      return
    }
    // The sandbox keeps no session, so a silent request always needs the person.
    if (asked.request.prompt === 'none') {
      response.redirect(
        returnAddress(asked.request, {
          error: 'login_required',
          error_description: 'AADSTS50058: Nobody is signed in. Show the sign-in page.',
        }),
      )
      return
    }
    show(response, (nonce) =>
      choosePage(nonce, `${root}/sign-in`, stringFields(request.query), options.people()),
    )
  })

  router.post(
    `${root}/sign-in`,
    express.urlencoded({ extended: false, limit: '64kb' }),
    (request, response) => {
      const fields = stringFields(request.body)
      const asked = parse(fields, options.productUrl)
      const person = personOf(options.people(), fields['person'] ?? '')
      if (asked.kind === 'refused' || person?.accountEnabled !== true) {
        const sentence =
          asked.kind === 'refused'
            ? asked.sentence
            : 'AADSTS50034: choose a person who may sign in.'
        show(response.status(400), (nonce) => messagePage(nonce, "You can't sign in", sentence))
        return
      }
      const code = grants.issueCode({
        personId: person.id,
        redirectUri: asked.request.redirect_uri,
        scope: asked.request.scope,
        nonce: asked.request.nonce ?? null,
        codeChallenge: asked.request.code_challenge,
      })
      response.redirect(303, returnAddress(asked.request, { code, session_state: person.id }))
    },
  )

  router.get(`${root}/logout`, (request, response) => {
    const back = request.query['post_logout_redirect_uri']
    if (typeof back === 'string' && isRegistered(back, options.productUrl)) {
      response.redirect(back)
      return
    }
    show(response, (nonce) =>
      messagePage(nonce, 'You are signed out', 'You can close this page, or sign in again.'),
    )
  })
  return router

  /** The form leads to us and, by redirect, to the product; Chromium wants both named. */
  function show(response: Response, page: (nonce: string) => string): void {
    const nonce = randomBytes(16).toString('base64')
    response.set({
      'Content-Security-Policy':
        `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'; ` +
        `form-action 'self' ${options.productUrl}`,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    })
    response.type('html').send(page(nonce))
  }
}

type Parsed = { kind: 'good'; request: AuthorizeRequest } | { kind: 'refused'; sentence: string }

function parse(query: unknown, productUrl: string): Parsed {
  const asked = requestShape.safeParse(query)
  if (!asked.success) {
    const field = String(asked.error.issues[0]?.path[0] ?? '')
    return {
      kind: 'refused',
      sentence: fieldMeanings[field] ?? `AADSTS900144: ${field} is not right`,
    }
  }
  if (!isRegistered(asked.data.redirect_uri, productUrl))
    return { kind: 'refused', sentence: `${fieldMeanings['redirect_uri']} (${productUrl}).` }
  if (!asked.data.scope.split(' ').includes(apiScope(clientId)))
    return { kind: 'refused', sentence: `AADSTS70011: ask for the scope ${apiScope(clientId)}.` }
  return { kind: 'good', request: asked.data }
}

/** What a tenant registers for the app (docs/tenant.md); Entra compares whole addresses, so we do. */
const registeredPaths = ['/sign-in.html', '/signed-in']

function isRegistered(address: string, productUrl: string): boolean {
  return registeredPaths.some((path) => address === `${productUrl}${path}`)
}

function returnAddress(request: AuthorizeRequest, answer: Record<string, string>): string {
  const fields = new URLSearchParams(answer)
  if (request.state !== undefined) fields.set('state', request.state)
  const address = new URL(request.redirect_uri)
  if (request.response_mode === 'fragment') address.hash = fields.toString()
  else for (const [name, value] of fields) address.searchParams.set(name, value)
  return address.href
}

function stringFields(body: unknown): Record<string, string> {
  const pairs = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
