/** Idempotency-Key: a request sent twice is done once, whatever breaks in between. */

import sql from 'sql-template-tag'
import type { User } from '../../../server/domain/directory/user.ts'
import { openApi } from '../../../server/http/routes/openapi.ts'
import { routes } from '../../../server/http/routes/routes.ts'
import { releaseClaims } from '../../../server/store/jobs/idempotency.ts'
import { hour, minute } from '../../support/server/engine-stage.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { mia, rita, sam } from '../../support/server/makers.ts'
import { away } from '../../support/server/scripted-graph.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(() => play.close())

const ana = { contact: { email: 'ana@acme.example', name: 'Ana' }, sequenceId: 'sequence-1' }
const ben = { contact: { email: 'ben@acme.example', name: 'Ben' }, sequenceId: 'sequence-1' }
const newContact = { email: 'cleo@other.example', name: 'Cleo' }

function post(key: string, path: string, body: unknown, as: User = rita): Promise<Answer> {
  return play.call('POST', path, { as, body, headers: { 'idempotency-key': key } })
}

async function kept(): Promise<Record<string, unknown>[]> {
  return play.stage.db.all(sql`select status, answer, changed from request_keys`)
}

/** The next question to Graph is not answered until it may go on. */
function stopAtGraph(): { reached: Promise<void>; goOn: () => void } {
  const { context } = play.stage
  const { ask } = context
  let goOn = (): void => undefined
  const free = new Promise<void>((resolve) => (goOn = resolve))
  const reached = new Promise<void>((resolve) => {
    context.ask = async (...asked) => {
      context.ask = ask
      resolve()
      await free
      return ask(...asked)
    }
  })
  return { reached, goOn: () => goOn() }
}

/** The server dies once the work is committed, before its answer is kept: what the store then holds. */
async function dieBeforeAnswering(): Promise<void> {
  await play.stage.db.all(sql`
    update request_keys
    set status = null,
      answer = null,
      until_real = ${play.stage.context.clock.real() + 5 * minute}`)
}

test('the same request is answered as before and done once', async () => {
  const first = await post('key-1', '/api/enrollments', ana)
  expect(first.status).toBe(201)
  expect(first.headers['idempotency-replayed']).toBeUndefined()
  const second = await post('key-1', '/api/enrollments', ana)
  expect(second.status).toBe(201)
  expect(second.json).toEqual(first.json)
  expect(second.headers).toMatchObject({
    'idempotency-replayed': 'true',
    'cache-control': 'private, no-cache',
    'content-type': 'application/json; charset=utf-8',
  })
  expect((await play.stage.dump())['enrollments']).toHaveLength(1)
})

test('a change sent twice with the same key is done once', async () => {
  const added = await post('key-1', '/api/contacts', newContact)
  const path = `/api/contacts/${String(added.json['id'])}`
  const headers = { 'idempotency-key': 'key-2' }
  const change = () => play.call('PATCH', path, { body: { name: 'Cleo Chen' }, headers })
  const first = await change()
  expect(first).toMatchObject({ status: 200, json: { name: 'Cleo Chen' } })
  const second = await change()
  expect(second).toMatchObject({ status: 200, json: first.json })
  expect(second.headers['idempotency-replayed']).toBe('true')
})

test('a key in quotes, as the draft has it, is the same key', async () => {
  await post('key-1', '/api/enrollments', ana)
  expect(await post('"key-1"', '/api/enrollments', ana)).toMatchObject({ status: 201 })
})

test('the same key with another body is refused', async () => {
  await post('key-1', '/api/enrollments', ana)
  expect(await post('key-1', '/api/enrollments', ben)).toMatchObject({
    status: 422,
    json: { type: 'key-used' },
  })
})

test('a key counts for one person and one address only', async () => {
  await post('key-1', '/api/contacts', newContact)
  expect(await post('key-1', '/api/contacts', newContact, sam)).toMatchObject({ status: 409 })
  expect(await post('key-1', '/api/enrollments', ana)).toMatchObject({ status: 201 })
})

test.each([[''], ['two words'], ['x'.repeat(201)], ['a"b']])(
  'a key that cannot be read is refused: %s',
  async (key) => {
    expect(await post(key, '/api/enrollments', ana)).toMatchObject({
      status: 400,
      json: { type: 'bad-key' },
    })
  },
)

test('while the first is being worked, the second is told so', async () => {
  const { reached, goOn } = stopAtGraph()
  const first = post('key-1', '/api/enrollments', ana)
  await reached
  const second = await post('key-1', '/api/enrollments', ana)
  expect(second).toMatchObject({ status: 409, json: { type: 'still-worked' } })
  expect(second.headers['retry-after']).toBe('1')
  goOn()
  expect(await first).toMatchObject({ status: 201 })
})

