/** Contacts imported from a file over HTTP: taken, checked without writing, imported in the background, and enrolled. */

import sql from 'sql-template-tag'
import { suppress } from '../../../server/store/contacts/suppressions.ts'
import { leaseNextJob, addMissingJobs, workJob } from '../../../server/worker/job-worker.ts'
import type { ContactImport } from '../../../shared/import.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { day } from '../../support/server/engine-stage.ts'
import { mia, rita, sam } from '../../support/server/makers.ts'
import { away } from '../../support/server/scripted-graph.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(() => play.close())

const csv = { 'content-type': 'text/csv' }
const bring = (raw: string | Uint8Array, name = 'people.csv', as = rita): Promise<Answer> =>
  play.call('POST', `/api/imports?name=${encodeURIComponent(name)}`, { as, raw, headers: csv })
async function get(id: string, as = rita): Promise<ContactImport> {
  return (await play.call('GET', `/api/imports/${id}`, { as })).json as unknown as ContactImport
}

async function check({ id, columns }: ContactImport, given: object = {}): Promise<ContactImport> {
  const matches = columns.map(({ use, property }) => ({ use, property }))
  const body = { columns: matches, existing: 'fill', ...given }
  const answer = await play.call('POST', `/api/imports/${id}/check`, { body })
  expect(answer).toMatchObject({ status: 200, json: { state: 'checking' } })
  await workJobs(play.stage)
  return get(id)
}

async function start({ id }: ContactImport): Promise<ContactImport> {
  const answer = await play.call('POST', `/api/imports/${id}/start`, { body: {} })
  expect(answer).toMatchObject({ status: 200, json: { state: 'importing' } })
  await workJobs(play.stage)
  return get(id)
}

async function brought(raw: string): Promise<ContactImport> {
  const { status, json } = await bring(raw)
  expect(status).toBe(201)
  return json as unknown as ContactImport
}

const contacts = async (query = ''): Promise<{ email: string; [key: string]: unknown }[]> =>
  (await play.call('GET', `/api/contacts?${query}`)).json['items'] as never

const people = [
  'E-Mail;Vorname;Nachname;Firma;Ort;',
  'ana@acme.example;Ana;Alves;Acme;Porto;',
  'ben@acme.example;Ben;Bauer;;Berlin;',
  ';;;;;',
  'ANA+news@acme.example;Ana;Again;;;',
  'nobody;No;Body;;;',
  ';Name;Only;;;',
  'sam@contoso.example;Sam;Stone;;;',
  'cleo@other.example;Cleo;Costa;"Other\nLtd";;',
].join('\r\n')

test('a file is taken, and its columns are known with samples; no contact is written', async () => {
  const taken = await brought(people)
  expect(taken).toMatchObject({
    fileName: 'people.csv',
    state: 'matching',
    rows: 7,
    by: { id: rita.id },
    existing: 'fill',
  })
  expect(taken.columns.map(({ use }) => use)).toEqual([
    'email',
    'first-name',
    'last-name',
    'company',
    'property',
    'none',
  ])
  expect(taken.columns[4]).toMatchObject({ header: 'Ort', property: 'ort' })
  expect(taken.columns[0]?.samples).toContain('ana@acme.example')
  expect(await contacts()).toEqual([])
})

