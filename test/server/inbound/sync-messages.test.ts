/** Reading a mailbox completely: pages, cursor, overlap, the wide read, and mails that only a notification named. */

import { leaseNext, workMailbox } from '../../../server/worker/mailbox-worker.ts'
import { requestSync, wantDeepRead } from '../../../server/store/mailboxes/mailboxes.ts'
import { nameMessages, namedMessages } from '../../../server/store/mailboxes/subscriptions.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, ben, ritaId, samId, start } from '../../support/server/makers.ts'
import { away, type Asked } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
})
afterEach(() => {
  stage.close()
})

const listsOf = (mailboxId: string): Asked[] =>
  stage.graph.asked.filter((one) => one.errand === 'list' && one.mailboxId === mailboxId)
const sinceOf = (asked: Asked | undefined): string =>
  /ge (\S+)/.exec(asked?.query['$filter'] ?? '')?.[1] ?? ''
const requestSyncOfRita = async (): Promise<void> => {
  await requestSync(stage.db, ritaId, 1, stage.now())
  stage.graph.asked.length = 0
}

async function everyMailCounts(times: (index: number) => number, many: number): Promise<void> {
  await stage.enroll(ana.address)
  await stage.work()
  stage.pass(minute)
  for (let index = 0; index < many; index += 1)
    stage.graph.deliver(ritaId, {
      from: `stranger-${String(index)}@other.example`,
      receivedAt: new Date(Date.parse(stage.now()) + times(index)).toISOString(),
    })
  const enrollment = await stage.enroll(ben.address)
  // The last of them in Graph's list is the one that counts.
  stage.pass(many > 2000 ? hour : 10 * minute)
  stage.graph.deliver(ritaId, {
    from: ben.address,
    receivedAt: new Date(Date.parse(start) + minute + times(many - 1)).toISOString(),
  })
  await stage.work()
  expect((await stage.enrollment(enrollment.id)).reason).toBe('wrote-separately')
}

test('a mail behind more than a page of mails of one single second is read', async () => {
  await everyMailCounts(() => second, 1203)
})

test('a mail behind several pages of different seconds is read', async () => {
  await everyMailCounts((index) => Math.floor(index / 7) * second, 1203)
})

test('a page is asked for by the last second seen, not by counting', async () => {
  for (let index = 0; index < 700; index += 1)
    stage.graph.deliver(ritaId, {
      from: 'news@other.example',
      receivedAt: new Date(Date.parse(start) + index * second).toISOString(),
    })
  stage.pass(20 * minute)
  await requestSyncOfRita()
  await stage.work()
  const lists = listsOf(ritaId)
  expect(lists.length).toBeGreaterThan(1)
  expect(lists.every((one) => one.query['$skip'] === undefined)).toBe(true)
})

test('the cursor never runs ahead of Graph’s own time, whatever a mail says', async () => {
  stage.pass(minute)
  stage.graph.deliver(ritaId, { receivedAt: '2026-03-02T18:00:00.000Z' })
  await requestSyncOfRita()
  await stage.work()
  expect((await mailboxOf(stage)).readFrom).toBe('2026-03-02T09:01:00.000Z')
})

test('a server whose clock runs fast does not skip what Graph will date earlier', async () => {
  stage.graph.aheadMs = -3 * minute
  stage.pass(hour)
  await requestSyncOfRita()
  await stage.work()
  expect((await mailboxOf(stage)).readFrom).toBe('2026-03-02T09:57:00.000Z')
})

test('each read begins ten minutes before the cursor', async () => {
  stage.pass(hour)
  await requestSyncOfRita()
  await stage.work()
  stage.pass(5 * minute)
  await requestSyncOfRita()
  await stage.work()
  expect(sinceOf(listsOf(ritaId)[0])).toBe('2026-03-02T09:50:00Z')
})

test('once a day the read reaches back seven days', async () => {
  stage.pass(10 * minute)
  await requestSyncOfRita()
  await stage.work()
  expect(sinceOf(listsOf(ritaId)[0])).toBe('2026-03-02T08:50:00Z')
  stage.graph.asked.length = 0
  for (let quarter = 0; quarter < 97; quarter += 1) {
    stage.pass(15 * minute)
    await stage.work()
  }
  const wide = listsOf(ritaId).filter(
    (one) => Date.parse(one.query['$filter']?.slice(20) ?? '') < Date.parse(start) - 5 * day,
  )
  expect(wide).toHaveLength(1)
})

test('after lost notifications the next read reaches back seven days, and the one after does not', async () => {
  stage.pass(minute)
  await wantDeepRead(stage.db, ritaId, '1970-01-01T00:00:00.000Z')
  await requestSyncOfRita()
  await stage.work()
  expect(sinceOf(listsOf(ritaId)[0])).toBe('2026-02-23T09:00:00Z')
  stage.pass(minute)
  await requestSyncOfRita()
  await stage.work()
  expect(sinceOf(listsOf(ritaId)[0])).toBe('2026-03-02T08:51:00Z')
})

