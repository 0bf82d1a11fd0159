/** Between the gate and the first byte of /send: what happened meanwhile is asked about once more, and a late request is not made. */

import type { Notification } from '../../../server/graph/change-notifications.ts'
import { GraphError } from '../../../server/graph/errors.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { openNotificationInbox } from '../../../server/services/mailboxes/receive-notifications.ts'
import { rewindCursor } from '../../../server/store/mailboxes/mailboxes.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, ben, rita, ritaId } from '../../support/server/makers.ts'
import type { MessageInGraph } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
})
afterEach(() => {
  stage.close()
})

const notify = async (given: Partial<Notification>, about = 'messages'): Promise<void> => {
  const one = stage.graph.subscriptions.find(
    ({ resource }) => resource.includes(ritaId) && resource.includes(about),
  )
  if (!one) throw new Error('No subscription.')
  const from = { subscriptionId: one.id, clientState: one.clientState, lifecycle: null }
  await openNotificationInbox(stage.context).accept([{ ...from, itemId: null, ...given }])
}
/** A mail comes, and Graph tells of it at once. */
const comes = async (mail: Partial<MessageInGraph>): Promise<void> =>
  notify({ itemId: stage.graph.deliver(ritaId, mail).id })
const before = (then: (count: number) => void | Promise<void>): void => {
  let count = 0
  stage.graph.connecting = () => then((count += 1))
}
const once =
  (then: () => void | Promise<void>) =>
  (count: number): void | Promise<void> =>
    count === 1 ? then() : undefined
const errands = (): string[] => stage.graph.errands().filter((one) => /list|send/.test(one))
/** The same up to the email. */
const untilSent = (): string[] => errands().slice(0, errands().indexOf('send') + 1)

describe.each<[string, () => void]>([
  ['the process was frozen for twelve seconds', () => stage.wait(12 * second)],
  ['the laptop slept for an hour', () => stage.sleep(hour)],
  [
    'twelve seconds went by and the wall clock was set back',
    () => {
      stage.wait(12 * second)
      stage.setWall(-hour)
    },
  ],
])('when just before the request %s', (_what, happens) => {
  test('nothing is sent on what was seen before; the mailbox is read again, and then it goes', async () => {
    const { id } = await stage.enroll(ana.address)
    stage.graph.asked.length = 0
    const states: string[] = []
    before(async (count) => {
      states.push((await stage.emails(id))[0]?.state ?? '')
      if (count === 1) happens()
    })
    await stage.work()
    expect(untilSent()).toEqual(['list', 'list', 'list', 'send'])
    expect(states).toEqual(['sending', 'sending'])
    expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
    expect(await stage.enrollment(id)).toMatchObject({ emailsSent: 1, nextStep: 2, waits: null })
  })

  test('a reply that came meanwhile stops the email, though no notification told of it', async () => {
    const { id } = await stage.enroll(ana.address)
    await stage.work()
    stage.jump(2 * day)
    stage.graph.connecting = () => {
      stage.graph.connecting = null
      happens()
      stage.graph.deliver(ritaId, { from: ana.address })
    }
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    expect(await stage.enrollment(id)).toMatchObject({ reason: 'wrote-separately', emailsSent: 1 })
    expect((await stage.emails(id)).map((one) => one.state)).toEqual(['sent', 'withdrawn'])
  })
})

test('a reply whose notification comes just before the request stops the email', async () => {
  const { id } = await stage.enroll(ana.address)
  before(once(() => comes({ from: ana.address })))
  await stage.work()
  expect(stage.graph.sent).toEqual([])
  expect(await stage.enrollment(id)).toMatchObject({ reason: 'wrote-separately', emailsSent: 0 })
})

test.each<[string, () => Promise<void>]>([
  ['a notification that names no message', () => notify({})],
  ['word that notifications were lost', () => notify({ lifecycle: 'missed' })],
  [
    'an end that is undone elsewhere',
    () => rewindCursor(stage.db, ritaId, '2026-03-02T08:00:00.000Z'),
  ],
])('%s just before the request makes the mailbox be read again', async (_what, happens) => {
  await stage.enroll(ana.address)
  stage.graph.asked.length = 0
  before(once(happens))
  await stage.work()
  expect(untilSent()).toEqual(['list', 'list', 'list', 'send'])
  expect(stage.graph.sent).toHaveLength(1)
})

test.each<[string, () => Promise<void>]>([
  [
    'our own drafts',
    async () => {
      for (const draft of stage.graph.mails.filter((one) => one.isDraft))
        await notify({ itemId: draft.id })
    },
  ],
  ['the calendar', () => notify({ itemId: 'event-1' }, 'events')],
  [
    'a mail that the read has met',
    async () => notify({ itemId: stage.graph.mails.find((one) => !one.isDraft)?.id ?? '' }),
  ],
])('a notification of %s delays nothing', async (_what, happens) => {
  stage.graph.deliver(ritaId, { from: 'news@other.example' })
  await stage.enroll(ana.address)
  stage.graph.asked.length = 0
  let connections = 0
  before((count) => {
    connections = count
    return once(happens)(count)
  })
  await stage.work()
  expect(connections).toBe(1)
  expect(stage.graph.sent).toHaveLength(1)
})

