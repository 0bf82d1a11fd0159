/** The API as people and pages meet it: who may do what, plain refusals, answers that hold, and GETs that change nothing. */

import sql from 'sql-template-tag'
import { z } from 'zod'
import { openApi } from '../../../server/http/routes/openapi.ts'
import { routes } from '../../../server/http/routes/routes.ts'
import { inExpress } from '../../../server/http/api/route.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { day } from '../../support/server/engine-stage.ts'
import { openApiPlay, type Answer, type ApiPlay, type Ask } from '../../support/server/api-play.ts'
import { ana, aUser, ben, cleo, mia, rita, sam } from '../../support/server/makers.ts'
import { away } from '../../support/server/scripted-graph.ts'

let play: ApiPlay
const boss = aUser({
  id: 'user-boss',
  oid: 'oid-boss',
  address: 'bo@contoso.example',
  name: 'Bo',
  role: 'manager',
})
const guest = aUser({
  id: 'user-guest',
  oid: 'oid-guest',
  address: 'gus@contoso.example',
  name: 'Gus',
  seat: 'none',
})

beforeAll(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
  for (const user of [boss, guest]) await putUser(play.stage.db, user)
  await putUser(play.stage.db, { ...rita, managerId: boss.id })
  play.stage.graph.people.push({
    id: 'oid-nina',
    mail: 'nina@contoso.example',
    displayName: 'Nina',
  })
  play.stage.graph.people.push({
    id: mia.oid,
    mail: mia.address,
    displayName: mia.name,
  })
  await play.stage.work()
})
afterAll(() => play.close())

async function enrolled(email: string): Promise<string> {
  const answer = await play.call('POST', '/api/enrollments', {
    body: { contact: { email }, sequenceId: 'sequence-1' },
  })
  expect(answer.status).toBe(201)
  return String(answer.json['id'])
}

let contacts = 0
const someone = (): string => `contact-${String((contacts += 1))}@acme.example`

function isProblem(answer: Answer, status: number, type: string): void {
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json).toMatchObject({ type, status })
  expect(answer.status).toBe(status)
  expect(String(answer.json['detail'])).toMatch(/^.{15,}[.]$/s)
  expect(Object.keys(answer.json).sort()).toEqual(['detail', 'status', 'title', 'type'])
}

test('enrolled, unenrolled by hand and undone: each answer is the enrollment itself', async () => {
  const id = await enrolled(ana.address)
  await play.stage.work()
  const path = `/api/enrollments/${id}/unenrollment`
  const ended = await play.call('POST', path)
  expect(ended.json).toMatchObject({
    id,
    state: 'ended',
    reason: 'manual',
    endedBy: { kind: 'user', name: 'Rita Ross' },
    may: { unenroll: false, undo: true },
  })
  expect((await play.call('POST', path)).json).toEqual(ended.json)
  const undone = await play.call('DELETE', path)
  expect(undone.json).toMatchObject({ state: 'active', reason: null, nextStep: { number: 2 } })
  isProblem(await play.call('DELETE', path), 409, 'not-undoable')
  const card = await play.call('GET', `/api/contact-cards?email=${ana.address}`)
  const told = z.array(z.object({ text: z.string() })).parse(card.json['timeline'])
  expect(told.filter((entry) => entry.text.startsWith('Unenrolled by'))).toHaveLength(1)
})