test('after hours in which nobody read, the read reaches back seven days', async () => {
  stage.graph.asked.length = 0
  stage.pass(3 * hour)
  await stage.work()
  expect(sinceOf(listsOf(ritaId)[0])).toBe('2026-02-23T09:00:00Z')
})

test('a mailbox that nobody asks to sync is read every 15 minutes', async () => {
  stage.graph.asked.length = 0
  stage.pass(14 * minute)
  await stage.work()
  expect(listsOf(ritaId)).toHaveLength(0)
  stage.pass(minute)
  await stage.work()
  expect(listsOf(ritaId)).toHaveLength(1)
})

test('a read that breaks off half-way moves no cursor and is done again', async () => {
  const before = await mailboxOf(stage)
  for (let index = 0; index < 700; index += 1)
    stage.graph.deliver(ritaId, {
      receivedAt: new Date(Date.parse(start) + index * second).toISOString(),
    })
  stage.pass(20 * minute)
  await requestSyncOfRita()
  let lists = 0
  stage.graph.before = (asked) => {
    lists += asked.errand === 'list' && asked.mailboxId === ritaId ? 1 : 0
    if (lists >= 2) throw away
  }
  await stage.sync()
  await stage.sync()
  const broken = await mailboxOf(stage)
  expect(broken).toMatchObject({ readFrom: before.readFrom, readAt: before.readAt, attempts: 1 })
  expect(broken.lastError).toContain('504')
  stage.graph.before = null
  stage.pass(2 * second)
  await stage.work()
  expect(await mailboxOf(stage)).toMatchObject({ attempts: 0, lastError: null })
  expect((await mailboxOf(stage)).readFrom > before.readFrom).toBe(true)
})

test('a moved mail that only a notification named is read although its date is old', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  const [email] = await stage.emails(id)
  stage.pass(30 * day)
  await stage.work()
  const moved = stage.graph.deliver(ritaId, {
    receivedAt: '2026-03-02T09:05:00.000Z',
    headers: [{ name: 'In-Reply-To', value: email?.messageId ?? '' }],
  })
  await nameMessages(stage.db, ritaId, [moved.id])
  await requestSyncOfRita()
  await stage.work()
  expect((await stage.timeline(id)).join()).toContain('Ana')
  expect(await namedMessages(stage.db, ritaId, Number.MAX_SAFE_INTEGER, 10)).toEqual([])
})

test('a named mail that cannot be found is looked for three times within a minute, then dropped', async () => {
  stage.pass(minute)
  await nameMessages(stage.db, ritaId, ['mail-gone'])
  await requestSyncOfRita()
  await stage.work()
  for (let tries = 0; tries < 6; tries += 1) {
    stage.pass(20 * second)
    await stage.work()
  }
  expect(stage.graph.asked.filter((one) => one.path.endsWith('/mail-gone'))).toHaveLength(3)
  expect(await namedMessages(stage.db, ritaId, Number.MAX_SAFE_INTEGER, 10)).toEqual([])
})

test('a thousand notifications for one mailbox cost a handful of requests', async () => {
  stage.pass(minute)
  const mails = Array.from({ length: 1000 }, () =>
    stage.graph.deliver(ritaId, { from: 'news@other.example' }),
  )
  await nameMessages(
    stage.db,
    ritaId,
    mails.map((mail) => mail.id),
  )
  await requestSync(stage.db, ritaId, 1000, stage.now())
  stage.graph.asked.length = 0
  await stage.work()
  expect(stage.graph.asked.length).toBeLessThanOrEqual(10)
})

test('a sync request that comes while the mailbox is read keeps it due', async () => {
  await requestSyncOfRita()
  const lease = await leaseNext(stage.context, 'one-sync')
  if (!lease) throw new Error('The mailbox was not due.')
  stage.graph.before = (asked) => {
    if (asked.errand !== 'list') return
    stage.graph.before = null
    void requestSync(stage.db, lease.mailbox.id, 1, stage.now())
  }
  await workMailbox(stage.context, lease)
  const after = await mailboxOf(stage, lease.mailbox.id)
  expect(after.syncRequests - after.syncsDone).toBe(1)
  expect(after.dueAt <= stage.now()).toBe(true)
})

test('a mail that concerns nobody leaves no row anywhere', async () => {
  await stage.enroll(ana.address)
  await stage.work()
  stage.pass(minute)
  for (const id of [ritaId, samId]) await requestSync(stage.db, id, 1, stage.now())
  await stage.work()
  const before = await stage.dump()
  const secret = stage.graph.deliver(ritaId, {
    from: 'doctor@clinic.example',
    subject: 'Your blood test',
    messageId: '<private@clinic.example>',
  })
  await nameMessages(stage.db, ritaId, [secret.id])
  await requestSyncOfRita()
  await stage.work()
  const after = await stage.dump()
  for (const [table, rows] of Object.entries(after))
    if (table !== 'mailboxes') expect({ [table]: rows }).toEqual({ [table]: before[table] })
  expect(JSON.stringify(after)).not.toMatch(/clinic|blood/)
})
