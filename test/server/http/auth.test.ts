/** Who is asking: only tokens of this tenant's issuer, for this product, asked for by its own client, are taken. */

import { createHmac } from 'node:crypto'
import sql, { type Sql } from 'sql-template-tag'
import { giveSeat } from '../../../server/services/directory/assign-seat.ts'
import { userOf } from '../../../server/services/directory/signed-in-user.ts'
import type { Db } from '../../../server/store/db/db.ts'
import { userByOid } from '../../../server/store/directory/users.ts'
import { openApiPlay, send, type ApiPlay, type Answer } from '../../support/server/api-play.ts'
import { aUser, mia, rita } from '../../support/server/makers.ts'

let play: ApiPlay
beforeEach(async () => {
  play = await openApiPlay()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await play.close()
})

const withToken = (token: string): Promise<Answer> =>
  play.call('GET', '/api/me', { as: null, headers: { authorization: `Bearer ${token}` } })

test('a good token is taken and tells who asks', async () => {
  const answer = await play.call('GET', '/api/me')
  expect(answer.status).toBe(200)
  expect(answer.json).toMatchObject({ address: rita.address, limits: null })
})

test('the audience may be the client’s id or its address', async () => {
  const token = await play.token(rita, { aud: 'api://b1f6a6c4-52f0-4d0c-8a35-6d0a3b7f2c90' })
  expect((await withToken(token)).status).toBe(200)
})

const hour = 3600
const now = Math.floor(Date.now() / 1000)
test.each([
  ['for another audience', { aud: 'https://graph.microsoft.com' }],
  ['of another issuer', { iss: 'https://login.example/other/v2.0' }],
  ['of another tenant', { tid: '00000000-0000-4000-8000-000000000000' }],
  ['that another client asked for', { azp: '00000000-0000-4000-8000-000000000000' }],
  ['without a client', { azp: undefined }],
  ['with another scope', { scp: 'Mail.Read' }],
  ['with a scope that only begins alike', { scp: 'access_as_user2 xaccess_as_user' }],
  ['without a scope, as apps have', { scp: undefined, roles: ['access_as_user'] }],
  ['of an app', { idtyp: 'app' }],
  ['that has run out', { exp: now - hour, iat: now - 2 * hour, nbf: now - 2 * hour }],
  ['without an end', { exp: undefined }],
  ['that begins later', { nbf: now + hour }],
  ['without a person', { oid: undefined }],
])('a token %s is refused', async (_words, claims) => {
  const answer = await withToken(await play.token(rita, claims))
  expect(answer.status).toBe(401)
  expect(answer.headers['www-authenticate']).toBe('Bearer')
  expect(answer.json['detail']).toContain('Sign in')
})

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  ['no signature at all', { alg: 'none' }, ''],
  ['alg none and some signature', { alg: 'none' }, 'eA'],
  ['a signature of the key’s own text', { alg: 'HS256', kid: 'first' }, 'hmac'],
  ['extensions nobody knows', { alg: 'RS256', kid: 'first', crit: ['x'], x: 1 }, 'eA'],
  ['a signature that is none', { alg: 'RS256', kid: 'first' }, 'eA'],
])('a token with %s is refused', async (_words, header, signature) => {
  const payload = (await play.token(rita)).split('.')[1] ?? ''
  const head = `${part(header)}.${payload}`
  const end =
    signature === 'hmac'
      ? createHmac('sha256', 'first').update(head).digest('base64url')
      : signature
  expect((await withToken(`${head}.${end}`)).status).toBe(401)
})

test.each([
  ['nothing', {}],
  ['a password', { authorization: 'Basic cml0YTpyaXRh' }],
  ['an empty token', { authorization: 'Bearer ' }],
  ['a word', { authorization: 'Bearer rita' }],
])('with %s nobody is let in', async (_words, headers) => {
  const answer = await play.call('GET', '/api/me', { as: null, headers })
  expect(answer.status).toBe(401)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('a token whose person was changed is refused', async () => {
  const [head, body, signature] = (await play.token(rita)).split('.')
  const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as object
  const forged = [head, part({ ...claims, oid: mia.oid }), signature].join('.')
  expect((await withToken(forged)).status).toBe(401)
})

test('a new key of the issuer is fetched, but not for every unknown name at once', async () => {
  await play.call('GET', '/api/me')
  await play.rotate('second')
  const token = await play.token(rita)
  for (let tries = 0; tries < 5; tries += 1) expect((await withToken(token)).status).toBe(401)
  expect(play.keyFetches()).toBe(1)
  const later = Date.now() + 31_000
  jest.spyOn(Date, 'now').mockReturnValue(later)
  expect((await withToken(token)).status).toBe(200)
  expect(play.keyFetches()).toBe(2)
})

test('when the keys cannot be read, nobody is told that the token is bad', async () => {
  play.keysAway(true)
  const answer = await play.call('GET', '/api/me')
  expect(answer.status).toBe(503)
  expect(answer.json['type']).toBe('sign-in-away')
  play.keysAway(false)
  expect((await play.call('GET', '/api/me')).status).toBe(200)
})

test('a newcomer of the tenant is known from the first sight, without a seat', async () => {
  const nina = aUser({ oid: 'oid-nina', address: 'nina@contoso.example', name: 'Nina' })
  const answer = await play.call('GET', '/api/me', { as: nina })
  expect(answer.json).toMatchObject({ seat: 'none', role: 'rep' })
  expect(answer.json['limits']).toContain('no seat')
})

test('who is named as administrator in the configuration is one, whatever the store says', async () => {
  await play.stage.db.all(sql`update users set role = 'rep', seat = 'none' where id = ${mia.id}`)
  play.stage.graph.people.push({ id: mia.oid, mail: mia.address, displayName: mia.name })
  expect((await play.call('GET', '/api/me', { as: mia })).json).toMatchObject({
    role: 'admin',
    seat: 'enterprise',
  })
})

test('a name in a token that the directory does not know as this person’s makes nobody an administrator', async () => {
  await play.stage.db.all(sql`update users set role = 'rep', seat = 'none' where id = ${mia.id}`)
  expect((await play.call('GET', '/api/me', { as: mia })).json).toMatchObject({ role: 'rep' })
})

test('a seat given in the moment of the first sight is not lost', async () => {
  const { context, graph } = play.stage
  graph.people.push({ id: 'oid-nina', mail: 'nina@contoso.example', displayName: 'Nina' })
  const give = () => giveSeat(context, mia, { email: 'nina@contoso.example', seat: 'professional' })
  const db: Db = {
    all: (statement) => context.db.all(statement),
    one: async <Row>(statement: Sql): Promise<Row | undefined> => {
      const row = await context.db.one<Row>(statement)
      await give()
      return row
    },
    transaction: (work) => context.db.transaction(work),
    skipLocked: context.db.skipLocked,
    publish: (...changes) => context.db.publish(...changes),
  }
  const seen = { oid: 'oid-nina', name: 'Nina', username: 'nina@contoso.example' }
  expect((await userOf({ ...context, db }, seen)).seat).toBe('professional')
  expect((await userByOid(context.db, 'oid-nina'))?.seat).toBe('professional')
})

test('tokens and addresses are not logged', async () => {
  await play.call('GET', '/api/contact-cards?email=ana@acme.example', { as: null })
  await send(`${play.url}/api/contact-cards?email=ana@acme.example`, 'GET', null, {})
  expect(play.logged()).not.toMatch(/ana@|eyJ/)
})
