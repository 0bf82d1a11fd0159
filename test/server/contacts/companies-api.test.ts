/** Companies over HTTP: listed by name, searched, and who belongs to them, and why. */

import sql from 'sql-template-tag'
import { putUser } from '../../../server/store/directory/users.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { ana, aUser, ben, cleo } from '../../support/server/makers.ts'

let play: ApiPlay
const guest = aUser({ id: 'guest', oid: 'oid-g', address: 'g@contoso.example', seat: 'none' })

beforeEach(async () => {
  play = await openApiPlay()
  await putUser(play.stage.db, guest)
})
afterEach(() => play.close())

const post = (path: string, body: unknown): Promise<Answer> => play.call('POST', path, { body })
const change = (path: string, body: unknown): Promise<Answer> => play.call('PATCH', path, { body })

async function company(name: string, domains: string[] = []): Promise<string> {
  const answer = await post('/api/companies', { name, domains })
  expect(answer.status).toBe(201)
  return String(answer.json['id'])
}
async function contact(email: string, name: string, named?: string): Promise<string> {
  const body = { email, name, ...(named === undefined ? {} : { company: named }) }
  return String((await post('/api/contacts', body)).json['id'])
}
async function names(query: string): Promise<string[]> {
  const { json } = await play.call('GET', `/api/companies?${query}`)
  return (json['items'] as { name: string }[]).map(({ name }) => name)
}
const record = async (id: string) => (await play.call('GET', `/api/companies/${id}`)).json
const companyOf = async (contactId: string) =>
  (await play.call('GET', `/api/contacts/${contactId}/company`)).json

test('are listed by name, a hundred a page, each once, with how many there are', async () => {
  const made: string[] = []
  for (let number = 100; number < 230; number += 1) made.push(`company ${String(number)}`)
  for (const name of [...made].reverse())
    await company(name.endsWith('0') ? name.toUpperCase() : name)
  const first = await play.call('GET', '/api/companies')
  expect(first).toMatchObject({ status: 200, json: { count: 130 } })
  const second = await play.call('GET', `/api/companies?cursor=${String(first.json['next'])}`)
  expect(second.json['next']).toBeNull()
  const listed = [first, second].flatMap(({ json }) => json['items'] as { name: string }[])
  expect(listed.map(({ name }) => name.toLowerCase())).toEqual(made)
})

test('are found by a piece of the name or of a domain, in which % is only a sign', async () => {
  await company('Acme', ['acme.example', 'acme-group.example'])
  await company('100% Other', ['other.example'])
  expect(await names('search=ACM')).toEqual(['Acme'])
  expect(await names('search=-GROUP.')).toEqual(['Acme'])
  expect(await names('search=.example')).toEqual(['100% Other', 'Acme'])
  expect(await names('search=%25')).toEqual(['100% Other'])
  expect((await play.call('GET', '/api/companies?search=acm')).json).toMatchObject({ count: 1 })
})

test('count those given them, and those at their domains who were given none', async () => {
  await play.stage.sequence()
  const acme = await company('Acme', ['acme.example'])
  const other = await company('Other')
  await play.stage.enroll(ana.address, { name: ana.name })
  await contact(ben.address, ben.name, 'other')
  await contact(cleo.address, cleo.name, 'ACME')
  expect(await record(acme)).toMatchObject({ contacts: 2, enrolled: 1, elsewhere: 1 })
  expect(await record(other)).toMatchObject({ contacts: 1, enrolled: 0, elsewhere: 0 })
  const { json } = await play.call('GET', '/api/companies')
  expect(json['items']).toMatchObject([
    { name: 'Acme', contacts: 2, enrolled: 1 },
    { name: 'Other', contacts: 1, enrolled: 0 },
  ])
})

test('a contact says which company it belongs to and why, or which could be made for it', async () => {
  const anaId = await contact(ana.address, ana.name)
  const offered = { company: null, by: null, offer: { name: 'Acme', domain: 'acme.example' } }
  expect(await companyOf(anaId)).toEqual(offered)
  const acme = { id: await company('Acme', ['acme.example']), name: 'Acme' }
  expect(await companyOf(anaId)).toEqual({ company: acme, by: 'domain', offer: null })
  const benId = await contact(ben.address, ben.name, 'Acme')
  expect(await companyOf(benId)).toEqual({ company: acme, by: 'given', offer: null })
  const atHome = await contact('ana@gmail.com', ana.name)
  expect(await companyOf(atHome)).toEqual({ company: null, by: null, offer: null })
  expect(await play.call('GET', '/api/contacts/nobody/company')).toMatchObject({ status: 404 })
})

test('a new name is said by the contacts that were given the company, and by nobody else', async () => {
  const { db } = play.stage
  const anaId = await contact(ana.address, ana.name, 'ACME')
  const benId = await contact(ben.address, ben.name, 'Acme')
  const cleoId = await contact(cleo.address, cleo.name, 'Acme')
  await db.all(sql`update contacts set company = 'Acme, the Berlin office' where id = ${benId}`)
  await db.all(sql`update contacts set company_id = null where id = ${cleoId}`)
  const { companyId } = (await play.call('GET', `/api/contacts/${anaId}`)).json
  await change(`/api/companies/${String(companyId)}`, { name: 'Acme Group' })
  const read = async (id: string) => (await play.call('GET', `/api/contacts/${id}`)).json
  expect(await read(anaId)).toMatchObject({ company: 'Acme Group', companyId })
  expect(await read(benId)).toMatchObject({ company: 'Acme, the Berlin office', companyId })
  expect(await read(cleoId)).toMatchObject({ company: 'Acme', companyId: null })
})