test('the check says what would happen and writes nothing; the import then does just that', async () => {
  await play.call('POST', '/api/contacts', {
    body: { email: 'ben@acme.example', name: 'Benjamin', properties: { ort: 'Bonn' } },
  })
  const since = play.stage.now()
  await suppress(play.stage.db, { address: 'cleo@other.example', reason: 'asked', since })
  const before = await contacts()
  const checked = await check(await brought(people))
  const counts = { new: 2, changed: 0, unchanged: 1, duplicate: 1, rejected: 3, suppressed: 1 }
  expect(checked).toMatchObject({ state: 'checked', worked: 7, counts })
  expect(checked.reasons).toHaveLength(3)
  expect(await contacts()).toEqual(before)

  const done = await start(checked)
  expect(done).toMatchObject({ state: 'done', worked: 7, counts, doneAt: play.stage.now() })
  expect(await contacts(`import=${done.id}`)).toMatchObject([
    { email: 'cleo@other.example', name: 'Cleo Costa', company: 'Other Ltd' },
    { email: 'ana@acme.example', name: 'Ana Alves', company: 'Acme', properties: { ort: 'Porto' } },
    { email: 'ben@acme.example', name: 'Benjamin', properties: { ort: 'Bonn' } },
  ])
  const audit = await play.stage.db.all<{ action: string; user_id: string }>(
    sql`select action, user_id from audit where action in ('import-contacts', 'add-contact') order by id`,
  )
  expect(audit.map(({ action }) => action).sort()).toEqual([
    'add-contact',
    'add-contact',
    'add-contact',
    'import-contacts',
  ])
  expect(play.logged()).not.toContain('acme.example')
})

test('known contacts are filled up, written over, or left alone, as was chosen', async () => {
  const file = 'Email,Name,Company,City\nben@acme.example,Ben Bauer,Acme,Berlin'
  const body = { email: 'ben@acme.example', name: 'Benjamin', properties: { city: 'Bonn' } }
  await play.call('POST', '/api/contacts', { body })
  const taken = await brought(file)
  expect((await check(taken, { existing: 'keep' })).counts).toMatchObject({ unchanged: 1 })
  expect((await check(taken)).counts).toMatchObject({ changed: 1 })
  const filled = await start(taken)
  expect(filled.counts).toMatchObject({ changed: 1 })
  expect(await contacts()).toMatchObject([
    { name: 'Benjamin', company: 'Acme', properties: { city: 'Bonn' } },
  ])
  await start(await check(await brought(file), { existing: 'overwrite' }))
  expect(await contacts()).toMatchObject([{ name: 'Ben Bauer', properties: { city: 'Berlin' } }])
})

test('another spelling of a known address is that contact, and a further address of one is refused', async () => {
  await play.call('POST', '/api/contacts', { body: { email: 'ana@acme.example', name: 'Ana' } })
  const [{ id = '' } = {}] = (await contacts()) as { id?: string }[]
  await play.call('POST', `/api/contacts/${id}/aliases`, { body: { address: 'ana@home.example' } })
  const file = 'Email,Company\nana+x@acme.example,Acme\nana@home.example,Home'
  const done = await start(await check(await brought(file)))
  expect(done.counts).toMatchObject({ new: 0, changed: 1, rejected: 1 })
  expect(done.reasons[0]?.sentence).toContain('further address of Ana <ana@acme.example>')
  expect(await contacts()).toMatchObject([{ email: 'ana@acme.example', company: 'Acme' }])
})

test('columns can be corrected and checked anew; those that cannot be are refused with a sentence', async () => {
  const taken = await brought('Who,Where\nana@acme.example,ben@acme.example')
  expect(taken.columns[0]?.use).toBe('email')
  const wrong = await play.call('POST', `/api/imports/${taken.id}/check`, {
    body: {
      columns: [
        { use: 'none', property: '' },
        { use: 'none', property: '' },
      ],
      existing: 'fill',
    },
  })
  expect(wrong).toMatchObject({ status: 422, json: { type: 'bad-columns' } })
  await check(taken)
  const second = await check(taken, {
    columns: [
      { use: 'none', property: '' },
      { use: 'email', property: '' },
    ],
  })
  expect(second.counts).toMatchObject({ new: 1 })
  await start(second)
  expect((await contacts()).map(({ email }) => email)).toContain('ben@acme.example')
})

test('rows that are refused come back as a file with number and reason, formulas made harmless', async () => {
  const checked = await check(await brought('Email,Note\nnobody,"=1+1\nx"\nana@acme.example,a\n'))
  const answer = await play.call('GET', `/api/imports/${checked.id}/refused-rows`)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toContain('text/csv')
  expect(answer.text).toBe(
    `\uFEFFEmail,Note,Row number,Reason refused\r\nnobody,"'=1+1\nx",2,That is not a mail address. Write one such as ana@acme.example.\r\n`,
  )
  const fresh = await brought('Email\nana@acme.example')
  expect(await play.call('GET', `/api/imports/${fresh.id}/refused-rows`)).toMatchObject({
    status: 409,
  })
})

