/** The suppression list over HTTP: who keeps it, what it does to emails, and whose wish stands. */

import sql from 'sql-template-tag'
import { resubscribe, unsubscribe } from '../../../server/services/enrollments/unsubscribe.ts'
import { day } from '../../support/server/engine-stage.ts'
import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { ana, ben, mia, rita } from '../../support/server/makers.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(() => play.close())

const list = '/api/suppressions'
const reason = 'Asked on the phone'

const at = (address: string) => `${list}/${encodeURIComponent(address)}`
const add = (address: string) => play.call('POST', list, { as: mia, body: { address, reason } })
const remove = (address: string) => play.call('DELETE', at(address), { as: mia })
async function addresses(query = ''): Promise<string[]> {
  const answer = await play.call('GET', `${list}?${query}`, { as: mia })
  return (answer.json['items'] as { address: string }[]).map(({ address }) => address)
}

test('an administrator adds an address in one spelling, with a reason and a name to it; nobody else sees the list', async () => {
  expect(await add('  Ana@ACME.example ')).toMatchObject({
    status: 201,
    json: { address: ana.address, reason, addedBy: { id: mia.id, name: mia.name } },
  })
  expect(await addresses('search=ANA')).toEqual([ana.address])
  expect(await addresses('search=%25')).toEqual([])
  for (const answer of [
    await play.call('GET', list, { as: rita }),
    await play.call('POST', list, { as: rita, body: { address: ben.address, reason } }),
    await play.call('DELETE', at(ana.address), { as: rita }),
  ])
    expect(answer).toMatchObject({ status: 403, json: { type: 'not-admin' } })
  const audit = await play.stage.db.all(sql`select id from audit where action = 'add-suppression'`)
  expect(audit).toHaveLength(1)
})

test.each([
  ['what is no address', 'ana', reason, 422, 'bad-address'],
  ['a missing reason', 'ana@acme.example', '  ', 422, 'no-reason'],
  [
    'another spelling of one that stands there',
    'ben+news@acme.example',
    reason,
    409,
    'already-suppressed',
  ],
])('%s is refused with a sentence', async (_what, address, why, status, type) => {
  await add(ben.address)
  const answer = await play.call('POST', list, { as: mia, body: { address, reason: why } })
  expect(answer).toMatchObject({ status, json: { type } })
})

test('pages follow each other by address, a hundred at most', async () => {
  for (let number = 100; number < 230; number += 1)
    await add(`person${String(number)}@acme.example`)
  const first = await play.call('GET', list, { as: mia })
  expect(first.json['next']).toBe('person199@acme.example')
  expect(await addresses('cursor=person199@acme.example')).toHaveLength(30)
})

test('emails to the address wait, and go on when an administrator takes it off', async () => {
  const { id } = await play.stage.enroll(ana.address)
  await add(ana.address)
  await play.stage.work()
  expect((await play.stage.enrollment(id)).emailsSent).toBe(0)
  expect(await remove(ana.address)).toMatchObject({ status: 200, json: { address: ana.address } })
  await play.stage.work()
  expect((await play.stage.enrollment(id)).emailsSent).toBe(1)
  expect(await remove(ana.address)).toMatchObject({ status: 404 })
})

test('a contact who unsubscribed stays on the list, whatever an administrator does', async () => {
  const { id } = await play.stage.enroll(ana.address)
  await unsubscribe(play.stage.context, id)
  expect(await remove(ana.address)).toMatchObject({
    status: 409,
    json: { type: 'not-by-admin', detail: expect.stringContaining('unsubscribed') as unknown },
  })
  expect(await addresses()).toEqual([ana.address])
})

test('where administrator and contact both want it, each takes back the own wish alone, and the other stays', async () => {
  const { id } = await play.stage.enroll(ana.address)
  await add(ana.address)
  const since = play.stage.now()
  await unsubscribe(play.stage.context, id)
  play.stage.pass(day)
  expect(await resubscribe(play.stage.context, id)).toMatchObject({ kind: 'kept', reason })
  expect(await remove(ana.address)).toMatchObject({
    status: 200,
    json: { address: ana.address, reason: 'unsubscribed', since, addedBy: null },
  })
  expect(await addresses()).toEqual([ana.address])
  expect((await remove(ana.address)).status).toBe(409)
  expect(await resubscribe(play.stage.context, id)).toEqual({ kind: 'done' })
  expect(await addresses()).toEqual([])
})