describe('who may end an enrollment, pause it or take it back', () => {
  test.each([
    ['the rep', rita, 200],
    ['the rep’s manager', boss, 200],
    ['an administrator', mia, 200],
    ['another rep', sam, 403],
    ['a person without a seat', guest, 403],
  ] as const)('%s: %s', async (_words, user, status) => {
    const id = await enrolled(someone())
    const path = `/api/enrollments/${id}/unenrollment`
    const answer = await play.call('POST', path, { as: user })
    expect(answer.status).toBe(status)
    if (status === 403) isProblem(answer, 403, 'not-yours')
    expect((await play.stage.enrollment(id)).state).toBe(status === 200 ? 'ended' : 'active')
    await play.call('POST', path)
    expect((await play.call('DELETE', path, { as: user })).status).toBe(status)
    if (status === 403)
      isProblem(
        await play.call('DELETE', `/api/enrollments/${id}/pauses/any`, { as: user }),
        403,
        'not-yours',
      )
  })

  test('without a seat people see the contact, and a sentence that says what they may not do', async () => {
    const email = someone()
    await enrolled(email)
    const card = await play.call('GET', `/api/contact-cards?email=${email}`, { as: guest })
    expect(card.json).toMatchObject({
      mayEnroll: { allowed: false },
      enrollments: [{ may: { unenroll: false, because: expect.stringContaining('no seat') } }],
    })
  })

  test.each([
    [
      'enroll',
      'POST',
      '/api/enrollments',
      { contact: { email: cleo.address }, sequenceId: 'sequence-1' },
    ],
    [
      'save a sequence',
      'POST',
      '/api/sequences',
      { name: 'x', steps: [{ subject: 's', body: 'b' }] },
    ],
    [
      'change a sequence',
      'PATCH',
      '/api/sequences/sequence-1',
      { name: 'x', steps: [{ subject: 's', body: 'b' }] },
    ],
    ['add a contact', 'POST', '/api/contacts', { email: cleo.address }],
  ])('without a seat nobody may %s', async (_words, method, path, body) => {
    isProblem(await play.call(method, path, { as: guest, body }), 403, 'no-seat')
  })
})

