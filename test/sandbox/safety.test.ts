/** The sandbox cannot be mistaken for the real thing, nor reached from elsewhere. */

import http from 'node:http'
import { readSettings, StartRefused } from '../../sandbox/settings.ts'
import { arrive, draft, openPlay, rita, send, subscribe } from './play.ts'
import type { Play } from './play.ts'

describe('starting', () => {
  test.each([
    [{ TENANT_ID: 'x' }, 'TENANT_ID'],
    [{ CLIENT_ID: 'x', CLIENT_SECRET: 'y' }, 'CLIENT_ID, CLIENT_SECRET'],
    [{ PUBLIC_URL: 'https://sales.example' }, 'PUBLIC_URL'],
    [{ NODE_ENV: 'production' }, 'NODE_ENV=production'],
    [{ SANDBOX_PORT: 'many', OUTLOOK_PORT: '70000' }, 'SANDBOX_PORT, OUTLOOK_PORT'],
    [{ PRODUCT_URL: 'http://localhost:3000' }, 'PRODUCT_URL'],
  ])('with %j is refused, naming %s', (env, named) => {
    expect(() => readSettings(env)).toThrow(StartRefused)
    expect(() => readSettings(env)).toThrow(named)
  })

  test('without settings uses the usual ports, and an empty value counts as none', () => {
    expect(readSettings({ TENANT_ID: '' })).toEqual({
      sandboxPort: 4000,
      outlookPort: 4443,
      productUrl: 'https://localhost:3000',
      dataDir: '.data',
    })
    expect(readSettings({ PORT: '3100' })).toMatchObject({
      productUrl: 'https://localhost:3100',
    })
  })
})

describe('a running sandbox', () => {
  let play: Play
  beforeAll(async () => {
    play = await openPlay()
  })
  afterAll(() => play.close())

  const statusFor = (
    headers: Record<string, string>,
    path = '/sandbox/people',
  ): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      http
        .get(`${play.url}${path}`, { headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        .on('error', reject)
    })

  test('answers only to localhost, and not to pages of other sites', async () => {
    expect(await statusFor({ host: 'localhost:4000' })).toBe(200)
    expect(await statusFor({ host: '127.0.0.1' })).toBe(200)
    for (const path of ['/sandbox/people', '/v1.0/users'])
      expect(await statusFor({ host: 'evil.example' }, path)).toBe(403)
    expect(await statusFor({ host: 'localhost.evil.example' })).toBe(403)
    expect(await statusFor({ host: 'localhost', 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  test('sends no CORS headers', async () => {
    for (const path of ['/sandbox/people', '/v1.0/users']) {
      const answer = await fetch(`${play.url}${path}`, {
        headers: { origin: 'https://evil.example' },
      })
      const names = [...answer.headers.keys()]
      expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('refuses unknown control routes and broken JSON with a problem document', async () => {
    const unknown = await play.control('GET', '/weather')
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ])
    const broken = await play.control('POST', '/clock', {
      raw: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect([broken.status, broken.json.status]).toEqual([400, 400])
    const noMail = await play.control('POST', `/mail?mailbox=nobody@contoso.example`, {
      raw: 'Subject: x\r\n\r\n',
    })
    expect(noMail.json.detail).toContain('rita@contoso.example')
  })

  test('gives tokens for the people of the tenant only', async () => {
    const { json } = await play.control('POST', '/tokens', { body: { user: rita } })
    expect(json.expires_in).toBeGreaterThan(3000)
    expect(String(json.access_token).split('.')).toHaveLength(3)
    expect(
      (await play.control('POST', '/tokens', { body: { user: 'ana@acme.example' } })).status,
    ).toBe(404)
  })

  test('is ready as soon as it listens', async () => {
    expect(await play.control('GET', '/ready')).toMatchObject({ status: 200, json: {} })
  })

  test('finds its whole world again after a restart', async () => {
    await subscribe(play)
    const { id } = await arrive(play)
    const made = await draft(play)
    await send(play, made.id)
    const look = async () => ({
      inbox: (await play.control('GET', `/mailboxes/${rita}/messages`)).json.items,
      outside: (await play.control('GET', '/outside/ana@acme.example/messages')).json.items,
      people: (await play.control('GET', '/people')).json.outside,
      subscriptions: (await play.graph('GET', '/subscriptions')).json.value,
    })
    const before = await look()
    expect(before.inbox.map((one) => one.id)).toContain(id)
    expect(before.outside).toHaveLength(1)
    await play.restart()
    expect(await look()).toEqual(before)
  })
})
