/** Further addresses and companies over HTTP: what is answered, and what is refused with a sentence. */

import sql from 'sql-template-tag'
import { putUser } from '../../../server/store/directory/users.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { ana, aUser, ben, cleo } from '../../support/server/makers.ts'
import { away } from '../../support/server/scripted-graph.ts'

let play: ApiPlay
let anaId = ''
const guest = aUser({ id: 'guest', oid: 'oid-g', address: 'g@contoso.example', seat: 'none' })

beforeEach(async () => {
  play = await openApiPlay()
  await putUser(play.stage.db, guest)
  anaId = await contact(ana.address, ana.name)
})
afterEach(() => play.close())

async function contact(email: string, name: string, company?: string): Promise<string> {
  const body = { email, name, ...(company === undefined ? {} : { company }) }
  const answer = await play.call('POST', '/api/contacts', { body })
  expect(answer.status).toBe(201)
  return String(answer.json['id'])
}

const post = (path: string, body: unknown) => play.call('POST', path, { body })
const change = (path: string, body: unknown) => play.call('PATCH', path, { body })
const link = (address: string, id = anaId) => post(`/api/contacts/${id}/aliases`, { address })
const unlink = (address: string) =>
  play.call('DELETE', `/api/contacts/${anaId}/aliases/${encodeURIComponent(address)}`)

function refuses(answer: Answer, status: number, type: string): void {
  expect(answer.json).toMatchObject({ status, type })
  expect(String(answer.json['detail'])).toMatch(/^.{15,}[.]$/)
}

test('an address is linked, told by the contact and the card, and unlinked', async () => {
  const linked = await link(' Ana@Home.example ')
  expect(linked.json).toMatchObject({
    items: [{ address: 'ana@home.example', state: 'confirmed', text: 'Linked by Rita Ross.' }],
    next: null,
  })
  expect((await link('ana@home.example')).json).toEqual(linked.json)
  expect((await play.call('GET', `/api/contacts/${anaId}/aliases`)).json).toEqual(linked.json)
  const card = await play.call('GET', '/api/contact-cards?email=ana@home.example')
  expect(card.json).toMatchObject({
    email: 'ana@home.example',
    contact: { id: anaId, email: ana.address },
    aliases: linked.json['items'],
  })
  expect((await unlink('ana@home.example')).json).toEqual({ items: [], next: null })
  expect((await unlink('ana@home.example')).status).toBe(200)
})

test('what cannot be linked or unlinked is refused with a sentence', async () => {
  await contact(ben.address, ben.name)
  refuses(await link('nonsense'), 422, 'bad-address')
  refuses(await link('sam@contoso.example'), 422, 'own-address')
  refuses(await link(ben.address), 409, 'contact-known')
  refuses(await link(ana.address), 409, 'alias-known')
  refuses(await link('mailer-daemon@acme.example'), 422, 'machine-address')
  refuses(await link('ana@home.example', 'nobody'), 404, 'not-found')
  refuses(await unlink('ana@home.example'), 404, 'not-found')
  refuses(await unlink('nonsense'), 422, 'bad-address')
  refuses(await play.call('GET', '/api/contacts/nobody/aliases'), 404, 'not-found')
  const path = `/api/contacts/${anaId}/aliases`
  refuses(
    await play.call('POST', path, { as: guest, body: { address: 'a@b.example' } }),
    403,
    'no-seat',
  )
  refuses(await post(path, { adress: 'a@b.example' }), 400, 'bad-request')
})

test('a contact has no more than twenty further addresses', async () => {
  for (let count = 0; count < 20; count += 1)
    expect((await link(`ana${String(count)}@home.example`)).status).toBe(200)
  refuses(await link('ana20@home.example'), 409, 'too-many-aliases')
  await unlink('ana0@home.example')
  expect((await link('ana20@home.example')).status).toBe(200)
})

