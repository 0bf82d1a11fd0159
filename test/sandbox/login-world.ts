/** A sign-in service on a free port with Rita, Sam and somebody whose account is switched off. */

import { createServer } from 'node:http'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { openIssuer } from '../../sandbox/login/issuer.ts'
import type { Issuer } from '../../sandbox/login/issuer.ts'
import type { Person } from '../../sandbox/person.ts'
import { apiScope, sandboxWorld } from '../../sandbox/constants.ts'

export const productUrl = 'https://localhost:3000'
export const redirectUri = `${productUrl}/sign-in.html`

export const rita: Person = {
  id: '0c7d1c2e-0001-4000-8000-000000000001',
  address: 'rita@contoso.example',
  name: 'Rita Reyes',
  accountEnabled: true,
  hasMailbox: true,
  title: 'Sales representative',
}
export const sam: Person = {
  ...rita,
  id: '0c7d1c2e-0002-4000-8000-000000000002',
  address: 'sam@contoso.example',
  name: 'Sam Sato',
}
export const gone: Person = {
  ...rita,
  id: '0c7d1c2e-0003-4000-8000-000000000003',
  address: 'gone@contoso.example',
  name: 'Gil Gone',
  accountEnabled: false,
}

export interface LoginWorld {
  url: string
  tenantUrl: string
  keyFile: string
  issuer: Issuer
  post: (path: string, form: Record<string, string>, headers?: object) => Promise<Response>
  close: () => Promise<void>
}

/** @param keyFile a key file to start with; without one a new key is made in a temporary folder. */
export async function startLogin(keyFile?: string): Promise<LoginWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'login-'))
  const file = keyFile ?? join(folder, 'login', 'keys.json')
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const url = `http://localhost:${address.port}`
  const issuer = await openIssuer({
    issuerUrl: url,
    productUrl,
    keyFile: file,
    people: () => [rita, sam, gone],
  })
  app.use(issuer.router)
  return {
    url,
    tenantUrl: `${url}/${sandboxWorld.tenantId}`,
    keyFile: file,
    issuer,
    post: (path, form, headers = {}) =>
      fetch(`${url}/${sandboxWorld.tenantId}${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { ...headers },
        redirect: 'manual',
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A PKCE pair (RFC 7636). */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** What msal sends to the sign-in page. */
export function authorizeRequest(challenge: string): Record<string, string> {
  return {
    client_id: sandboxWorld.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: `${apiScope(sandboxWorld.clientId)} openid profile offline_access`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'state-1',
    nonce: 'nonce-1',
  }
}
