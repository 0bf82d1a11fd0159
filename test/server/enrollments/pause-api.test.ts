/** Pausing and resuming over the API: who may, what is refused, and what the answer says. */

import { z } from 'zod'
import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
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

const pausedOnce = z.object({ id: z.string(), pauses: z.tuple([z.object({ id: z.string() })]) })
const cardOfOne = z.object({ enrollments: z.tuple([pausedOnce]) })

function pauseIn({ json }: Answer): string {
  return pausedOnce.parse(json).pauses[0].id
}

function isProblem(answer: Answer, status: number, type: string, words: string): void {
  expect(answer.json).toMatchObject({ type, status })
  expect(answer.json['detail']).toContain(words)
}

test('paused until a day, paused for longer, resumed: each answer is the enrollment itself', async () => {
  const path = await enrolled(ana.address)
  const body = { until: '2026-03-05T08:00:00+02:00' }
  const paused = await play.call('POST', `${path}/pauses`, { body })
  expect(paused.status).toBe(201)
  expect(paused.json).toMatchObject({
    state: 'paused',
    pausedUntil: '2026-03-05T06:00:00.000Z',
    pauses: [
      {
        id: expect.any(String) as unknown,
        kind: 'manual',
        until: '2026-03-05T06:00:00.000Z',
        text: 'Paused by Rita Ross.',
        evidence: null,
        may: { resume: true, because: null },
      },
    ],
    explanation: 'Paused by Rita Ross.',
    nextStep: { number: 2 },
    may: { pause: false, resume: true, unenroll: true, because: null },
  })
  expect((await play.call('GET', path)).json).toEqual(paused.json)
  const longer = await play.call('POST', `${path}/pauses`, { body: {}, as: mia })
  expect(longer.json).toMatchObject({
    pauses: [{ until: null, text: 'Paused by Mia Moss.' }],
    pausedUntil: null,
  })
  const resume = (answer: Answer) => play.call('DELETE', `${path}/pauses/${pauseIn(answer)}`)
  isProblem(await resume(paused), 404, 'not-found', 'no such pause any more')
  expect((await play.call('GET', path)).json).toMatchObject({ state: 'paused' })
  const resumed = await resume(longer)
  expect(resumed.json).toMatchObject({
    state: 'active',
    pauses: [],
    pausedUntil: null,
    may: { pause: true },
  })
  isProblem(await resume(longer), 404, 'not-found', 'nothing to resume')
})

test('what makes no sense is refused with a sentence, and nothing changes', async () => {
  const path = await enrolled(ben.address)
  const pause = (body: unknown, as = mia) => play.call('POST', `${path}/pauses`, { body, as })
  isProblem(await pause({ until: 'soon' }), 422, 'bad-until', 'such as 2026-03-10T08:00:00Z')
  isProblem(await pause({ until: '2026-01-01T08:00:00Z' }), 422, 'bad-until', 'has passed')
  isProblem(await pause({}, sam), 403, 'not-yours', 'Rita Ross')
  expect((await pause({ until: 5 })).status).toBe(400)
  expect((await pause({ untl: '2026-03-10T08:00:00Z' })).status).toBe(400)
  const nobody = await play.call('POST', '/api/enrollments/none/pauses', { body: {} })
  isProblem(nobody, 404, 'not-found', 'no such enrollment')
  expect((await play.call('GET', path)).json).toMatchObject({ state: 'active' })
  await play.call('POST', `${path}/unenrollment`)
  isProblem(await pause({}), 409, 'not-pausable', 'has ended')
})

test('several stand side by side: the latest end counts, and ending one leaves the others', async () => {
  const path = await enrolled('dan@other.example')
  const { context, db } = play.stage
  const text = 'Dan Dahl is out of the office.'
  const until = '2026-03-12T08:00:00.000Z'
  const why = { reason: 'out-of-office', text, until, evidence: null } as const
  await db.transaction((tx) => pauseEnrollment(tx, context, path.split('/').at(-1) ?? '', why))
  const body = { until: '2026-03-04T08:00:00Z' }
  const both = await play.call('POST', `${path}/pauses`, { body })
  expect(both.status).toBe(201)
  expect(both.json).toMatchObject({
    state: 'paused',
    pauses: [
      { kind: 'out-of-office', until },
      { kind: 'manual', until: '2026-03-04T08:00:00.000Z' },
    ],
    pausedUntil: until,
    explanation: text,
    nextStep: { dueAt: until },
  })
  expect((await play.call('POST', `${path}/pauses`, { body })).json).toEqual(both.json)
  const endless = await play.call('POST', `${path}/pauses`, { body: {} })
  expect(endless.json).toMatchObject({
    pauses: [{ kind: 'out-of-office' }, { kind: 'manual', until: null }],
    pausedUntil: null,
    explanation: 'Paused by Rita Ross.',
  })
  const { pauses } = z.object({ pauses: z.array(z.object({ id: z.string() })) }).parse(endless.json)
  const [holiday, byHand] = pauses
  const end = (pause: typeof holiday, as = mia) =>
    play.call('DELETE', `${path}/pauses/${pause?.id ?? ''}`, { as })
  isProblem(await end(byHand, sam), 403, 'not-yours', 'Rita Ross')
  expect((await play.call('GET', path, { as: sam })).json).toMatchObject({
    pauses: [{ may: { resume: false } }, { may: { resume: false } }],
    may: { resume: false, because: expect.stringContaining('Rita Ross') as unknown },
  })
  expect((await end(byHand)).json).toMatchObject({
    state: 'paused',
    pauses: [{ id: holiday?.id, kind: 'out-of-office' }],
    pausedUntil: until,
  })
  isProblem(await end(byHand), 404, 'not-found', 'no such pause any more')
  expect((await end(holiday)).json).toMatchObject({ state: 'active', pauses: [] })
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
      pauses: [
        {
          ...{ kind: 'rep-away', until: null, evidence: null },
          may: { resume: false, because: expect.stringContaining('by itself') as unknown },
        },
      ],
      may: { resume: false, because: expect.stringContaining('by itself') as unknown },
    },
  ])
  const { id, pauses } = cardOfOne.parse(card.json).enrollments[0]
  const resumed = await play.call('DELETE', `/api/enrollments/${id}/pauses/${pauses[0].id}`)
  isProblem(resumed, 409, 'ends-by-itself', 'automatic replies are off')
})
