/** Notifications and subscriptions: a notification is checked, counted and stored; a subscription is kept, renewed and made anew. */

import sql from 'sql-template-tag'
import type { Notification } from '../../../server/graph/change-notifications.ts'
import { openNotificationInbox } from '../../../server/services/mailboxes/receive-notifications.ts'
import type { Db } from '../../../server/store/db/db.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, ritaId, samId } from '../../support/server/makers.ts'
import { away, forbidden } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
  stage.pass(minute)
  stage.graph.asked.length = 0
})
afterEach(() => {
  stage.close()
})

const subscription = () => {
  const one = stage.graph.subscriptions.find((s) => s.resource.includes(ritaId))
  if (!one) throw new Error('No subscription.')
  return one
}
const notification = (given: Partial<Notification> = {}): Notification => ({
  subscriptionId: subscription().id,
  clientState: subscription().clientState,
  itemId: null,
  lifecycle: null,
  ...given,
})

describe('a notification', () => {
  test('asks its mailbox to sync and names its mail', async () => {
    await openNotificationInbox(stage.context).accept([notification({ itemId: 'mail-9' })])
    const { syncRequests, syncsDone, dueAt } = await mailboxOf(stage)
    expect(syncRequests - syncsDone).toBe(1)
    expect(dueAt).toBe(stage.now())
    expect(await stage.db.all(sql`select graph_id from named_messages`)).toEqual([
      { graph_id: 'mail-9' },
    ])
  })

  test.each([
    ['with the wrong secret', { clientState: 'guessed', itemId: 'x' }],
    ['with no secret', { clientState: '', itemId: 'x' }],
    ['with a secret of many bytes', { clientState: 'ü'.repeat(100), itemId: 'x' }],
    ['of an unknown subscription', { subscriptionId: 'nobody', itemId: 'x' }],
    [
      'of a lifecycle, with the wrong secret',
      { clientState: 'x', lifecycle: 'subscriptionRemoved' },
    ],
  ] as const)('%s changes nothing', async (_words, given) => {
    const before = await stage.dump()
    await openNotificationInbox(stage.context).accept([notification(given)])
    expect(await stage.dump()).toEqual(before)
  })

  test('a thousand at once are stored by one commit', async () => {
    let commits = 0
    const db: Db = {
      all: (statement) => stage.db.all(statement),
      one: (statement) => stage.db.one(statement),
      skipLocked: stage.db.skipLocked,
      publish: (...changes) => stage.db.publish(...changes),
      transaction: (work) => {
        commits += 1
        return stage.db.transaction(work)
      },
    }
    let woken = 0
    const box = openNotificationInbox({ ...stage.context, db, wake: () => (woken += 1) })
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        box.accept([notification({ itemId: `mail-${String(index % 500)}` })]),
      ),
    )
    await new Promise(setImmediate)
    expect({ commits, woken }).toEqual({ commits: 1, woken: 1 })
    expect((await mailboxOf(stage)).syncRequests).toBe(1000)
    expect(await stage.db.all(sql`select count(*) as n from named_messages`)).toEqual([{ n: 500 }])
  })

  test('is answered with a failure when it could not be stored, and those after it are taken', async () => {
    let broken = true
    const db: Db = {
      all: (statement) => stage.db.all(statement),
      one: (statement) => stage.db.one(statement),
      skipLocked: stage.db.skipLocked,
      publish: (...changes) => stage.db.publish(...changes),
      transaction: (work) =>
        broken ? Promise.reject(new Error('disk full')) : stage.db.transaction(work),
    }
    const box = openNotificationInbox({ ...stage.context, db })
    await expect(box.accept([notification()])).rejects.toThrow('disk full')
    broken = false
    await box.accept([notification()])
    expect((await mailboxOf(stage)).syncRequests).toBe(1)
  })

  test('lost, doubled, late and out of order, changes nothing in the outcome', async () => {
    const { id } = await stage.enroll(ana.address)
    await stage.work()
    stage.pass(minute)
    const mail = stage.graph.deliver(ritaId, {})
    const box = openNotificationInbox(stage.context)
    stage.pass(15 * minute)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
    const before = await stage.timeline(id)
    for (const itemId of [mail.id, mail.id, 'mail-0']) await box.accept([notification({ itemId })])
    for (let tries = 0; tries < 8; tries += 1) {
      await stage.work()
      stage.pass(20 * second)
    }
    expect(await stage.timeline(id)).toEqual(before)
    expect(await stage.db.all(sql`select * from named_messages`)).toEqual([])
  })
})

