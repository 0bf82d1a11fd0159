/** Signing in by hand: the page, the code, and what the product's page gets for it. */

import { decodeJwt } from 'jose'
import { z } from 'zod'
import { sandboxWorld } from '../../sandbox/constants.ts'
import {
  authorizeRequest,
  gone,
  pkce,
  productUrl,
  redirectUri,
  rita,
  startLogin,
} from './login-world.ts'
import type { LoginWorld } from './login-world.ts'

const { clientId } = sandboxWorld
const pageTokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
})

let world: LoginWorld
beforeAll(async () => {
  world = await startLogin()
})
afterAll(() => world.close())

function authorize(fields: Record<string, string>): Promise<Response> {
  return fetch(`${world.tenantUrl}/oauth2/v2.0/authorize?${new URLSearchParams(fields)}`, {
    redirect: 'manual',
  })
}

/** Picks Rita on the sign-in page; answers the code. */
async function signIn(challenge: string): Promise<string> {
  const response = await world.post('/oauth2/v2.0/sign-in', {
    ...authorizeRequest(challenge),
    person: rita.id,
  })
  const fragment = new URL(response.headers.get('location') ?? '').hash.slice(1)
  return new URLSearchParams(fragment).get('code') ?? ''
}

function redeem(code: string, verifier: string, change: Record<string, string> = {}, headers = {}) {
  return world.post(
    '/oauth2/v2.0/token',
    {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
      ...change,
    },
    { origin: productUrl, ...headers },
  )
}

describe('the sign-in page', () => {
  test('offers everybody whose account is on', async () => {
    const response = await authorize(authorizeRequest(pkce().challenge))
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('Rita Reyes')
    expect(html).toContain('Sam Sato')
    expect(html).not.toContain(gone.name)
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  test('shows what it was sent as text, never as markup', async () => {
    const fields = { ...authorizeRequest(pkce().challenge), state: '"><script>alert(1)</script>' }
    expect(await (await authorize(fields)).text()).not.toContain('<script')
  })

  test.each([
    ['a foreign return address', { redirect_uri: 'https://evil.example/x' }, 'AADSTS50011'],
    ['no PKCE', { code_challenge: '' }, 'AADSTS9002325'],
    ['another app', { client_id: 'other' }, 'AADSTS700016'],
    ['another scope', { scope: 'openid' }, 'AADSTS70011'],
  ])('%s stays on the page with a sentence', async (_what, change, code) => {
    const response = await authorize({ ...authorizeRequest(pkce().challenge), ...change })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(code)
  })

  test('a silent request is told that nobody is signed in', async () => {
    const response = await authorize({ ...authorizeRequest(pkce().challenge), prompt: 'none' })
    const location = response.headers.get('location') ?? ''
    expect(location).toContain(`${redirectUri}#error=login_required`)
    expect(location).toContain('state=state-1')
  })

  test('a choice goes back to the product with a code and the state', async () => {
    const response = await world.post('/oauth2/v2.0/sign-in', {
      ...authorizeRequest(pkce().challenge),
      person: rita.id,
    })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/localhost:3000\/sign-in\.html#code=[\w-]+/,
    )
    expect(response.headers.get('location')).toContain('state=state-1')
  })

  test('nobody gets a code for an account that is off', async () => {
    const fields = { ...authorizeRequest(pkce().challenge), person: gone.id }
    expect((await world.post('/oauth2/v2.0/sign-in', fields)).status).toBe(400)
  })
})

describe('the code', () => {
  test('becomes tokens of the person who was picked, readable by the product’s page', async () => {
    const { verifier, challenge } = pkce()
    const response = await redeem(await signIn(challenge), verifier)
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(productUrl)
    const tokens = pageTokens.parse(await response.json())
    expect(decodeJwt(tokens.access_token)).toMatchObject({ oid: rita.id, scp: 'access_as_user' })
    expect(decodeJwt(tokens.id_token)).toMatchObject({ oid: rita.id, nonce: 'nonce-1' })
  })

  test('works once', async () => {
    const { verifier, challenge } = pkce()
    const code = await signIn(challenge)
    await redeem(code, verifier)
    const second = await redeem(code, verifier)
    expect(second.status).toBe(400)
    expect(await second.json()).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
  })

  test('is worth nothing without the verifier, from elsewhere, or for another address', async () => {
    const { verifier, challenge } = pkce()
    const codes = async (response: Promise<Response>) =>
      z.object({ error_codes: z.array(z.number()) }).parse(await (await response).json())
        .error_codes
    expect(await codes(redeem(await signIn(challenge), pkce().verifier))).toEqual([501481])
    expect(
      await codes(
        redeem(await signIn(challenge), verifier, {}, { origin: 'https://evil.example' }),
      ),
    ).toEqual([9002327])
    expect(
      await codes(
        redeem(await signIn(challenge), verifier, { redirect_uri: `${productUrl}/other.html` }),
      ),
    ).toEqual([500112])
    expect(await codes(redeem('made-up', verifier))).toEqual([70008])
  })

  test('comes with a refresh token that works once too', async () => {
    const { verifier, challenge } = pkce()
    const tokens = pageTokens.parse(await (await redeem(await signIn(challenge), verifier)).json())
    const refresh = () =>
      world.post(
        '/oauth2/v2.0/token',
        {
          grant_type: 'refresh_token',
          client_id: clientId,
          refresh_token: tokens.refresh_token,
          scope: authorizeRequest(challenge)['scope'] ?? '',
        },
        { origin: productUrl },
      )
    expect(pageTokens.parse(await (await refresh()).json()).refresh_token).not.toBe(
      tokens.refresh_token,
    )
    expect((await refresh()).status).toBe(400)
  })

  test('the browser’s preflight is answered for the product only', async () => {
    const preflight = (origin: string) =>
      fetch(`${world.tenantUrl}/oauth2/v2.0/token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-headers': 'client-request-id' },
      })
    expect((await preflight(productUrl)).headers.get('access-control-allow-headers')).toBe(
      'client-request-id',
    )
    const other = await preflight('https://evil.example')
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })
})

test('signing out leads back to the product, and to nobody else', async () => {
  const logout = (back: string) =>
    fetch(
      `${world.tenantUrl}/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(back)}`,
      { redirect: 'manual' },
    )
  expect((await logout(`${productUrl}/signed-in`)).headers.get('location')).toBe(
    `${productUrl}/signed-in`,
  )
  const stays = await logout('https://evil.example/')
  expect(stays.headers.get('location')).toBeNull()
  expect(await stays.text()).toContain('You are signed out')
})
