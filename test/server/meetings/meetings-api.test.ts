/** Meetings logged on records: who is unenrolled, who is not, and what is refused. */

import type { MeetingResource } from '../../../shared/meeting.ts'
import { minute } from '../../support/server/engine-stage.ts'
import { ana, ben, mia, rita, sam } from '../../support/server/makers.ts'
import { openApiPlay, type ApiPlay, type Ask } from '../../support/server/api-play.ts'

let play: ApiPlay
let anaId: string
let enrollmentId: string

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
  const { id, contactId } = await play.stage.enroll(ana.address, { name: ana.name })
  anaId = contactId
  enrollmentId = id
  await play.stage.work()
  play.stage.pass(minute)
})
afterEach(() => play.close())

const log = (body: object, ask: Ask = {}) =>
  play.call('POST', '/api/meetings', {
    ...ask,
    body: {
      title: 'Demo at Acme',
      startsAt: '2026-03-05T10:00:00Z',
      record: { kind: 'contact', id: anaId },
      ...body,
    },
  })
const enrollment = () => play.stage.enrollment(enrollmentId)
const company = async (): Promise<string> => {
  const made = await play.call('POST', '/api/companies', {
    body: { name: 'Acme', domains: ['acme.example'] },
  })
  expect(made.status).toBe(201)
  return String(made.json['id'])
}

test('a meeting logged on the contact ends the enrollment, with its evidence', async () => {
  const made = await log({ endsAt: '2026-03-05T11:00:00+00:00' })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    title: 'Demo at Acme',
    with: { name: 'Rita Ross' },
    record: { kind: 'contact', name: 'Ana Alves' },
    endsAt: '2026-03-05T11:00:00.000Z',
    ended: [enrollmentId],
  })
  expect(await enrollment()).toMatchObject({
    reason: 'meeting-booked',
    explanation: 'A meeting with Ana Alves was logged: “Demo at Acme”.',
    evidence: { kind: 'meeting', via: 'record', id: made.json['id'], mailbox: null },
  })
})

test('a past meeting counts, logged while the contact is enrolled', async () => {
  await log({ startsAt: '2026-01-05T10:00:00Z' })
  expect((await enrollment()).reason).toBe('meeting-booked')
})

test('on the company’s record alone it ends nobody; with the contact associated it does', async () => {
  const record = { kind: 'company', id: await company() }
  expect((await log({ record })).json['ended']).toEqual([])
  expect((await enrollment()).state).toBe('active')
  await log({ record, associated: [{ kind: 'contact', id: anaId }] })
  expect((await enrollment()).reason).toBe('meeting-booked')
})

test('a meeting on another contact’s record ends nothing', async () => {
  const made = await play.call('POST', '/api/contacts', { body: { email: ben.address } })
  await log({ record: { kind: 'contact', id: made.json['id'] } })
  expect((await enrollment()).state).toBe('active')
})

test('a colleague’s meeting ends nothing; a manager or an administrator may log the rep’s', async () => {
  await log({}, { as: sam })
  expect((await enrollment()).state).toBe('active')
  expect(await log({ with: rita.address }, { as: sam })).toMatchObject({
    status: 403,
    json: { detail: expect.stringContaining('Only Rita Ross') as unknown },
  })
  expect((await log({ with: rita.address }, { as: mia })).status).toBe(201)
  expect((await enrollment()).reason).toBe('meeting-booked')
})

test('repeated under the same id it is logged once, and an undone one stays undone', async () => {
  const id = '0190a0f0-0000-7000-8000-000000000001'
  await log({ id })
  await play.call('DELETE', `/api/enrollments/${enrollmentId}/unenrollment`)
  expect((await log({ id })).status).toBe(201)
  expect((await enrollment()).state).toBe('active')
  expect(await log({ id, title: 'Another' })).toMatchObject({
    status: 409,
    json: { type: 'id-taken' },
  })
  const { json } = await play.call('GET', `/api/meetings?contact=${anaId}`)
  expect(json['items']).toHaveLength(1)
})

test('cancelled, it offers to resume, once; the list shows it', async () => {
  const { json } = await log({})
  const path = `/api/meetings/${String(json['id'])}`
  expect((await play.call('DELETE', path, { as: sam })).status).toBe(403)
  expect((await play.call('DELETE', path)).json['cancelledAt']).toBe(play.stage.now())
  expect((await play.call('DELETE', path)).status).toBe(200)
  const offer = 'The meeting with Ana Alves was cancelled. Undo to go on with the sequence.'
  expect((await enrollment()).offer).toBe(offer)
  expect((await play.stage.timeline(enrollmentId)).filter((one) => one === offer)).toHaveLength(1)
  const list = await play.call('GET', `/api/meetings?contact=${ana.address}`)
  expect(list.json['items']).toMatchObject([{ id: json['id'], cancelledAt: play.stage.now() }])
  const undone = await play.call('DELETE', `/api/enrollments/${enrollmentId}/unenrollment`)
  expect(undone.json).toMatchObject({ state: 'active', offer: null })
})

test.each<[string, Partial<MeetingResource> | object, number, RegExp]>([
  ['no title', { title: '  ' }, 422, /title/],
  ['a start that is no time', { startsAt: 'tomorrow' }, 422, /“tomorrow” is not a time/],
  ['a start without its offset', { startsAt: '2026-03-05T10:00:00' }, 422, /offset/],
  ['an end that is no time', { endsAt: '5 March' }, 422, /“5 March” is not a time/],
  ['an end before the start', { endsAt: '2026-03-05T09:00:00Z' }, 422, /ends before it starts/],
  ['nobody of ours', { with: 'nobody' }, 404, /no such user/],
  ['an unknown contact', { record: { kind: 'contact', id: 'nobody' } }, 404, /no such contact/],
  ['an unknown company', { record: { kind: 'company', id: 'none' } }, 404, /no such company/],
  ['an unknown associated contact', { associated: [{ kind: 'contact', id: 'x' }] }, 404, /contact/],
  ['an id that is no UUID', { id: '7' }, 400, /UUID/],
])(
  'with %s it is refused with a sentence, and nothing is left behind',
  async (_words, body, status, detail) => {
    const before = await play.stage.dump()
    const refused = await log(body)
    expect(refused.status).toBe(status)
    expect(refused.json['detail']).toMatch(detail)
    expect(await play.stage.dump()).toEqual(before)
  },
)

test('an unknown contact or meeting is answered with a sentence', async () => {
  expect((await play.call('GET', '/api/meetings?contact=nobody')).status).toBe(404)
  expect((await play.call('GET', '/api/meetings')).status).toBe(400)
  expect((await play.call('DELETE', '/api/meetings/none')).status).toBe(404)
})
