/** Send window and archive over HTTP: what is kept, what is refused with a sentence, and who may. */

import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { ana, ben, mia, rita, sam } from '../../support/server/makers.ts'

const office = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '08:00',
  to: '18:00',
  timeZone: 'Europe/Berlin',
}
const spring = { name: 'Spring', steps: [{ subject: 'A short question', body: 'Hello' }] }

let play: ApiPlay
beforeEach(async () => {
  play = await openApiPlay()
})
afterEach(() => play.close())

async function make(settings: object = {}): Promise<string> {
  const made = await play.call('POST', '/api/sequences', { body: { ...spring, settings } })
  expect(made.status).toBe(201)
  return String(made.json['id'])
}

async function listed(query = ''): Promise<unknown[]> {
  const answer = await play.call('GET', `/api/sequences${query}`)
  return (answer.json['items'] as { id: unknown }[]).map(({ id }) => id)
}

function enroll(email: string, sequenceId: string) {
  return play.call('POST', '/api/enrollments', { body: { contact: { email }, sequenceId } })
}

test('a sequence sends at any time unless it is given a window, which is kept and can be taken away', async () => {
  const id = await make()
  expect((await play.call('GET', `/api/sequences/${id}`)).json['settings']).toMatchObject({
    sendWindow: null,
  })
  const save = (sendWindow: object | null) =>
    play.call('PATCH', `/api/sequences/${id}`, {
      headers: { 'if-match': '*' },
      body: { settings: { sendWindow } },
    })
  expect((await save(office)).json['settings']).toMatchObject({ sendWindow: office })
  const renamed = await play.call('PATCH', `/api/sequences/${id}`, {
    headers: { 'if-match': '*' },
    body: { name: 'Summer' },
  })
  expect(renamed.json).toMatchObject({ name: 'Summer', steps: [{ subject: 'A short question' }] })
  expect(renamed.json['settings']).toMatchObject({ sendWindow: office })
  expect((await save(null)).json['settings']).toMatchObject({ sendWindow: null })
})

test.each([
  [{ days: [] }, 422, 'Choose at least one day'],
  [{ to: '08:00' }, 422, 'ends later on the same day'],
  [{ from: '22:00', to: '02:00' }, 422, 'cannot go over midnight'],
  [{ timeZone: 'Atlantis' }, 422, '“Atlantis” is no time zone'],
  [{ from: '8 o’clock' }, 400, 'write a time of day such as 08:00'],
])('a window with %o is refused with a sentence', async (fault, status, words) => {
  const settings = { sendWindow: { ...office, ...fault } }
  const answer = await play.call('POST', '/api/sequences', { body: { ...spring, settings } })
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(words)
})

test('the schedule shows when an email really goes, in that order, and says why it waits', async () => {
  const id = await make({ sendWindow: { ...office, timeZone: 'UTC', from: '14:00' } })
  const always = await make()
  await enroll(ana.address, id)
  await enroll(ben.address, always)
  const rows = (await play.call('GET', '/api/scheduled')).json['items']
  expect(rows).toMatchObject([
    { contact: { email: ben.address }, nextStep: { waits: null } },
    {
      contact: { email: ana.address },
      nextStep: {
        dueAt: '2026-03-02T14:00:00.000Z',
        waits: 'Waits for the send window: the email goes Monday 2 March, 14:00 (UTC).',
      },
    },
  ])
})

test('an archived sequence is listed apart and takes nobody new, and who is in it goes on', async () => {
  const id = await make()
  const running = String((await enroll(ana.address, id)).json['id'])
  const archived = await play.call('POST', `/api/sequences/${id}/archive`, { body: {} })
  expect(archived).toMatchObject({
    status: 200,
    json: { archivedAt: play.stage.now(), performance: { active: 1 } },
  })
  expect([await listed(), await listed('?archived=true')]).toEqual([[], [id]])
  expect(await enroll(ben.address, id)).toMatchObject({
    status: 409,
    json: { detail: expect.stringContaining('is archived and takes nobody new') as unknown },
  })
  await play.stage.work()
  expect(await play.stage.emails(running)).toMatchObject([{ state: 'sent' }])

  const again = await play.call('DELETE', `/api/sequences/${id}/archive`)
  expect(again.json).toMatchObject({ archivedAt: null })
  expect([await listed(), await listed('?archived=true')]).toEqual([[id], []])
  expect((await enroll(ben.address, id)).status).toBe(201)
})

test('deleting an archived one ends what runs in it, and restoring brings it back into the archive', async () => {
  const id = await make()
  await enroll(ana.address, id)
  await play.call('POST', `/api/sequences/${id}/archive`, { body: {} })
  const deleted = await play.call('DELETE', `/api/sequences/${id}`)
  expect(deleted.json).toMatchObject({ ended: 1 })
  expect([await listed('?archived=true'), await listed('?deleted=true')]).toEqual([[], [id]])
  expect(await play.call('DELETE', `/api/sequences/${id}/archive`)).toMatchObject({
    status: 409,
    json: { detail: expect.stringContaining('Restore it first') as unknown },
  })
  await play.call('POST', `/api/sequences/${id}/restoration`, { body: {} })
  expect(await listed('?archived=true')).toEqual([id])
})

test('its owner and administrators archive a sequence, nobody else, and twice is as good as once', async () => {
  const id = await make()
  const archive = (as: typeof rita) =>
    play.call('POST', `/api/sequences/${id}/archive`, { as, body: {} })
  expect(await archive(sam)).toMatchObject({ status: 403 })
  expect(await archive(mia)).toMatchObject({ status: 200 })
  expect(await archive(rita)).toMatchObject({ status: 200 })
  expect(await play.call('POST', '/api/sequences/nothing/archive', { body: {} })).toMatchObject({
    status: 404,
  })
})

test('three hundred sequences are listed in pages, each once', async () => {
  for (let number = 0; number < 300; number += 1)
    await play.stage.sequence(undefined, `s-${String(number).padStart(3, '0')}`)
  const ids: unknown[] = []
  for (let after: string | null = ''; after !== null;) {
    const page = await play.call('GET', `/api/sequences?cursor=${after}`)
    ids.push(...(page.json['items'] as { id: unknown }[]).map(({ id }) => id))
    after = page.json['next'] as string | null
  }
  expect(new Set(ids).size).toBe(300)
})

test('who is signed in learns the zone of the mailbox, to begin a window with', async () => {
  expect((await play.call('GET', '/api/me')).json).toMatchObject({ timeZone: 'UTC' })
})
