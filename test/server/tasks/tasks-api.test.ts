/** Tasks over HTTP: finished, taken back, counted, and refused with a sentence that says what to do. */

import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { day } from '../../support/server/engine-stage.ts'
import { rita, sam } from '../../support/server/makers.ts'

let play: ApiPlay
let enrollmentId: string

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence([
    { kind: 'call', subject: 'Call {{ contact.first_name }}', body: '' },
    { kind: 'manual-email', delay: 'P1D', subject: 'As we spoke', body: 'Hello' },
  ])
  enrollmentId = (await play.stage.enroll('ana@acme.example', { name: 'Ana Alves' })).id
  await play.stage.work()
})
afterEach(() => play.close())

interface Shown {
  nextStep: { task: { id: string; title: string; may: object } | null } | null
  finishedTask: { id: string } | null
}

async function shown(as = rita): Promise<Shown> {
  const { json } = await play.call('GET', `/api/enrollments/${enrollmentId}`, { as })
  return json as unknown as Shown
}
async function openId(): Promise<string> {
  return (await shown()).nextStep?.task?.id ?? ''
}

test('an open task is shown with what the asking person may do', async () => {
  expect((await shown()).nextStep?.task).toMatchObject({
    ...{ kind: 'call', title: 'Call Ana' },
    may: { done: true, skip: true, because: null },
  })
  expect((await shown(sam)).nextStep?.task?.may).toEqual({
    ...{ done: false, skip: false },
    because: expect.stringContaining('Only Rita Ross') as unknown,
  })
})

test('done with a note, shown as just done, taken back, and counted', async () => {
  const id = await openId()
  const path = `/api/tasks/${id}/completion`
  const body = { outcome: 'done', note: 'Wants an offer' }
  expect(await play.call('POST', path, { body })).toMatchObject({
    status: 200,
    json: { nextStep: { number: 2, task: null }, finishedTask: { id, outcome: 'done' } },
  })
  expect((await play.call('POST', path, { body })).status).toBe(200)
  expect(await play.call('POST', path, { body: { outcome: 'skipped' } })).toMatchObject({
    status: 409,
    json: { detail: 'This was marked as done already. Undo that first.' },
  })
  expect((await play.call('GET', '/api/sequences/sequence-1/tasks')).json['items']).toEqual([
    { step: 1, kind: 'call', open: 0, done: 1, skipped: 0 },
  ])
  expect(await play.call('DELETE', path)).toMatchObject({
    status: 200,
    json: { nextStep: { number: 1, task: { id } }, finishedTask: null },
  })
  expect((await play.call('DELETE', path)).status).toBe(200)
})

test('an email is not marked as done, and nobody finishes a colleague’s task', async () => {
  await play.call('POST', `/api/tasks/${await openId()}/completion`, { body: { outcome: 'done' } })
  play.stage.pass(day)
  await play.stage.work()
  const path = `/api/tasks/${await openId()}/completion`
  expect(await play.call('POST', path, { body: { outcome: 'done' } })).toMatchObject({
    status: 409,
    json: { detail: expect.stringContaining('open it in Drafts') as unknown },
  })
  expect((await play.call('POST', path, { as: sam, body: { outcome: 'skipped' } })).status).toBe(
    403,
  )
  expect((await play.call('DELETE', path, { as: sam })).status).toBe(403)
})

test('what is not there, or is not asked for as it should be, is refused', async () => {
  const body = { outcome: 'done' }
  expect((await play.call('POST', '/api/tasks/nobody/completion', { body })).status).toBe(404)
  expect((await play.call('DELETE', '/api/tasks/nobody/completion')).status).toBe(404)
  expect((await play.call('GET', '/api/sequences/nobody/tasks')).status).toBe(404)
  const path = `/api/tasks/${await openId()}/completion`
  expect((await play.call('POST', path, { body: { outcome: 'perhaps' } })).status).toBe(400)
})