test('who was refused may ask again with the same key, and nothing is kept of it', async () => {
  play.stage.graph.fail('newest', 'before', away)
  expect(await post('key-1', '/api/enrollments', ana)).toMatchObject({ status: 503 })
  expect(await post('key-2', '/api/enrollments', {})).toMatchObject({ status: 400 })
  expect(await post('key-3', '/api/users', { email: 'x', seat: 'none' })).toMatchObject({
    status: 403,
  })
  expect(await kept()).toEqual([])
  expect(await post('key-1', '/api/enrollments', ana)).toMatchObject({ status: 201 })
})

test('what changes nothing leaves nothing behind', async () => {
  const id = String((await post('key-1', '/api/enrollments', ana)).json['id'])
  await play.call('POST', `/api/enrollments/${id}/unenrollment`)
  await post('key-2', `/api/enrollments/${id}/unenrollment`, {})
  expect(await kept()).toHaveLength(1)
})

describe('when the server dies', () => {
  test('before anything was changed, the same request is done when the server is back', async () => {
    await post('key-1', '/api/enrollments', ana)
    await dieBeforeAnswering()
    await play.stage.db.all(sql`update request_keys set changed = 0`)
    expect(await post('key-1', '/api/enrollments', ana)).toMatchObject({
      status: 409,
      json: { type: 'still-worked' },
    })
    await releaseClaims(play.stage.db, 'play')
    // It is really worked again: only the enrollment that is there already is in the way.
    expect(await post('key-1', '/api/enrollments', ana)).toMatchObject({
      status: 409,
      json: { type: 'already-enrolled' },
    })
  })

  test('another process’s request counts as worked for five minutes', async () => {
    await post('key-1', '/api/enrollments', ana)
    await dieBeforeAnswering()
    await play.stage.db.all(sql`update request_keys set changed = 0`)
    await releaseClaims(play.stage.db, 'elsewhere')
    play.stage.wait(4 * minute)
    expect((await post('key-1', '/api/enrollments', ana)).json['type']).toBe('still-worked')
    play.stage.wait(minute)
    expect((await post('key-1', '/api/enrollments', ana)).json['type']).toBe('already-enrolled')
  })

  test('after something was changed, it is neither done again nor called done', async () => {
    await post('key-1', '/api/contacts', newContact)
    await dieBeforeAnswering()
    await releaseClaims(play.stage.db, 'play')
    const before = await play.stage.dump()
    expect(await post('key-1', '/api/contacts', newContact)).toMatchObject({
      status: 409,
      json: { type: 'half-done' },
    })
    expect(await play.stage.dump()).toEqual(before)
  })
})

test('a request that was overtaken changes nothing more', async () => {
  const { reached, goOn } = stopAtGraph()
  const slow = post('key-1', '/api/enrollments', ana)
  await reached
  play.stage.wait(6 * minute)
  const quick = await post('key-1', '/api/enrollments', ana)
  expect(quick).toMatchObject({ status: 201 })
  goOn()
  expect([409, 500]).toContain((await slow).status)
  expect(await post('key-1', '/api/enrollments', ana)).toMatchObject({ json: quick.json })
  expect((await play.stage.dump())['enrollments']).toHaveLength(1)
})

test('an answer too long to be kept is not, and the request is not done again', async () => {
  await post('key-1', '/api/contacts', newContact)
  await play.stage.db.all(sql`update request_keys set answer = null`)
  expect(await post('key-1', '/api/contacts', newContact)).toMatchObject({
    status: 409,
    json: { type: 'done-before' },
  })
})

test('after a day the key is free again, and a job has forgotten the answer', async () => {
  await post('key-1', '/api/contacts', newContact)
  play.stage.pass(23 * hour)
  await workJobs(play.stage)
  expect(await kept()).toHaveLength(1)
  play.stage.pass(2 * hour)
  expect((await post('key-1', '/api/contacts', newContact)).json['type']).toBe('contact-known')
  await post('key-2', '/api/contacts', { ...newContact, email: 'dora@other.example' }, mia)
  play.stage.pass(25 * hour)
  await workJobs(play.stage)
  expect(await kept()).toEqual([])
})

test('every POST and PATCH of the API tells of the key, and nothing else does', () => {
  const { paths } = openApi(routes, 'https://sales.contoso.example') as {
    paths: Record<string, Record<string, { parameters?: { name: string }[] }>>
  }
  for (const { path, method } of routes) {
    const { parameters = [] } = paths[path]?.[method] ?? {}
    expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(
      method === 'post' || method === 'patch',
    )
  }
})
