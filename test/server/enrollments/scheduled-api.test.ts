/** What comes next, over HTTP: in the order of time, page by page, with what may be done and why one waits. */

import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { ben, mia, rita, sam } from '../../support/server/makers.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(() => play.close())

function idsIn(answer: { json: Record<string, unknown> }): string[] {
  return (answer.json['items'] as { id: string }[]).map(({ id }) => id)
}

test('stands in the order of time, a hundred a page, each once', async () => {
  const ids: string[] = []
  for (let number = 1; number <= 130; number += 1)
    ids.push((await play.stage.enroll(`person${String(number)}@acme.example`)).id)
  const first = await play.call('GET', '/api/scheduled')
  const after = encodeURIComponent(String(first.json['next']))
  const second = await play.call('GET', `/api/scheduled?cursor=${after}`)
  expect(idsIn(first)).toHaveLength(100)
  expect(second.json['next']).toBeNull()
  expect([...idsIn(first), ...idsIn(second)].sort()).toEqual([...ids].sort())
  const times = (first.json['items'] as { nextStep: { dueAt: string } }[]).map(
    ({ nextStep }) => nextStep.dueAt,
  )
  expect(times).toEqual([...times].sort())
  expect(await play.call('GET', '/api/scheduled?cursor=somewhere')).toMatchObject({
    status: 422,
    json: { detail: expect.stringContaining('leave it out') as unknown },
  })
})

test('is kept to one sender, says who may end it, and is left by whoever was unenrolled', async () => {
  const { id } = await play.stage.enroll('ana@acme.example')
  await play.stage.enroll('cleo@other.example', { by: sam })
  const ofRita = await play.call('GET', `/api/scheduled?rep=${rita.id}`, { as: sam })
  expect(ofRita.json['items']).toMatchObject([{ id, may: { unenroll: false } }])
  await play.call('POST', `/api/enrollments/${id}/unenrollment`, { body: {} })
  expect(idsIn(await play.call('GET', `/api/scheduled?rep=${rita.id}`))).toEqual([])
  expect(idsIn(await play.call('GET', '/api/scheduled'))).toHaveLength(1)
})

test('a step that a pause puts off stands where the pause ends', async () => {
  const { id } = await play.stage.enroll('ana@acme.example')
  await play.stage.enroll(ben.address)
  const until = '2026-03-05T08:00:00.000Z'
  await play.call('POST', `/api/enrollments/${id}/pauses`, { body: { until } })
  const { json } = await play.call('GET', '/api/scheduled')
  expect(idsIn({ json })).toHaveLength(2)
  expect(json['items']).toMatchObject([{ state: 'active' }, { id, nextStep: { dueAt: until } }])
})

test('says of a paused one why it waits, and of one whose address is on the suppression list', async () => {
  const { id } = await play.stage.enroll('ana@acme.example')
  await play.call('POST', `/api/enrollments/${id}/pauses`, { body: {} })
  await play.stage.enroll(ben.address)
  const body = { address: ben.address, reason: 'Asked on the phone' }
  await play.call('POST', '/api/suppressions', { as: mia, body })
  const rows = (await play.call('GET', '/api/scheduled')).json['items']
  expect(rows).toMatchObject([
    { state: 'paused', pauses: [{ text: `Paused by ${rita.name}.` }] },
    { nextStep: { waits: expect.stringContaining('suppression list') as unknown } },
  ])
})