test('a mailbox that is flooded is read three times for an email, and then a read just made counts', async () => {
  await stage.enroll(ana.address)
  stage.graph.asked.length = 0
  before(() => comes({ from: 'news@other.example' }))
  await stage.work()
  expect(untilSent()).toEqual(['list', 'list', 'list', 'list', 'list', 'send'])
  expect(stage.graph.sent).toHaveLength(1)
})

test('a flood lets nobody through on a read that is too old', async () => {
  await stage.enroll(ana.address)
  before(async (count) => {
    if (count > 3) stage.wait(11 * second)
    await comes({ from: 'news@other.example' })
  })
  for (let syncs = 0; syncs < 4; syncs += 1) await stage.sync()
  expect(stage.graph.sent).toEqual([])
})

test('of twenty emails that share one read, a reply during the first stops the later one', async () => {
  const ids: string[] = []
  for (let index = 0; index < 20; index += 1)
    ids.push((await stage.enroll(`person-${String(index)}@firm-${String(index)}.example`)).id)
  let sends = 0
  stage.graph.before = (asked) => {
    if (asked.errand !== 'send') return
    sends += 1
    // Graph takes its time with each, but for the last of them no read would be too old yet.
    stage.wait(300)
    if (sends === 2) void comes({ from: 'person-9@firm-9.example' })
  }
  // The notification is stored while the next email waits for its connection.
  before(() => new Promise((resolve) => setTimeout(resolve, 5)))
  await stage.work()
  expect(stage.graph.sent).toHaveLength(19)
  expect(stage.graph.sent.map((one) => one.to)).not.toContain('person-9@firm-9.example')
  expect(await stage.enrollment(ids[9] ?? '')).toMatchObject({ reason: 'wrote-separately' })
})

test.each([503, 504])(
  'when the mailbox cannot even be read to begin with (%s), whatever is due says why it waits, until it goes on',
  async (status) => {
    const told = async (id: string) =>
      (await showEnrollment(stage.db, rita, await stage.enrollment(id))).nextStep?.waits ?? null
    const early = await stage.enroll(ana.address)
    await stage.work()
    stage.jump(2 * day)
    const ids = [early.id, (await stage.enroll(ben.address)).id]
    stage.graph.before = (asked) => {
      if (asked.errand === 'list') throw new GraphError('unavailable', status, 'Busy', null)
    }
    for (const id of ids) expect(await told(id)).toBeNull()
    for (let tries = 0; tries < 3; tries += 1) {
      await stage.sync()
      for (const id of ids)
        expect(await told(id)).toMatch(/^Waits: Microsoft 365 answers too slowly to be sure/)
      stage.pass(minute)
    }
    expect(stage.graph.sent).toHaveLength(1)
    stage.graph.before = null
    for (let emails = 0; emails < 2; emails += 1) {
      await stage.work()
      stage.pass(minute)
    }
    expect(stage.graph.sent).toHaveLength(3)
    for (const id of ids) expect(await told(id)).toBeNull()
    expect(await mailboxOf(stage)).toMatchObject({ attempts: 0, paceWaits: null })
  },
)

describe('while reading takes longer than a read counts', () => {
  const isSlow = (ms: number): void => {
    stage.graph.before = (asked) => {
      if (asked.errand === 'list') stage.wait(ms)
    }
  }

  test('nothing is sent, the enrollment says why it waits, and later it goes', async () => {
    const { id } = await stage.enroll(ana.address)
    isSlow(11 * second)
    await stage.workMinutes(5)
    expect(stage.graph.sent).toEqual([])
    expect((await stage.emails(id)).map((one) => one.state)).toEqual(['drafted'])
    const shown = await showEnrollment(stage.db, rita, await stage.enrollment(id))
    expect(shown.nextStep?.waits).toContain('answers too slowly')
    isSlow(1 * second)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
  })

  test('a read of nine seconds still counts, for the moment that is left', async () => {
    await stage.enroll(ana.address)
    isSlow(9 * second)
    await stage.sync()
    await stage.sync()
    expect(stage.graph.sent).toHaveLength(1)
  })

  test('the mailbox is not read in a circle', async () => {
    await stage.enroll(ana.address)
    await stage.enroll('ben@acme.example')
    isSlow(11 * second)
    await stage.work()
    stage.graph.asked.length = 0
    stage.pass(15 * second)
    await stage.work()
    expect(errands().length).toBeLessThanOrEqual(3)
    expect((await mailboxOf(stage)).attempts).toBe(0)
  })
})
