/** Triggers, workflows and dry runs over the API: who may, what is refused in which words, and what is answered. */

import { putUser } from '../../../server/store/directory/users.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { all, companyHas, propertyIs } from '../../support/server/condition-facts.ts'
import { ana, aUser, ben, mia, rita, sam } from '../../support/server/makers.ts'

let play: ApiPlay
const boss = aUser({
  id: 'user-boss',
  oid: 'oid-boss',
  address: 'bo@contoso.example',
  name: 'Bo',
  role: 'manager',
})
const eva = aUser({
  id: 'user-eva',
  oid: 'oid-eva',
  address: 'eva@contoso.example',
  name: 'Eva',
  seat: 'enterprise',
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
  for (const user of [boss, eva, guest]) await putUser(play.stage.db, user)
  await putUser(play.stage.db, { ...rita, managerId: boss.id })
  await play.stage.work()
  await workJobs(play.stage)
})
afterAll(() => play.close())

const triggers = '/api/sequences/sequence-1/triggers'
const isCustomer = all(propertyIs('stage', 'customer'))
const draft = { name: 'Customers', condition: isCustomer }
const fromAll = { kind: 'unenroll', from: 'all' }

function isProblem(answer: Answer, status: number, type: string, detail: RegExp): void {
  expect(answer.json).toMatchObject({ type, status })
  expect(String(answer.json['detail'])).toMatch(detail)
}

const made = async (path: string, body: object, as = rita): Promise<string> => {
  const answer = await play.call('POST', path, { as, body })
  expect(answer).toMatchObject({ status: 201 })
  return String(answer.json['id'])
}

test('the owner, the owner’s manager and an administrator make, change, list and remove triggers', async () => {
  for (const user of [rita, boss, mia]) {
    const answer = await play.call('POST', triggers, { as: user, body: draft })
    expect(answer).toMatchObject({
      status: 201,
      json: {
        name: 'Customers',
        words: '“stage” of the contact is “customer”',
        condition: isCustomer,
        on: true,
        sequence: { id: 'sequence-1' },
        savedBy: { id: user.id },
        progress: { looked: 0, ended: 0, done: false },
      },
    })
    const path = `/api/triggers/${String(answer.json['id'])}`
    expect((await play.call('PATCH', path, { as: user, body: { on: false } })).json).toMatchObject({
      on: false,
      name: 'Customers',
      progress: null,
    })
    expect((await play.call('GET', triggers, { as: sam })).json['items']).toHaveLength(1)
    expect((await play.call('DELETE', path, { as: user })).json).toMatchObject({ on: false })
    isProblem(await play.call('DELETE', path, { as: user }), 404, 'not-found', /no such trigger/)
  }
  expect((await play.call('GET', triggers)).json).toEqual({ items: [], next: null })
})

test('nobody else touches them', async () => {
  const path = `/api/triggers/${await made(triggers, draft)}`
  const run = { for: 'trigger', sequenceId: 'sequence-1', condition: isCustomer }
  for (const [method, where, body] of [
    ['POST', triggers, draft],
    ['PATCH', path, { on: false }],
    ['DELETE', path, undefined],
    ['POST', '/api/dry-runs', run],
  ] as const) {
    isProblem(
      await play.call(method, where, { as: sam, body }),
      403,
      'not-yours',
      /Rita Ross owns this sequence\. Only Rita Ross, .* can change its automation\./,
    )
    isProblem(
      await play.call(method, where, { as: guest, body }),
      403,
      'not-yours',
      /You have no seat/,
    )
  }
  await play.call('DELETE', path)
})

test('workflows are for enterprise seats; others are told so, whatever they ask', async () => {
  const body = { ...draft, action: fromAll }
  const path = `/api/workflows/${await made('/api/workflows', body, eva)}`
  const run = { for: 'workflow', condition: isCustomer, action: fromAll }
  for (const user of [rita, mia, guest])
    for (const [method, where, sent] of [
      ['GET', '/api/workflows', undefined],
      ['POST', '/api/workflows', body],
      ['PATCH', path, { on: false }],
      ['DELETE', path, undefined],
      ['POST', '/api/dry-runs', run],
    ] as const)
      isProblem(
        await play.call(method, where, { as: user, body: sent }),
        403,
        'no-enterprise-seat',
        /need an enterprise seat\. Ask your administrator/,
      )
  expect((await play.call('GET', '/api/workflows', { as: eva })).json).toMatchObject({
    items: [{ name: 'Customers', on: true, action: fromAll }],
    next: null,
  })
  const some = { kind: 'unenroll', from: ['sequence-1', 'sequence-1'] }
  expect(
    (await play.call('PATCH', path, { as: eva, body: { action: some, on: false } })).json,
  ).toMatchObject({ action: { kind: 'unenroll', from: ['sequence-1'] }, on: false })
  expect((await play.call('DELETE', path, { as: eva })).status).toBe(200)
})