test.each([
  ['an Excel workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0), 'CSV UTF-8'],
  ['nothing', '', 'The file is empty.'],
  ['only empty lines', '\n\n , \n', 'The file is empty.'],
  ['a header and nothing else', 'Email,Name\n', 'a header and no rows'],
  ['a quotation mark without an end', 'Email\nana@acme.example\n"ben', 'row 3 never closes'],
  ['too many columns', `${'a,'.repeat(200)}b\nc`, 'more than 200 columns'],
])('a file that holds %s is refused with a sentence', async (_name, raw, sentence) => {
  const answer = await bring(raw)
  expect(answer).toMatchObject({ status: 422, json: { type: 'bad-file' } })
  expect(answer.json['detail']).toContain(sentence)
  await workJobs(play.stage)
  expect(await play.stage.db.all(sql`select id from imports`)).toEqual([])
})

test('a file that is too large, or no file, is refused with a sentence', async () => {
  const large = await bring('x'.repeat(10 * 1024 * 1024 + 1))
  expect(large).toMatchObject({ status: 413, json: { type: 'too-large' } })
  expect(large.json['detail']).toContain('10 MB')
  const rows = await bring(`Email\n${'x\n'.repeat(50_001)}`)
  expect(rows.json['detail']).toContain('more than 50,000 rows')
  const json = await play.call('POST', '/api/imports', { body: { email: 'ana@acme.example' } })
  expect(json).toMatchObject({ status: 415, json: { type: 'not-a-file' } })
})

test('a file is seen by whom brought it and by administrators, and taken from those with a seat', async () => {
  const { id } = await brought('Email\nana@acme.example')
  expect(await play.call('GET', `/api/imports/${id}`, { as: sam })).toMatchObject({ status: 404 })
  expect(await play.call('POST', `/api/imports/${id}/start`, { as: sam, body: {} })).toMatchObject({
    status: 404,
  })
  expect((await get(id, mia)).id).toBe(id)
  expect(await play.call('GET', '/api/imports')).toMatchObject({ json: { items: [{ id }] } })
  expect(await play.call('GET', '/api/imports', { as: sam })).toMatchObject({ json: { items: [] } })
  const paul = { ...rita, oid: '99999999-9999-4999-8999-999999999999', name: 'Paul', id: 'paul' }
  expect(
    await bring('Email\nx', 'x.csv', { ...paul, address: 'paul@contoso.example' }),
  ).toMatchObject({
    status: 403,
    json: { type: 'no-seat' },
  })
  expect(
    await play.call('POST', '/api/imports', { as: null, raw: 'x', headers: csv }),
  ).toMatchObject({
    status: 401,
  })
})

test('nothing is imported that was not checked, nor twice', async () => {
  const taken = await brought('Email\nana@acme.example')
  const path = `/api/imports/${taken.id}`
  expect(await play.call('POST', `${path}/start`, { body: {} })).toMatchObject({ status: 409 })
  await start(await check(taken))
  expect(await play.call('POST', `${path}/start`, { body: {} })).toMatchObject({
    status: 409,
    json: { type: 'import-begun' },
  })
})

test('a process that dies in the middle leaves whole batches behind, and the next one goes on', async () => {
  const rows = Array.from({ length: 120 }, (_, at) => `person${String(at)}@acme.example`)
  const checked = await check(await brought(`Email\n${rows.join('\n')}`))
  await play.call('POST', `/api/imports/${checked.id}/start`, { body: {} })
  await addMissingJobs(play.stage.context)
  const lease = await leaseNextJob(play.stage.context, 'first#1')
  if (lease?.name !== 'imports') throw new Error('The job of imports was not due.')
  const { db } = play.stage
  let transactions = 0
  // The second batch never comes to its end.
  const dying = {
    ...play.stage.context,
    db: {
      all: db.all.bind(db),
      one: db.one.bind(db),
      skipLocked: db.skipLocked,
      publish: db.publish.bind(db),
      transaction: <T>(work: Parameters<typeof db.transaction<T>>[0]) => {
        transactions += 1
        return db.transaction<T>(async (tx) => {
          const result = await work(tx)
          if (transactions === 2) throw new Error('killed')
          return result
        })
      },
    },
  }
  await expect(workJob(dying, lease)).rejects.toThrow('killed')
  expect(await get(checked.id)).toMatchObject({ state: 'importing', worked: 50 })
  play.stage.wait(day)
  await workJobs(play.stage)
  expect(await get(checked.id)).toMatchObject({ state: 'done', worked: 120, counts: { new: 120 } })
  expect((await contacts(`import=${checked.id}`)).length).toBe(100)
})

test('a file is discarded when asked, or after thirty days; the contacts stay', async () => {
  const first = await brought('Email\nana@acme.example')
  expect(await play.call('DELETE', `/api/imports/${first.id}`)).toMatchObject({ status: 200 })
  expect(await play.call('GET', `/api/imports/${first.id}`)).toMatchObject({ status: 404 })
  const done = await start(await check(await brought('Email\nben@acme.example')))
  play.stage.pass(31 * day)
  await workJobs(play.stage)
  expect(await play.call('GET', `/api/imports/${done.id}`)).toMatchObject({ status: 404 })
  expect(await play.stage.db.all(sql`select number from import_rows`)).toEqual([])
  expect(await contacts()).toMatchObject([{ email: 'ben@acme.example' }])
})

describe('the contacts of an import', () => {
  test('are enrolled in a sequence, each as if alone, and those left out say why', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `person${String(at)}@acme.example`)
    const done = await start(await check(await brought(`Email\n${rows.join('\n')}`)))
    await play.stage.enroll('person7@acme.example')
    const since = play.stage.now()
    await suppress(play.stage.db, { address: 'person8@acme.example', reason: 'asked', since })
    const body = { all: { import: done.id } }
    const answer = await play.call('POST', '/api/sequences/sequence-1/enrollments', { body })
    expect(answer).toMatchObject({
      status: 200,
      json: { enrolled: 58, next: null, stopped: null },
    })
    expect(answer.json['leftOut']).toEqual(
      expect.arrayContaining([
        {
          ...{ count: 1, names: ['Person7'] },
          sentence: expect.stringContaining('in a sequence already'),
        },
        {
          ...{ count: 1, names: ['Person8'] },
          sentence: expect.stringContaining('suppression list'),
        },
      ]),
    )
    expect(await contacts(`import=${done.id}&group=enrolled`)).toHaveLength(59)
  })

  test('are enrolled by name, too; without a seat, or into nothing, nobody is', async () => {
    await start(await check(await brought('Email\nana@acme.example\nben@acme.example')))
    const ids = (await contacts()).map(({ id }) => String(id))
    const path = '/api/sequences/sequence-1/enrollments'
    expect(await play.call('POST', path, { body: { ids: [ids[0], ids[0]] } })).toMatchObject({
      json: { enrolled: 1, leftOut: [] },
    })
    expect(await play.call('POST', path, { as: mia, body: { ids } })).toMatchObject({ status: 409 })
    expect(
      await play.call('POST', '/api/sequences/none/enrollments', { body: { ids } }),
    ).toMatchObject({ status: 404 })
  })

  test('who could not be asked about at Microsoft 365 are not enrolled, and that is said', async () => {
    await start(await check(await brought('Email\nana@acme.example\nben@acme.example')))
    play.stage.graph.fail('newest', 'before', away, 1)
    const body = { all: {} }
    const answer = await play.call('POST', '/api/sequences/sequence-1/enrollments', { body })
    expect(answer.json).toMatchObject({ enrolled: 0, next: null })
    expect(answer.json['stopped']).toContain('Microsoft 365 did not answer')
  })
})