describe('plain refusals', () => {
  const one = { steps: [{ subject: 's', body: 'b' }] }
  const enrolling = (given: object): Ask => ({
    body: { contact: { email: cleo.address }, sequenceId: 'sequence-1', ...given },
  })
  const rows: [string, string, string, Ask, number, string][] = [
    ['nobody signed in', 'GET', '/api/sequences', { as: null }, 401, 'not-signed-in'],
    ['no such route', 'GET', '/api/nothing', {}, 404, 'not-found'],
    ['no such page', 'GET', '/nothing', { as: null }, 404, 'not-found'],
    ['no such contact', 'GET', '/api/contacts/x', {}, 404, 'not-found'],
    ['no such enrollment', 'GET', '/api/enrollments/x', {}, 404, 'not-found'],
    ['no such enrollment to end', 'POST', '/api/enrollments/x/unenrollment', {}, 404, 'not-found'],
    [
      'no such enrollment to undo',
      'DELETE',
      '/api/enrollments/x/unenrollment',
      {},
      404,
      'not-found',
    ],
    ['no such pause', 'DELETE', '/api/enrollments/x/pauses/y', {}, 404, 'not-found'],
    ['no such sequence', 'GET', '/api/sequences/x', {}, 404, 'not-found'],
    [
      'no such sequence to change',
      'PATCH',
      '/api/sequences/x',
      { body: { name: 'x', ...one } },
      404,
      'not-found',
    ],
    ['a card of nobody', 'GET', '/api/contact-cards', {}, 400, 'bad-request'],
    [
      'a card of two addresses',
      'GET',
      '/api/contact-cards?email=a@b.example&email=c@d.example',
      {},
      400,
      'bad-request',
    ],
    ['a card of no address', 'GET', '/api/contact-cards?email=ana', {}, 422, 'bad-address'],
    ['broken JSON', 'POST', '/api/sequences', { raw: '{"name":' }, 400, 'bad-request'],
    [
      'a body that is no JSON',
      'POST',
      '/api/sequences',
      { raw: 'name=x', headers: { 'content-type': 'text/plain' } },
      400,
      'bad-request',
    ],
    ['no body', 'POST', '/api/sequences', {}, 400, 'bad-request'],
    [
      'a body of an unknown charset',
      'POST',
      '/api/sequences',
      { raw: '{}', headers: { 'content-type': 'application/json; charset=klingon' } },
      415,
      'bad-request',
    ],
    ['a path that cannot be decoded', 'GET', '/api/contacts/%E0%A4%A', {}, 400, 'bad-request'],
    [
      'a body of 2 MB',
      'POST',
      '/api/sequences',
      { raw: JSON.stringify({ name: 'x'.repeat(2_000_000) }) },
      413,
      'too-large',
    ],
    [
      'a field nobody knows',
      'POST',
      '/api/contacts',
      { body: { email: cleo.address, nickname: 'C' } },
      400,
      'bad-request',
    ],
    [
      'a contact by nothing',
      'POST',
      '/api/enrollments',
      enrolling({ contact: {} }),
      400,
      'bad-request',
    ],
    [
      'enrolling no address',
      'POST',
      '/api/enrollments',
      enrolling({ contact: { email: 'cleo' } }),
      422,
      'bad-address',
    ],
    [
      'enrolling a colleague',
      'POST',
      '/api/enrollments',
      enrolling({ contact: { email: sam.address } }),
      422,
      'own-address',
    ],
    [
      'enrolling an unknown contact',
      'POST',
      '/api/enrollments',
      enrolling({ contact: { id: 'x' } }),
      404,
      'not-found',
    ],
    [
      'enrolling in no sequence',
      'POST',
      '/api/enrollments',
      enrolling({ sequenceId: 'x' }),
      404,
      'not-found',
    ],
    [
      'enrolling without a mailbox',
      'POST',
      '/api/enrollments',
      { as: mia, ...enrolling({}) },
      409,
      'no-mailbox',
    ],
    [
      'a colleague as contact',
      'POST',
      '/api/contacts',
      { body: { email: sam.address } },
      422,
      'own-address',
    ],
    [
      'no address as contact',
      'POST',
      '/api/contacts',
      { body: { email: 'cleo' } },
      422,
      'bad-address',
    ],
    [
      'a sequence without a name',
      'POST',
      '/api/sequences',
      { body: { name: '  ', ...one } },
      422,
      'no-name',
    ],
    [
      'a sequence without steps',
      'POST',
      '/api/sequences',
      { body: { name: 'x', steps: [] } },
      422,
      'bad-step',
    ],
    [
      'another’s sequence',
      'PATCH',
      '/api/sequences/sequence-1',
      { as: sam, body: { name: 'x', ...one } },
      403,
      'not-yours',
    ],
    [
      'a seat by a rep',
      'POST',
      '/api/users',
      { body: { email: 'nina@contoso.example', seat: 'professional' } },
      403,
      'not-admin',
    ],
    [
      'a seat for nobody',
      'POST',
      '/api/users',
      { as: mia, body: { email: 'no@contoso.example', seat: 'professional' } },
      422,
      'no-such-person',
    ],
    [
      'a seat under an unknown manager',
      'POST',
      '/api/users',
      {
        as: mia,
        body: {
          email: 'nina@contoso.example',
          seat: 'professional',
          managerEmail: 'no@contoso.example',
        },
      },
      422,
      'no-such-manager',
    ],
    [
      'a lesser role for whom the configuration names an administrator',
      'POST',
      '/api/users',
      { as: mia, body: { email: 'mia@contoso.example', seat: 'professional', role: 'rep' } },
      409,
      'admin-by-configuration',
    ],
    [
      'a seat that is none of ours',
      'POST',
      '/api/users',
      { as: mia, body: { email: 'nina@contoso.example', seat: 'gold' } },
      400,
      'bad-request',
    ],
  ]
  test.each(rows)('%s', async (_words, method, path, ask, status, type) => {
    const before = await play.stage.dump()
    isProblem(await play.call(method, path, ask), status, type)
    expect({ ...(await play.stage.dump()), meta: [] }).toEqual({ ...before, meta: [] })
  })

  test('a bad body has every wrong field named', async () => {
    const answer = await play.call('POST', '/api/users', { as: mia, body: { seat: 'gold' } })
    expect(answer.json['detail']).toMatch(/email.*seat/)
  })

  test('enrolling twice, in the same moment too, is refused but once', async () => {
    const email = someone()
    const ask = { body: { contact: { email }, sequenceId: 'sequence-1' } }
    const answers = await Promise.all(
      [1, 2, 3].map(() => play.call('POST', '/api/enrollments', ask)),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409])
    const refused = answers.find((one) => one.status === 409)
    if (refused) isProblem(refused, 409, 'already-enrolled')
  })

  test('undo is refused when another enrollment has taken the contact meanwhile', async () => {
    const email = someone()
    const id = await enrolled(email)
    await play.call('POST', `/api/enrollments/${id}/unenrollment`)
    await enrolled(email)
    isProblem(await play.call('DELETE', `/api/enrollments/${id}/unenrollment`), 409, 'not-undoable')
  })

  test('what is not paused cannot be resumed', async () => {
    const id = await enrolled(someone())
    isProblem(await play.call('DELETE', `/api/enrollments/${id}/pauses/any`), 404, 'not-found')
  })

  test('a known contact is not added again', async () => {
    const body = { email: someone() }
    expect((await play.call('POST', '/api/contacts', { body })).status).toBe(201)
    isProblem(await play.call('POST', '/api/contacts', { body }), 409, 'contact-known')
  })

  test('Microsoft 365 not answering is said so, and nothing was changed', async () => {
    play.stage.graph.fail('newest', 'before', away)
    const ask = { body: { contact: { email: someone() }, sequenceId: 'sequence-1' } }
    isProblem(await play.call('POST', '/api/enrollments', ask), 503, 'mail-service-away')
    play.stage.graph.fail('person', 'before', away)
    const seat = { as: mia, body: { email: 'nina@contoso.example', seat: 'professional' } }
    isProblem(await play.call('POST', '/api/users', seat), 503, 'mail-service-away')
  })

  test('a fault of ours is told plainly, and logged without its data', async () => {
    const broken = { ...play.stage.context.clock }
    play.stage.context.clock.now = () => {
      throw new Error('the clock is broken')
    }
    const answer = await play.call('POST', '/api/contacts', { body: { email: someone() } })
    play.stage.context.clock.now = broken.now
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('clock')
    expect(play.logged()).not.toContain('@acme.example')
  })
})