const deep = all(all(all(companyHas('x'))))
test.each<[string, object, number, string, RegExp]>([
  ['no name', { ...draft, name: ' ' }, 422, 'no-name', /Give the trigger a name/],
  [
    'a property that is none',
    { ...draft, condition: all({ on: 'contact', property: 'phone', operator: 'known' }) },
    422,
    'bad-condition',
    /Condition 1, “contact phone known”: there is no such property/,
  ],
  [
    'an operator that does not fit',
    {
      ...draft,
      condition: all({ on: 'company', property: 'name', operator: 'before', value: '2026-01-01' }),
    },
    422,
    'bad-condition',
    /“before” does not fit the company name/,
  ],
  ['an empty group', { ...draft, condition: all() }, 422, 'bad-condition', /is empty/],
  [
    'an unknown operator',
    { ...draft, condition: all({ on: 'contact', property: 'name', operator: 'like' } as never) },
    400,
    'bad-request',
    /condition\.conditions\.0: write a condition such as/,
  ],
  ['four levels', { ...draft, condition: all(deep) }, 400, 'bad-request', /three levels at most/],
  ['no condition', { name: 'x' }, 400, 'bad-request', /condition/],
  ['a field too many', { ...draft, colour: 'red' }, 400, 'bad-request', /colour/],
])('%s is refused in words', async (_what, body, status, type, detail) => {
  isProblem(await play.call('POST', triggers, { body }), status, type, detail)
})

test('a workflow from no sequence, or from one there is not, is refused', async () => {
  const body = (from: string[]) => ({ ...draft, action: { kind: 'unenroll', from } })
  isProblem(
    await play.call('POST', '/api/workflows', { as: eva, body: body([]) }),
    422,
    'bad-action',
    /Name the sequences/,
  )
  isProblem(
    await play.call('POST', '/api/workflows', { as: eva, body: body(['nowhere']) }),
    404,
    'not-found',
    /no such sequence/,
  )
})

test('a contact’s properties are set, shown and removed, and end what a trigger waits for', async () => {
  const id = await made('/api/contacts', {
    email: ana.address,
    properties: { ' Job  Title': 'Buyer' },
  })
  await made('/api/enrollments', { contact: { id }, sequenceId: 'sequence-1' })
  const triggerId = await made(triggers, draft)
  const changed = await play.call('PATCH', `/api/contacts/${id}`, {
    body: { properties: { 'JOB TITLE': '', stage: 'Customer' } },
  })
  expect(changed.json['properties']).toEqual({ stage: 'Customer' })
  const card = (await play.call('GET', `/api/contact-cards?email=${ana.address}`)).json
  expect(card).toMatchObject({
    contact: { properties: { stage: 'Customer' } },
    enrollments: [
      {
        state: 'ended',
        reason: 'trigger',
        endedBy: { kind: 'rule', rule: 'trigger' },
        evidence: {
          kind: 'condition',
          id: triggerId,
          because: ['“stage” of the contact is “customer”'],
        },
        may: { undo: true },
      },
    ],
  })
  isProblem(
    await play.call('POST', '/api/enrollments', {
      body: { contact: { id }, sequenceId: 'sequence-1' },
    }),
    409,
    'would-end-at-once',
    /The trigger “Customers” would unenroll Ana at once/,
  )
  isProblem(
    await play.call('PATCH', `/api/contacts/${id}`, { body: { properties: { ' ': 'x' } } }),
    422,
    'bad-property',
    /has no name/,
  )
})

test('a dry run answers who and why, and leaves no trace', async () => {
  const id = await made('/api/contacts', { email: ben.address, company: 'Globex' })
  await made('/api/enrollments', { contact: { id }, sequenceId: 'sequence-1' })
  const before = await play.stage.dump()
  const { status, json } = await play.call('POST', '/api/dry-runs', {
    as: eva,
    body: { for: 'workflow', condition: all(companyHas('globex')), action: fromAll },
  })
  expect(status).toBe(200)
  expect(json).toMatchObject({
    count: 1,
    items: [{ contact: { email: ben.address }, because: ['company name contains “globex”'] }],
    complete: true,
  })
  expect(await play.stage.dump()).toEqual(before)
})

test('the names of the properties that contacts were given can be chosen from', async () => {
  await made('/api/contacts', {
    email: 'dora@acme.example',
    properties: { 'Renewal day': '2026-04-01' },
  })
  const { status, json } = await play.call('GET', '/api/contact-properties')
  expect(status).toBe(200)
  expect(json['items']).toContain('renewal day')
})
