/** The enrollments of a sequence over HTTP: pages, filters, and many ended and resumed at once. */

import sql from 'sql-template-tag'
import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { mia, rita, sam } from '../../support/server/makers.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(() => play.close())

const list = '/api/sequences/sequence-1/enrollments'
const unenrollments = '/api/sequences/sequence-1/unenrollments'

/** As many people of Acme as wanted, all in the sequence. */
async function enrollMany(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const email = `person${String(number)}@acme.example`
    ids.push((await play.stage.enroll(email, { name: `Person ${String(number)}` })).id)
  }
  return ids
}
function idsIn(answer: { json: Record<string, unknown> }): string[] {
  return (answer.json['items'] as { id: string }[]).map(({ id }) => id)
}

test('are listed newest first, a hundred a page, each once, with how many there are', async () => {
  const ids = await enrollMany(130)
  const first = await play.call('GET', list)
  expect(first).toMatchObject({ status: 200, json: { count: 130, open: 130 } })
  const second = await play.call('GET', `${list}?cursor=${String(first.json['next'])}`)
  expect(second.json['next']).toBeNull()
  expect([...idsIn(first), ...idsIn(second)]).toEqual([...ids].reverse())
})

test('are found by state, reason, sender, and a piece of name or address in which % is only a sign', async () => {
  const [one = ''] = await enrollMany(3)
  await play.stage.enroll('cleo_100%@other.example', { name: 'Cleo', by: sam })
  await play.call('POST', `/api/enrollments/${one}/unenrollment`)
  const count = async (query: string): Promise<unknown> =>
    (await play.call('GET', `${list}?${query}`)).json['count']
  expect(await count('state=ended')).toBe(1)
  expect(await count('reason=manual')).toBe(1)
  expect(await count('reason=replied')).toBe(0)
  expect(await count('search=PERSON')).toBe(3)
  expect(await count('search=other.example')).toBe(1)
  expect(await count('search=%25')).toBe(1)
  expect(await count('search=_100')).toBe(1)
  expect(await count(`rep=${sam.id}&state=active`)).toBe(1)
  expect(await play.call('GET', `${list}?state=gone`)).toMatchObject({ status: 400 })
  expect(await play.call('GET', '/api/sequences/none/enrollments')).toMatchObject({ status: 404 })
})

test('those named are unenrolled through the one door; asked again, nothing changes', async () => {
  const [one = '', two = '', three = ''] = await enrollMany(3)
  const answer = await play.call('POST', unenrollments, { body: { ids: [one, two] } })
  expect(answer).toMatchObject({ status: 200, json: { ids: [one, two], leftOut: [], next: null } })
  expect(await play.stage.enrollment(one)).toMatchObject({ state: 'ended', reason: 'manual' })
  expect(await play.stage.timeline(two)).toContain(`Unenrolled by ${rita.name}.`)
  expect((await play.stage.enrollment(three)).state).toBe('active')
  const again = await play.call('POST', unenrollments, { body: { ids: [one, two] } })
  expect(again.json).toEqual({ ids: [], leftOut: [], next: null })
  const audit = await play.stage.db.all(sql`select id from audit where action = 'unenroll'`)
  expect(audit).toHaveLength(2)
})

test('all that match are unenrolled some hundreds a request, until none is left', async () => {
  await enrollMany(520)
  const first = await play.call('POST', unenrollments, { body: { all: { search: 'person' } } })
  expect((first.json['ids'] as string[]).length).toBe(500)
  const cursor = first.json['next']
  const second = await play.call('POST', unenrollments, {
    body: { all: { search: 'person' }, cursor },
  })
  expect((second.json['ids'] as string[]).length).toBe(20)
  expect(second.json['next']).toBeNull()
  expect((await play.call('GET', list)).json).toMatchObject({ count: 520, open: 0 })
})

test('what the asking person may not end stays, with the sentence why and how many', async () => {
  const [one = ''] = await enrollMany(2)
  const answer = await play.call('POST', unenrollments, { as: sam, body: { all: {} } })
  expect(answer.json['ids']).toEqual([])
  expect(answer.json['leftOut']).toMatchObject([
    { count: 2, sentence: expect.stringContaining(rita.name) as unknown },
  ])
  expect((await play.stage.enrollment(one)).state).toBe('active')
  const admin = await play.call('POST', unenrollments, { as: mia, body: { all: {} } })
  expect(admin.json['ids']).toHaveLength(2)
})

test('an enrollment of another sequence is not ended through this one', async () => {
  await play.stage.sequence(undefined, 'sequence-2')
  const { id } = await play.stage.enroll('ana@acme.example', { sequenceId: 'sequence-2' })
  const answer = await play.call('POST', unenrollments, { body: { ids: [id] } })
  expect(answer.json['leftOut']).toMatchObject([{ count: 1 }])
  expect((await play.stage.enrollment(id)).state).toBe('active')
})

test('many ends are taken back, and one that cannot be says why', async () => {
  const [one = '', two = ''] = await enrollMany(2)
  await play.call('POST', unenrollments, { body: { ids: [one] } })
  const undone = await play.call('POST', '/api/sequences/sequence-1/unenrollments/undo', {
    body: { ids: [one, two] },
  })
  expect(undone.json).toMatchObject({
    undone: 1,
    leftOut: [{ count: 1, sentence: expect.stringContaining('has not ended') as unknown }],
  })
  expect((await play.stage.enrollment(one)).state).toBe('active')
})
