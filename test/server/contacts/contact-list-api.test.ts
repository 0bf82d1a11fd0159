/** The contacts over HTTP: pages, search, groups, and the card by id. */

import { markAddressBad } from '../../../server/store/contacts/contacts.ts'
import { suppress } from '../../../server/store/contacts/suppressions.ts'
import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
})
afterEach(() => play.close())

const list = '/api/contacts'

async function add(email: string, name: string, company?: string): Promise<string> {
  const body = { email, name, ...(company === undefined ? {} : { company }) }
  const answer = await play.call('POST', '/api/contacts', { body })
  return String(answer.json['id'])
}

async function names(query: string): Promise<string[]> {
  const { json } = await play.call('GET', `${list}?${query}`)
  return (json['items'] as { name: string }[]).map(({ name }) => name)
}

test('are listed newest first, a hundred a page, each once, with how many there are', async () => {
  const ids: string[] = []
  for (let number = 1; number <= 130; number += 1)
    ids.push(await add(`person${String(number)}@acme.example`, `Person ${String(number)}`))
  const first = await play.call('GET', list)
  expect(first).toMatchObject({ status: 200, json: { count: 130 } })
  const second = await play.call('GET', `${list}?cursor=${String(first.json['next'])}`)
  expect(second.json['next']).toBeNull()
  const items = [first, second].flatMap(({ json }) => json['items'] as { id: string }[])
  expect(items.map(({ id }) => id)).toEqual(ids.reverse())
})

test('are found by a piece of name, address or company, in which % is only a sign', async () => {
  await add('ana@acme.example', 'Ana Alves', 'Acme')
  await add('ben@acme.example', 'Ben 100%', 'Acme')
  await add('cleo@other.example', 'Cleo', 'Other')
  expect(await names('search=ANA')).toEqual(['Ana Alves'])
  expect(await names('search=OTHER')).toEqual(['Cleo'])
  expect(await names('search=acme')).toEqual(['Ben 100%', 'Ana Alves'])
  expect(await names('search=%25')).toEqual(['Ben 100%'])
  expect(await play.call('GET', `${list}?group=friends`)).toMatchObject({ status: 400 })
})

test('are told apart by whether they are enrolled, suppressed, or at an address that does not exist', async () => {
  await play.stage.sequence()
  const ana = await play.stage.enroll('ana@acme.example', { name: 'Ana Alves' })
  const ben = await add('ben@acme.example', 'Ben')
  await add('cleo@other.example', 'Cleo')
  await markAddressBad(play.stage.db, ben)
  const since = play.stage.context.clock.now()
  await suppress(play.stage.db, { address: 'cleo@other.example', reason: 'it asked so', since })
  expect(await names('group=enrolled')).toEqual(['Ana Alves'])
  expect(await names('group=not-enrolled')).toEqual(['Cleo', 'Ben'])
  expect(await names('group=bad-address')).toEqual(['Ben'])
  expect(await names('group=suppressed')).toEqual(['Cleo'])
  const { json } = await play.call('GET', `${list}?search=ana`)
  expect(json['items']).toMatchObject([{ enrolledIn: [{ id: 'sequence-1' }], suppressed: false }])
  await play.call('POST', `/api/enrollments/${ana.id}/unenrollment`)
  expect(await names('group=enrolled')).toEqual([])
})

test('of a company are those given it, and those at its domains who were given none', async () => {
  await add('ana@acme.example', 'Ana Alves', 'Acme')
  await add('ben@acme.example', 'Ben')
  await add('cleo@acme.example', 'Cleo', 'Other')
  const { json } = await play.call('GET', `${list}?search=ana`)
  const [{ companyId = '' } = {}] = json['items'] as { companyId?: string }[]
  await play.call('PATCH', `/api/companies/${companyId}`, { body: { domains: ['acme.example'] } })
  expect(await names(`company=${companyId}`)).toEqual(['Ben', 'Ana Alves'])
})

test('a contact’s card is found by its id, too', async () => {
  const id = await add('ana@acme.example', 'Ana Alves')
  const card = await play.call('GET', `/api/contacts/${id}/card`)
  expect(card).toMatchObject({ status: 200, json: { contact: { id }, enrollments: [] } })
  expect(await play.call('GET', '/api/contacts/none/card')).toMatchObject({ status: 404 })
})
