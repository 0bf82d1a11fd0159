/** Pausing and resuming over the API: who may, what is refused, and what the answer says. */

import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { ana, ben, cleo, mia, sam } from '../../support/server/makers.ts'

let play: ApiPlay
beforeAll(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
  await play.stage.work()
})
afterAll(() => play.close())

async function enrolled(email: string): Promise<string> {
  const body = { contact: { email }, sequenceId: 'sequence-1' }
  const answer = await play.call('POST', '/api/enrollments', { body })
  await play.stage.work()
  return `/api/enrollments/${String(answer.json['id'])}`
}

function isProblem(answer: Answer, status: number, type: string, words: string): void {
  expect(answer.json).toMatchObject({ type, status })
  expect(answer.json['detail']).toContain(words)
}

test('paused until a day, paused for longer, resumed: each answer is the enrollment itself', async () => {
  const path = await enrolled(ana.address)
  const body = { until: '2026-03-05T08:00:00+02:00' }
  const paused = await play.call('POST', `${path}/hold`, { body })
  expect(paused.status).toBe(200)
  expect(paused.json).toMatchObject({
    state: 'paused',
    pausedUntil: '2026-03-05T06:00:00.000Z',
    pause: {
      reason: 'manual',
      until: '2026-03-05T06:00:00.000Z',
      text: 'Paused by Rita Ross.',
      evidence: null,
    },
    explanation: 'Paused by Rita Ross.',
    nextStep: { number: 2 },
    may: { pause: false, resume: true, unenroll: true, because: null },
  })
  expect((await play.call('GET', path)).json).toEqual(paused.json)
  const longer = await play.call('POST', `${path}/hold`, { body: {}, as: mia })
  expect(longer.json).toMatchObject({ pause: { until: null, text: 'Paused by Mia Moss.' } })
  const resumed = await play.call('DELETE', `${path}/hold`)
  expect(resumed.json).toMatchObject({
    state: 'active',
    pause: null,
    pausedUntil: null,
    may: { pause: true },
  })
  isProblem(await play.call('DELETE', `${path}/hold`), 409, 'not-paused', 'nothing to resume')
})

test('what makes no sense is refused with a sentence, and nothing changes', async () => {
  const path = await enrolled(ben.address)
  const pause = (body: unknown, as = mia) => play.call('POST', `${path}/hold`, { body, as })
  isProblem(await pause({ until: 'soon' }), 422, 'bad-until', 'such as 2026-03-10T08:00:00Z')
  isProblem(await pause({ until: '2026-01-01T08:00:00Z' }), 422, 'bad-until', 'has passed')
  isProblem(await pause({}, sam), 403, 'not-yours', 'Rita Ross')
  expect((await pause({ until: 5 })).status).toBe(400)
  expect((await pause({ untl: '2026-03-10T08:00:00Z' })).status).toBe(400)
  const nobody = await play.call('POST', '/api/enrollments/none/pause', { body: {} })
  isProblem(nobody, 404, 'not-found', 'no such enrollment')
  expect((await play.call('GET', path)).json).toMatchObject({ state: 'active' })
  await play.call('POST', `${path}/unenrollment`)
  isProblem(await pause({}), 409, 'not-pausable', 'has ended')
})

test('while the rep’s automatic replies are on, every card says so and nobody can resume', async () => {
  play.stage.graph.settings.automaticRepliesSetting = { status: 'alwaysEnabled' }
  play.stage.pass(15 * 60_000)
  await enrolled(cleo.address)
  const card = await play.call('GET', `/api/contact-cards?email=${cleo.address}`)
  expect(card.json['enrollments']).toMatchObject([
    {
      state: 'paused',
      emailsSent: 0,
      pause: { reason: 'rep-away', until: null, evidence: null },
      may: { resume: false, because: expect.stringContaining('by itself') as unknown },
    },
  ])
})