test('a company named at a contact has a record, which others join by its name', async () => {
  const benId = await contact(ben.address, ben.name, 'Acme')
  await contact(cleo.address, cleo.name, ' ACME ')
  const list = await play.call('GET', '/api/companies')
  expect(list.json).toMatchObject({ items: [{ name: 'Acme', domains: [] }], next: null })
  const cleoCard = await play.call('GET', `/api/contact-cards?email=${cleo.address}`)
  const benCard = await play.call('GET', `/api/contacts/${benId}`)
  expect(benCard.json['companyId']).toBeTruthy()
  expect(cleoCard.json['contact']).toMatchObject({ companyId: benCard.json['companyId'] })
  const left = await change(`/api/contacts/${benId}`, { company: '' })
  expect(left.json).toMatchObject({ company: null, companyId: null })
})

test('a company is given domains, and its people belong to it', async () => {
  const made = await post('/api/companies', {
    name: ' Acme  Group ',
    domains: ['mail.ACME.example', '@acme.example', 'https://www.acme-group.example/about'],
  })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    name: 'Acme Group',
    domains: ['acme-group.example', 'acme.example'],
  })
  const id = String(made.json['id'])
  expect((await play.call('GET', `/api/contacts/${anaId}`)).json).toMatchObject({ companyId: id })
  const renamed = await change(`/api/companies/${id}`, { name: 'Acme' })
  expect(renamed.json).toMatchObject({ id, name: 'Acme', domains: made.json['domains'] })
  expect((await play.call('GET', `/api/companies/${id}`)).json).toEqual(renamed.json)
  expect((await change(`/api/companies/${id}`, { domains: [] })).json).toMatchObject({
    domains: [],
  })
  expect((await play.call('GET', `/api/contacts/${anaId}`)).json).toMatchObject({ companyId: null })
})

test('what is no company is refused with a sentence, and nothing is half done', async () => {
  const acme = await post('/api/companies', { name: 'Acme', domains: ['acme.example'] })
  const companies = async () => (await play.call('GET', '/api/companies')).text
  const before = await companies()
  const bad: [object, number, string][] = [
    [{ name: ' ' }, 422, 'no-name'],
    [{ name: 'acme' }, 409, 'company-known'],
    [{ name: 'Other', domains: ['fine.example', 'acme.example'] }, 409, 'domain-known'],
    [{ name: 'Other', domains: ['gmail.com'] }, 422, 'free-mail'],
    [{ name: 'Other', domains: ['contoso.example'] }, 422, 'own-domain'],
    [{ name: 'Other', domains: ['co.uk'] }, 422, 'own-domain'],
    [{ name: 'Other', domains: ['not a domain'] }, 422, 'bad-domain'],
    [{ name: 'Other', domains: [''] }, 422, 'bad-domain'],
    [{ domains: [] }, 400, 'bad-request'],
  ]
  for (const [body, status, type] of bad) refuses(await post('/api/companies', body), status, type)
  refuses(await change('/api/companies/nobody', { name: 'X' }), 404, 'not-found')
  refuses(await play.call('GET', '/api/companies/nobody'), 404, 'not-found')
  refuses(
    await play.call('POST', '/api/companies', { as: guest, body: { name: 'X' } }),
    403,
    'no-seat',
  )
  expect(await companies()).toBe(before)
  const id = String(acme.json['id'])
  expect(
    (await change(`/api/companies/${id}`, { name: 'ACME', domains: ['acme.example'] })).status,
  ).toBe(200)
})

test('Microsoft 365 not answering is said so, and nothing is linked', async () => {
  await play.stage.db.all(sql`delete from meta where key = 'own-domains'`)
  play.stage.graph.fail('organization', 'before', away)
  refuses(await link('ana@home.example'), 503, 'mail-service-away')
  expect((await play.call('GET', `/api/contacts/${anaId}/aliases`)).json).toMatchObject({
    items: [],
  })
})
