/** App tokens, people's tokens and the keys they are checked by. */

import { readFile, stat } from 'node:fs/promises'
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  jwtVerify,
  SignJWT,
  generateKeyPair,
} from 'jose'
import { z } from 'zod'
import { apiScope, sandboxWorld } from '../../sandbox/constants.ts'
import { gone, productUrl, rita, startLogin } from './login-world.ts'
import type { LoginWorld } from './login-world.ts'

const { tenantId, clientId, clientSecret } = sandboxWorld
const appRequest = {
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
  scope: 'https://graph.microsoft.com/.default',
}
const tokenAnswer = z.object({
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
  access_token: z.string(),
})

let world: LoginWorld
beforeAll(async () => {
  world = await startLogin()
})
afterAll(() => world.close())

async function appToken(): Promise<string> {
  const response = await world.post('/oauth2/v2.0/token', appRequest)
  return tokenAnswer.parse(await response.json()).access_token
}

describe('the discovery document', () => {
  test('names the endpoints under the issuer that signs', async () => {
    const response = await fetch(`${world.tenantUrl}/v2.0/.well-known/openid-configuration`)
    expect(await response.json()).toMatchObject({
      issuer: `${world.tenantUrl}/v2.0`,
      jwks_uri: `${world.tenantUrl}/discovery/v2.0/keys`,
      token_endpoint: `${world.tenantUrl}/oauth2/v2.0/token`,
      authorization_endpoint: `${world.tenantUrl}/oauth2/v2.0/authorize`,
    })
  })

  test('may be read by a page of the product and by no other page', async () => {
    const from = async (origin: string) =>
      (
        await fetch(`${world.tenantUrl}/v2.0/.well-known/openid-configuration`, {
          headers: { origin },
        })
      ).headers.get('access-control-allow-origin')
    expect(await from(productUrl)).toBe(productUrl)
    expect(await from('https://evil.example')).toBeNull()
  })

  test('another tenant is not found', async () => {
    const response = await fetch(`${world.url}/other/v2.0/.well-known/openid-configuration`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error_codes: [90002] })
  })
})

describe('a Graph token by client secret', () => {
  test('is signed, good for 3599 seconds, and the sandbox accepts it', async () => {
    const response = await world.post('/oauth2/v2.0/token', appRequest)
    const answer = tokenAnswer.parse(await response.json())
    expect(response.status).toBe(200)
    expect(answer.expires_in).toBe(3599)
    expect(await world.issuer.verifyGraphToken(`Bearer ${answer.access_token}`)).toEqual({
      ok: true,
      appId: clientId,
    })
  })

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
    ['an unknown app', { client_id: tenantId }, 400, 'unauthorized_client', 700016],
    ['a scope without /.default', { scope: 'Mail.Send' }, 400, 'invalid_scope', 1002012],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    ['no grant', { grant_type: '' }, 400, 'invalid_request', 900144],
  ])('%s is refused as Entra does it', async (_what, change, status, error, code) => {
    const response = await world.post('/oauth2/v2.0/token', { ...appRequest, ...change })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      error,
      error_codes: [code],
      error_description: expect.stringContaining(`AADSTS${code}: `),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
    })
  })
})

describe('the sandbox judges Graph tokens', () => {
  test('none, a torn one and a person’s one are refused with Graph’s sentences', async () => {
    const { access_token } = await world.issuer.mintUserToken(rita)
    const verdict = async (header: string | undefined) => {
      const checked = await world.issuer.verifyGraphToken(header)
      return checked.ok ? 'accepted' : checked.message
    }
    expect(await verdict(undefined)).toBe('Access token is empty.')
    expect(await verdict('Bearer torn')).toBe(
      'CompactToken parsing failed with error code: 80049217',
    )
    expect(await verdict(`Bearer ${access_token}`)).toBe(
      'Access token validation failure. Invalid audience.',
    )
  })

  test('a token signed by somebody else is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const { kid } = decodeProtectedHeader(await appToken())
    const forged = await new SignJWT({ appid: clientId })
      .setProtectedHeader({ alg: 'RS256', kid: kid ?? '' })
      .setAudience('https://graph.microsoft.com')
      .setIssuer(`https://sts.windows.net/${tenantId}/`)
      .setExpirationTime('1h')
      .sign(privateKey)
    expect(await world.issuer.verifyGraphToken(`Bearer ${forged}`)).toMatchObject({ ok: false })
  })
})

describe('a person’s token', () => {
  test('passes the checks of an API server that reads the published keys', async () => {
    const answer = await world.issuer.mintUserToken(rita)
    const keys = createRemoteJWKSet(new URL(`${world.tenantUrl}/discovery/v2.0/keys`))
    const { payload } = await jwtVerify(answer.access_token, keys, {
      issuer: `${world.tenantUrl}/v2.0`,
      audience: clientId,
      algorithms: ['RS256'],
    })
    expect(payload).toMatchObject({
      tid: tenantId,
      oid: rita.id,
      azp: clientId,
      scp: 'access_as_user',
      name: 'Rita Reyes',
      preferred_username: 'rita@contoso.example',
      ver: '2.0',
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600)
  })
})

describe('the keys', () => {
  test('after a rotation tokens of both keys are good, and new ones name the new key', async () => {
    const before = await appToken()
    await world.issuer.rotate()
    const after = await appToken()
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
    for (const token of [before, after])
      expect(await world.issuer.verifyGraphToken(`Bearer ${token}`)).toMatchObject({ ok: true })
  })

  test('are kept: a second start signs with the same key, and the file is the owner’s alone', async () => {
    const token = await appToken()
    const second = await startLogin(world.keyFile)
    expect(await second.issuer.verifyGraphToken(`Bearer ${token}`)).toMatchObject({ ok: true })
    await second.close()
    expect((await stat(world.keyFile)).mode & 0o777).toBe(0o600)
  })

  test('only public halves are published', async () => {
    const response = await fetch(`${world.tenantUrl}/discovery/v2.0/keys`)
    const text = await response.text()
    expect(await readFile(world.keyFile, 'utf8')).toContain('"d":')
    expect(text).not.toContain('"d":')
  })
})

describe('a nested token', () => {
  const ask = (body: object, headers: object = { origin: world.url }) =>
    fetch(`${world.url}/login/nested-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const good = { person: 'Rita@contoso.example', scope: `${apiScope(clientId)} openid`, clientId }

  test('is handed to the Outlook page for the rep it names', async () => {
    const response = await ask(good)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      expires_in: 3600,
      scope: apiScope(clientId),
      id_token: expect.any(String),
      account: { username: 'rita@contoso.example', localAccountId: rita.id, tenantId },
    })
  })

  test('is refused to other pages, and to anything that shows no origin', async () => {
    expect((await ask(good, { origin: productUrl })).status).toBe(403)
    expect((await ask(good, {})).status).toBe(403)
  })

  test.each([
    ['an unknown person', { person: 'nobody@contoso.example' }, 50034],
    ['a person whose account is off', { person: gone.address }, 50057],
    ['another app', { clientId: tenantId }, 700016],
    ['another scope', { scope: 'openid' }, 70011],
  ])('%s is refused', async (_what, change, code) => {
    const response = await ask({ ...good, ...change })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error_codes: [code] })
  })
})