test('a sequence’s new version reaches new enrollments only', async () => {
  const body = { name: 'Old', steps: [{ subject: 's', body: 'b' }, { body: 'again' }] }
  const made = await play.call('POST', '/api/sequences', { body })
  const id = String(made.json['id'])
  const enrollment = await play.call('POST', '/api/enrollments', {
    body: { contact: { email: someone() }, sequenceId: id },
  })
  await play.call('PATCH', `/api/sequences/${id}`, {
    headers: { 'if-match': '*' },
    body: { name: 'New', steps: [{ subject: 'new', body: 'b' }] },
  })
  const same = await play.call('GET', `/api/enrollments/${String(enrollment.json['id'])}`)
  expect(same.json).toMatchObject({ sequence: { name: 'New', steps: 2 } })
})

test('an answer that has not changed is not sent again', async () => {
  const path = `/api/contact-cards?email=${ben.address}`
  await enrolled(ben.address)
  const first = await play.call('GET', path)
  const headers = { 'if-none-match': String(first.headers.etag) }
  const second = await play.call('GET', path, { headers })
  expect(second.status).toBe(304)
  expect(second.text).toBe('')
  expect(first.headers['cache-control']).toBe('private, no-cache')
  play.stage.pass(day)
  await play.stage.work()
  expect((await play.call('GET', path, { headers })).status).toBe(200)
})

test('answers bear the product’s time, which screens reckon by', async () => {
  const answer = await play.call('GET', '/api/me')
  expect(answer.headers.date).toBe(new Date(play.stage.now()).toUTCString())
})

test('no GET changes anything', async () => {
  const id = await enrolled(someone())
  await play.stage.work()
  const [contact] = await play.stage.db.all<{ id: string }>(sql`select id from contacts limit 1`)
  const before = await play.stage.dump()
  const paths = routes.filter((one) => one.method === 'get').map((one) => one.path)
  const ids = [id, contact?.id ?? '', 'sequence-1']
  const all = [
    ...paths.flatMap((path) => ids.map((one) => path.replace('{id}', one))),
    `/api/contact-cards?email=${ana.address}`,
    '/api/contact-cards?email=nobody@else.example',
    '/api/sequences?cursor=x',
    `/api/enrollments/${id}/unenrollment`,
    `/api/enrollments/${id}/pauses`,
    `/api/enrollments/${id}/pauses/any`,
    '/api/openapi.json',
    '/graph/notifications?validationToken=x',
    '/healthz',
    '/readyz',
    '/taskpane.html',
    '/manifest.xml',
    '/',
  ]
  for (const path of all) for (const method of ['GET', 'HEAD']) await play.call(method, path)
  expect(await play.stage.dump()).toEqual(before)
})