describe('a lifecycle notification', () => {
  test('that some notifications were missed makes the next read reach back seven days', async () => {
    await openNotificationInbox(stage.context).accept([notification({ lifecycle: 'missed' })])
    await stage.work()
    const list = stage.graph.asked.find((one) => one.errand === 'list')
    expect(list?.query['$filter']).toContain('2026-02-23')
    expect(stage.graph.errands()).not.toContain('renew')
  })

  test('that asks for a new authorization has the subscription renewed', async () => {
    await openNotificationInbox(stage.context).accept([
      notification({ lifecycle: 'reauthorizationRequired' }),
    ])
    await stage.work()
    expect(stage.graph.errands()).toContain('renew')
  })

  test('that the subscription is gone has a new one made, and the mailbox read widely', async () => {
    const old = subscription()
    const removed = notification({ lifecycle: 'subscriptionRemoved' })
    stage.graph.subscriptions.splice(0, 1)
    await openNotificationInbox(stage.context).accept([removed])
    await stage.work()
    expect(subscription().id).not.toBe(old.id)
    expect(subscription().clientState).not.toBe(old.clientState)
    const list = stage.graph.asked.find((one) => one.errand === 'list')
    expect(list?.query['$filter']).toContain('2026-02-23')
  })
})

describe('a subscription', () => {
  test('is renewed every day, long before it ends', async () => {
    for (let days = 0; days < 10; days += 1) {
      stage.jump(day)
      await stage.work()
      expect(subscription().expires > stage.now()).toBe(true)
    }
    expect(stage.graph.subscriptions).toHaveLength(4)
  })

  test('that Graph does not have any more is made anew, and mails of the gap are found', async () => {
    const { id } = await stage.enroll(ana.address)
    await stage.work()
    stage.graph.subscriptions.length = 0
    stage.graph.deliver(ritaId, { receivedAt: '2026-03-02T20:00:00.000Z' })
    stage.jump(day)
    await stage.work()
    expect(stage.graph.subscriptions).toHaveLength(4)
    expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
  })

  test('found gone within the day makes the next read reach back seven days', async () => {
    const asks = notification({ lifecycle: 'reauthorizationRequired' })
    stage.graph.subscriptions.length = 0
    await openNotificationInbox(stage.context).accept([asks])
    await stage.work()
    const list = stage.graph.asked.find((one) => one.errand === 'list')
    expect(list?.query['$filter']).toContain('2026-02-23')
  })

  test('whose answer was lost is found, removed and made anew instead of colliding with itself', async () => {
    await stage.db.all(sql`delete from subscriptions`)
    await stage.db.all(
      sql`update mailboxes set subscription_due_at = due_at, due_at = ${stage.now()}`,
    )
    await stage.db.all(sql`update mailboxes set subscription_due_at = ${stage.now()}`)
    const old = subscription().id
    await stage.work()
    expect(stage.graph.subscriptions).toHaveLength(4)
    expect(subscription().id).not.toBe(old)
    expect((await mailboxOf(stage)).lastError).toBeNull()
  })

  test('that cannot be had does not stop reading and sending, is shown, and is tried again in a minute', async () => {
    await stage.db.all(sql`update mailboxes set subscription_due_at = ${stage.now()}`)
    await stage.db.all(sql`update subscriptions set check_at = ${stage.now()}`)
    stage.graph.fail('renew', 'before', away)
    await stage.enroll(ana.address)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    expect((await mailboxOf(stage)).lastError).toContain('subscription')
    stage.pass(hour)
    await stage.work()
    expect((await mailboxOf(stage)).lastError).toBeNull()
  })

  test('that this app may not have: emails go and replies are found by the sweep alone, and it is told', async () => {
    const told: string[] = []
    stage.context.report = ({ event }) => void told.push(event)
    await stage.db.all(sql`delete from subscriptions`)
    await stage.db.all(sql`update mailboxes set subscription_due_at = ${stage.now()}`)
    stage.graph.subscriptions.length = 0
    stage.graph.fail('subscribe', 'before', forbidden, 1_000)
    const { id } = await stage.enroll(ana.address)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    stage.graph.deliver(ritaId, { from: ana.address })
    stage.pass(15 * minute)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
    expect(await mailboxOf(stage)).toMatchObject({ attempts: 0, pauseKind: null })
    expect(told).toContain('no-mailbox-notifications')
    stage.graph.asked.length = 0
    for (let minutes = 0; minutes < 60; minutes += 1) {
      stage.pass(minute)
      await stage.work()
    }
    // Mail and calendar, once an hour, in each of the two mailboxes.
    expect(stage.graph.errands().filter((one) => one === 'subscribe')).toHaveLength(4)
    stage.graph.heal()
    stage.pass(hour)
    await stage.work()
    expect(stage.graph.subscriptions).toHaveLength(4)
    expect((await mailboxOf(stage)).lastError).toBeNull()
  })

  test('of the calendar is had besides, and its notifications name events', async () => {
    const own = stage.graph.subscriptions.find((one) => one.resource === `users/${ritaId}/events`)
    if (!own) throw new Error('No subscription to the calendar.')
    const { id: subscriptionId, clientState } = own
    await openNotificationInbox(stage.context).accept([
      notification({ subscriptionId, clientState, itemId: 'event-9' }),
    ])
    expect(await stage.db.all(sql`select event_id from named_events`)).toEqual([
      { event_id: 'event-9' },
    ])
    expect(await stage.db.all(sql`select graph_id from named_messages`)).toEqual([])
    expect(await stage.db.all(sql`select sync_requests from calendars`)).toEqual([
      { sync_requests: 1 },
    ])
    expect((await mailboxOf(stage)).dueAt).toBe(stage.now())
  })

  test('of the calendar that Graph does not have any more is made anew; the mail’s is left alone', async () => {
    const own = stage.graph.subscriptions.find((one) => one.resource === `users/${ritaId}/events`)
    if (!own) throw new Error('No subscription to the calendar.')
    const mails = subscription().id
    const { id: subscriptionId, clientState } = own
    stage.graph.subscriptions.splice(stage.graph.subscriptions.indexOf(own), 1)
    await openNotificationInbox(stage.context).accept([
      notification({ subscriptionId, clientState, lifecycle: 'subscriptionRemoved' }),
    ])
    await stage.work()
    const made = stage.graph.asked.filter((one) => one.errand === 'subscribe')
    expect(made.map((one) => one.json)).toEqual([
      expect.objectContaining({
        resource: `users/${ritaId}/events`,
        changeType: 'created,updated,deleted',
      }),
    ])
    expect(subscription().id).toBe(mails)
    expect(stage.graph.errands()).not.toContain('renew')
  })

  test('of one mailbox never touches another’s', async () => {
    const sams = stage.graph.subscriptions.find((one) => one.resource.includes(samId))
    await openNotificationInbox(stage.context).accept([
      notification({ lifecycle: 'subscriptionRemoved' }),
    ])
    await stage.work()
    expect(stage.graph.subscriptions).toContainEqual(sams)
  })
})
