/** The server dies at each request of an email's way, before or after Graph did it: one email goes out, never two, never none. */

import { enroll } from '../../../server/services/enrollments/enroll.ts'
import {
  day,
  hour,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, rita, ritaId } from '../../support/server/makers.ts'
import { resumeByHand } from '../../support/server/resume.ts'
import { away, throttled, type Errand, type Fault } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
})
afterEach(() => {
  stage.close()
})

/** Works on for the quarter of an hour after which every doubt about an email must have been cleared. */
async function quarter(): Promise<void> {
  for (let passed = 0; passed < 15 * minute; passed += 15 * second) {
    await stage.work()
    stage.pass(15 * second)
  }
}

const points: [Errand, Fault['when']][] = [
  ['draft', 'before'],
  ['draft', 'after'],
  ['list', 'before'],
  ['list', 'after'],
  ['send', 'before'],
  ['send', 'after'],
]
const ways = [
  ['the server is killed', 'crash'],
  ['Graph times out', away],
  ['Graph is throttled', throttled],
] as const

describe.each(ways)('when %s', (_words, answer) => {
  test.each(points)(
    'at “%s”, %s Graph did it, exactly one email goes out',
    async (errand, when) => {
      const { id } = await stage.enroll(ana.address)
      stage.graph.fail(errand, when, answer)
      await quarter()
      expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
      expect(await stage.enrollment(id)).toMatchObject({
        state: 'active',
        emailsSent: 1,
        nextStep: 2,
      })
      expect((await stage.emails(id)).map((one) => one.state)).toEqual(['sent'])
      expect(stage.graph.mails.filter((one) => one.isDraft)).toEqual([])
    },
  )
})

test.each(['draft', 'send'] as const)(
  'at “%s” killed three times running, one email goes out',
  async (errand) => {
    await stage.enroll(ana.address)
    stage.graph.fail(errand, 'before', 'crash', 3)
    for (let quarters = 0; quarters < 4; quarters += 1) await quarter()
    expect(stage.graph.sent).toHaveLength(1)
  },
)

test('killed while an email in doubt is looked for, the email is still sent once', async () => {
  await stage.enroll(ana.address)
  stage.graph.fail('send', 'after', 'crash')
  stage.graph.fail('one', 'after', 'crash', 2)
  await quarter()
  expect(stage.graph.sent).toHaveLength(1)
})

test('an email that Graph took and that still lies among the drafts is asked for again after ten real minutes, through the gate', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.onSend = 'stay'
  stage.graph.fail('send', 'after', away)
  await stage.work()
  stage.jump(hour)
  stage.wait(9 * minute)
  await stage.work()
  expect((await stage.emails(id))[0]?.state).toBe('sending')
  stage.graph.onSend = 'go'
  stage.graph.asked.length = 0
  stage.pass(70 * second)
  await stage.work()
  expect((await stage.emails(id))[0]?.state).toBe('sent')
  const rita = stage.graph.asked.filter((one) => one.mailboxId === ritaId).map((one) => one.errand)
  expect(rita[rita.indexOf('send') - 1]).toBe('list')
  expect(stage.graph.sent).toHaveLength(1)
})

test('an email back among the drafts is not sent when the contact has replied meanwhile', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('send', 'before', away)
  await stage.work()
  stage.graph.deliver(ritaId, { from: ana.address })
  stage.pass(11 * minute)
  await quarter()
  expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
  expect(stage.graph.sent).toEqual([])
  expect((await stage.emails(id))[0]?.state).toBe('withdrawn')
  expect(stage.graph.mails.filter((one) => one.isDraft)).toEqual([])
})

describe('an email that is nowhere to be found', () => {
  let id = ''
  beforeEach(async () => {
    id = (await stage.enroll(ana.address)).id
    stage.graph.onSend = 'vanish'
    stage.graph.fail('send', 'after', away)
    await stage.work()
  })

  test('stays in doubt for a day, and nothing more is sent', async () => {
    stage.jump(23 * hour)
    stage.wait(hour)
    await stage.work()
    expect((await stage.emails(id))[0]?.state).toBe('sending')
    expect((await stage.enrollment(id)).nextStep).toBe(1)
  })

  test('is unknown after 24 hours, and the enrollment is paused', async () => {
    stage.jump(24 * hour)
    stage.pass(minute)
    await stage.work()
    expect((await stage.emails(id))[0]?.state).toBe('unknown')
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'email-unconfirmed' }],
      emailsSent: 0,
    })
  })

  test('is not sent again when the rep resumes: the next step comes instead, in its thread', async () => {
    stage.jump(24 * hour)
    stage.pass(minute)
    await stage.work()
    stage.graph.onSend = 'go'
    await resumeByHand(stage, rita, id, 'email-unconfirmed')
    for (let days = 0; days < 3; days += 1) {
      stage.jump(day)
      await stage.work()
    }
    expect(stage.graph.sent.map((one) => one.subject)).toEqual(['Re: A short question'])
    expect((await stage.emails(id)).map((one) => [one.step, one.state])).toEqual([
      [1, 'unknown'],
      [2, 'sent'],
    ])
  })
})

test('an email found in Sent Items after an outage counts from when it went, not from when it was found', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('send', 'after', 'crash')
  await stage.sync()
  while ((await stage.sync()) === 'done');
  const went = stage.now()
  stage.pass(8 * hour)
  await stage.work()
  const [email] = await stage.emails(id)
  expect(email?.sentAt).toBe(went)
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-04T09:00:00.000Z')
})

test('an email whose answer was lost counts from when it went, though found a minute later', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('send', 'after', away)
  stage.graph.fail('one', 'before', away)
  while ((await stage.sync()) === 'done');
  stage.pass(minute)
  await stage.work()
  stage.pass(minute)
  await stage.work()
  const [email] = await stage.emails(id)
  expect(email).toMatchObject({ state: 'sent', sentAt: '2026-03-02T09:00:00.000Z' })
})

test('an enrolling that Graph does not answer leaves nothing behind', async () => {
  const before = await stage.dump()
  stage.graph.fail('newest', 'before', away)
  const result = await enroll(stage.context, rita, {
    contact: { email: ana.address },
    sequenceId: 'sequence-1',
  })
  expect(result).toMatchObject({ refused: { status: 503 } })
  expect({ ...(await stage.dump()), meta: [] }).toEqual({ ...before, meta: [] })
})