describe('openapi.json', () => {
  interface Layer {
    route?: { path: string; methods?: Record<string, boolean>; stack: { method: string }[] }
    handle?: { stack?: Layer[] }
  }
  const served = (stack: Layer[]): string[] =>
    stack.flatMap((layer) =>
      layer.route
        ? layer.route.stack.map((one) => `${one.method} ${String(layer.route?.path)}`)
        : served(layer.handle?.stack ?? []),
    )

  test('lists exactly the routes that are served', async () => {
    const router: unknown = play.app.router
    const stack = (router as { stack: Layer[] }).stack
    // A route that reads a file has several handlers, and is one route.
    const all = [...new Set(served(stack))]
    const real = all.filter((one) => one.includes(' /api/') && !one.includes('openapi'))
    const answer = await play.call('GET', '/api/openapi.json', { as: null })
    const paths = z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .parse(answer.json['paths'])
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${inExpress(path)}`),
    )
    expect(told.sort()).toEqual(real.sort())
    expect(told.length).toBeGreaterThan(10)
  })

  test('gives every operation a name of its own, and the noun it belongs to', async () => {
    const answer = await play.call('GET', '/api/openapi.json', { as: null })
    const named = z.object({
      operationId: z.string().regex(/^[a-z]+([A-Z][a-z]*)*$/),
      tags: z.tuple([z.string().regex(/^[a-z]+(-[a-z]+)*$/)]),
    })
    const paths = z.record(z.string(), z.record(z.string(), named)).parse(answer.json['paths'])
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    const names = operations.map(({ operationId }) => operationId)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(names.length).toBeGreaterThan(routes.length)
  })

  test('tells what the routes really answer', async () => {
    const id = await enrolled(someone())
    await play.stage.work()
    const answers: [string, string, Answer][] = [
      ['/api/me', 'get', await play.call('GET', '/api/me')],
      ['/api/users', 'get', await play.call('GET', '/api/users')],
      ['/api/sequences', 'get', await play.call('GET', '/api/sequences')],
      [
        '/api/contact-cards',
        'get',
        await play.call('GET', `/api/contact-cards?email=${ana.address}`),
      ],
      ['/api/enrollments/{id}', 'get', await play.call('GET', `/api/enrollments/${id}`)],
      [
        '/api/enrollments/{id}/unenrollment',
        'post',
        await play.call('POST', `/api/enrollments/${id}/unenrollment`),
      ],
    ]
    for (const [path, method, answer] of answers) {
      const route = routes.find((one) => one.path === path && one.method === method)
      expect([path, answer.status]).toEqual([path, route?.status])
      const schema = route && z.fromJSONSchema(schemaOf(path, method))
      expect([path, schema?.safeParse(answer.json).success]).toEqual([path, true])
      expect([path, schema?.safeParse({ state: 1 }).success]).toEqual([path, false])
    }
  })

  type JsonSchema = Parameters<typeof z.fromJSONSchema>[0]

  function schemaOf(path: string, method: string): JsonSchema {
    const paths = z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .parse(Reflect.get(openApi(routes, ''), 'paths'))
    const answer = z
      .object({
        responses: z.record(
          z.string(),
          z.object({ content: z.record(z.string(), z.object({ schema: z.custom<JsonSchema>() })) }),
        ),
      })
      .parse(paths[path]?.[method])
    const schema = answer.responses['200']?.content['application/json']?.schema
    if (schema === undefined) throw new Error(`${method} ${path} tells no answer.`)
    return schema
  }
})