test('a contact saved with the text it had stays in its company, whatever that is called by now', async () => {
  const acme = await company('Acme')
  const anaId = await contact(ana.address, ana.name, 'Acme')
  await play.stage.db.all(
    sql`update contacts set company = 'Acme, the old name' where id = ${anaId}`,
  )
  const saved = await change(`/api/contacts/${anaId}`, {
    name: 'Ana A.',
    company: 'Acme, the old name',
  })
  expect(saved.json).toMatchObject({ name: 'Ana A.', companyId: acme })
  expect((await play.call('GET', '/api/companies')).json).toMatchObject({ count: 1 })
})

test('whoever writes one stands in the audit log, and whoever has no seat may only look', async () => {
  const acme = await company('Acme')
  await change(`/api/companies/${acme}`, { domains: ['acme.example'] })
  const rows = await play.stage.db.all(sql`
    select user_id as "userId"
    from audit
    where action = 'save-company'
    and subject_id = ${acme}`)
  expect(rows).toEqual([{ userId: 'user-rita' }, { userId: 'user-rita' }])
  expect(await play.call('GET', '/api/companies', { as: guest })).toMatchObject({ status: 200 })
  const mine = { as: guest, body: { name: 'Mine' } }
  expect(await play.call('PATCH', `/api/companies/${acme}`, mine)).toMatchObject({
    status: 403,
    json: { type: 'no-seat' },
  })
})

test('screens hear of a company that was made, renamed, or given domains', async () => {
  const told: string[] = []
  play.stage.db.watch((changes) => {
    for (const { kind, id } of changes) if (kind === 'company') told.push(id)
  })
  const acme = await company('Acme')
  expect(told).toEqual([acme])
  await change(`/api/companies/${acme}`, { domains: ['acme.example'] })
  expect(told).toEqual([acme, acme])
})

test('one that no contact was given is deleted, and is as before once it is added anew', async () => {
  const acme = await company('Acme', ['acme.example', 'acme-group.example'])
  const anaId = await contact(ana.address, ana.name)
  const deleted = await play.call('DELETE', `/api/companies/${acme}`)
  const was = { name: 'Acme', domains: ['acme-group.example', 'acme.example'] }
  expect(deleted).toMatchObject({ status: 200, json: was })
  expect(await play.call('GET', `/api/companies/${acme}`)).toMatchObject({ status: 404 })
  expect(await companyOf(anaId)).toMatchObject({ company: null })
  expect((await post('/api/companies', was)).json).toMatchObject({ ...was, contacts: 1 })
  expect(await companyOf(anaId)).toMatchObject({ company: { name: 'Acme' }, by: 'domain' })
  const [entry] = await play.stage.db.all(sql`
    select user_id as "userId"
    from audit
    where action = 'delete-company'
    and subject_id = ${acme}`)
  expect(entry).toEqual({ userId: 'user-rita' })
})

test('one that contacts were given, or a meeting was logged on, is not deleted', async () => {
  const anaId = await contact(ana.address, ana.name, 'Acme')
  const { companyId } = (await play.call('GET', `/api/contacts/${anaId}`)).json
  const path = `/api/companies/${String(companyId)}`
  const detail = /^1 contact was given Acme as its company\./
  const inUse = { status: 409, json: { type: 'company-in-use' } }
  expect(await play.call('DELETE', path)).toMatchObject(inUse)
  expect(String((await play.call('DELETE', path)).json['detail'])).toMatch(detail)
  const meeting = await post('/api/meetings', {
    title: 'First talk',
    startsAt: '2026-03-03T09:00:00.000Z',
    record: { kind: 'company', id: companyId },
  })
  expect(meeting.status).toBe(201)
  await change(`/api/contacts/${anaId}`, { company: '' })
  const kept = await play.call('DELETE', path)
  expect(kept).toMatchObject(inUse)
  expect(String(kept.json['detail'])).toMatch(/^A meeting was logged on Acme/)
  expect(await play.call('DELETE', path, { as: guest })).toMatchObject({ status: 403 })
  expect(await play.call('DELETE', '/api/companies/nobody')).toMatchObject({ status: 404 })
})

test.each([
  ['', {}],
  [', also when it was renamed a moment before', { name: 'Acme Group' }],
])('conditions look at the contacts whose company was deleted%s', async (_when, before) => {
  await play.stage.sequence()
  const acme = await company('Acme', ['acme.example'])
  const { id } = await play.stage.enroll(ana.address, { name: ana.name })
  const condition = {
    match: 'all',
    conditions: [{ on: 'company', property: 'name', operator: 'unknown' }],
  }
  const trigger = { name: 'Nameless', condition }
  const made = await post('/api/sequences/sequence-1/triggers', trigger)
  expect(made.status).toBe(201)
  await workJobs(play.stage)
  expect((await play.stage.enrollment(id)).state).toBe('active')
  if ('name' in before) await change(`/api/companies/${acme}`, before)
  const path = `/api/companies/${acme}`
  expect(await play.call('DELETE', path)).toMatchObject({ status: 200 })
  await workJobs(play.stage)
  expect((await play.stage.enrollment(id)).reason).toBe('trigger')
})
