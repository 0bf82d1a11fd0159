/** Reading a mailbox in which much has gathered: progress is kept, pages fit what Graph can do, and a rewind is never lost. */

import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import { isRefused } from '../../../server/services/problem.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { linkAlias } from '../../../server/services/contacts/link-alias.ts'
import { requestSync, wantDeepRead } from '../../../server/store/mailboxes/mailboxes.ts'
import { GraphError, noAnswerInTime } from '../../../server/graph/errors.ts'
import { addMinutesApart } from '../../support/server/backlog.ts'
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

const backlog = (many: number): void => addMinutesApart(stage, ritaId, many)
const isList = (asked: Asked): boolean => asked.errand === 'list' && asked.mailboxId === ritaId
const lists = (): Asked[] => stage.graph.asked.filter(isList)
const sizes = (): number[] => lists().map((one) => Number(one.query['$top']))
const sinceOf = (asked: Asked | undefined): string =>
  /ge (\S+)/.exec(asked?.query['$filter'] ?? '')?.[1] ?? ''

/** Calls `then` before each list of Rita's mailbox is answered, with its number from 1 on. */
function beforeLists(then: (count: number, asked: Asked) => void): void {
  let count = 0
  stage.graph.before = (asked) => {
    if (!isList(asked)) return
    count += 1
    then(count, asked)
  }
}

test('with one 504 in ten, a backlog of 6,500 mails is read within minutes, and the email goes', async () => {
  await stage.enroll(ana.address)
  stage.pass(6 * day)
  backlog(6500)
  beforeLists((count) => {
    if (count % 10 === 0) throw away
  })
  for (let minutes = 0; minutes < 5; minutes += 1) {
    await stage.sync()
    stage.pass(minute)
  }
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
  expect(lists().length).toBeLessThan(60)
})

test('however often a read breaks off, no page is lost and it comes to its end', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.pass(3 * day)
  backlog(1500)
  stage.graph.deliver(ritaId, {
    from: ana.address,
    receivedAt: new Date(Date.parse(stage.now()) - 1000 * minute).toISOString(),
  })
  // Every second list fails for good: a sync gets one page further at most.
  beforeLists((count) => {
    if (count % 2 === 0) throw new GraphError('unavailable', null, 'ECONNRESET', null)
  })
  for (let syncs = 0; syncs < 30; syncs += 1) {
    await stage.sync()
    stage.pass(5 * minute)
  }
  expect(await stage.enrollment(id)).toMatchObject({ reason: 'wrote-separately', emailsSent: 0 })
  expect((await mailboxOf(stage)).unfinishedRead).toBeNull()
})

test('a read that breaks off goes on where it was, and only its last page moves the cursor', async () => {
  const before = await mailboxOf(stage)
  stage.pass(2 * day)
  backlog(400)
  await requestSync(stage.db, ritaId, 1, stage.now())
  stage.graph.asked.length = 0
  beforeLists((count) => {
    if (count === 3) throw new GraphError('unavailable', null, 'ECONNRESET', null)
  })
  await stage.sync()
  await stage.sync()
  const broken = await mailboxOf(stage)
  expect(broken).toMatchObject({
    readFrom: before.readFrom,
    readAt: before.readAt,
    readReal: before.readReal,
  })
  const reached = sinceOf(lists()[2])
  expect(broken.unfinishedRead?.at).toBe(reached.replace('Z', '.000Z'))
  stage.graph.before = null
  stage.graph.asked.length = 0
  stage.pass(2 * second)
  await stage.work()
  expect(sinceOf(lists()[0])).toBe(reached)
  expect(await mailboxOf(stage)).toMatchObject({ attempts: 0, unfinishedRead: null })
  expect((await mailboxOf(stage)).readFrom > before.readFrom).toBe(true)
})

test('a mail that is filed late, while a broken read rests, is read when it goes on', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.before = null
  // All of the last minutes: the read breaks off at mail that has only just come.
  for (let index = 0; index < 200; index += 1)
    stage.graph.deliver(ritaId, {
      from: 'news@other.example',
      receivedAt: new Date(Date.parse(stage.now()) + index * second).toISOString(),
    })
  stage.pass(5 * minute)
  beforeLists((count) => {
    if (count === 2) throw new GraphError('unavailable', null, 'ECONNRESET', null)
  })
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.sync()
  await stage.sync()
  stage.graph.before = null
  stage.graph.deliver(ritaId, {
    from: ana.address,
    receivedAt: new Date(Date.parse(stage.now()) - 5 * minute).toISOString(),
  })
  stage.pass(2 * second)
  await stage.work()
  expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
})

describe('pages', () => {
  async function readBacklog(many: number): Promise<void> {
    stage.pass(20 * day)
    backlog(many)
    await requestSync(stage.db, ritaId, 1, stage.now())
    stage.graph.asked.length = 0
    await stage.work()
  }

  test('start at 50 and double while Graph answers at once, up to 500', async () => {
    await readBacklog(2000)
    expect(sizes()).toEqual([50, 100, 200, 400, 500, 500, 500])
  })

  test('are kept as large as they were for the next read', async () => {
    await readBacklog(400)
    stage.graph.asked.length = 0
    stage.pass(minute)
    await requestSync(stage.db, ritaId, 1, stage.now())
    await stage.work()
    expect(sizes()).toEqual([400])
  })

  test.each([
    ['a 504', away],
    ['a 503 that names no time', new GraphError('unavailable', 503, 'ServiceUnavailable', null)],
    ['no answer in time', new GraphError('unavailable', null, noAnswerInTime, null)],
  ])(
    'are asked for again at half the size after %s, within the same sync',
    async (_what, error) => {
      beforeLists((count) => {
        if (count === 4 || count === 5) throw error
      })
      await readBacklog(1000)
      expect(sizes().slice(0, 7)).toEqual([50, 100, 200, 400, 200, 100, 100])
      expect((await mailboxOf(stage)).attempts).toBe(0)
    },
  )

  test('get no smaller than ten, and after five tries the sync fails and parks', async () => {
    beforeLists(() => {
      throw away
    })
    await requestSync(stage.db, ritaId, 1, stage.now())
    stage.graph.asked.length = 0
    await stage.sync()
    expect(sizes()).toEqual([50, 25, 12, 10, 10])
    expect(await mailboxOf(stage)).toMatchObject({ attempts: 1, pageSize: 10 })
  })

  test('stay as they are when Graph takes its time, and shrink when it takes long', async () => {
    beforeLists((count) => {
      stage.wait(count === 3 ? 6 * second : 3 * second)
    })
    await readBacklog(300)
    expect(sizes()).toEqual([50, 50, 50, 25, 25, 25, 25, 25, 25, 25])
  })

  test('told to wait, the mailbox is parked at once', async () => {
    beforeLists(() => {
      throw new GraphError('unavailable', 503, 'ServiceUnavailable', 60_000)
    })
    await readBacklog(100)
    expect(sizes()).toEqual([50])
  })

  test('of one single second are read to their end although Graph cannot answer the large ones', async () => {
    const { id } = await stage.enroll(ana.address)
    for (let index = 0; index < 1203; index += 1)
      stage.graph.deliver(ritaId, { from: `stranger-${String(index)}@other.example` })
    stage.graph.deliver(ritaId, { from: ana.address })
    stage.pass(20 * minute)
    stage.graph.asked.length = 0
    beforeLists((_count, asked) => {
      if (Number(asked.query['$top']) > 100) throw away
    })
    await requestSync(stage.db, ritaId, 1, stage.now())
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
    expect(lists().length).toBeLessThan(30)
  })
})

describe('while a backlog is read', () => {
  /** Ana writes early in a backlog of sixteen hours; `meanwhile` happens when the second page is asked for. */
  async function catchUp(meanwhile: () => void): Promise<void> {
    stage.graph.fail('list', 'before', away, 1000)
    for (let quarters = 0; quarters < 4; quarters += 1) {
      stage.pass(5 * minute)
      await stage.work()
    }
    stage.graph.deliver(ritaId, { from: 'ana@acme.example', subject: 'Please stop' })
    stage.pass(16 * hour)
    backlog(900)
    stage.graph.heal()
    beforeLists((count) => {
      if (count === 2) meanwhile()
    })
    for (let quarters = 0; quarters < 8; quarters += 1) {
      await stage.work()
      stage.pass(5 * minute)
    }
  }

  /** Had the first of two emails, the second of which comes forty minutes later. */
  async function enrolledInShort(address: string): Promise<Enrollment> {
    await stage.sequence(
      [
        { subject: 'Hi', body: 'One' },
        { body: 'Two', delay: 'PT40M' },
      ],
      'short',
    )
    const enrollment = await stage.enroll(address, { sequenceId: 'short' })
    await stage.work()
    return enrollment
  }

  test('an end that is undone counts what the contact wrote in the pages judged before', async () => {
    const { id } = await enrolledInShort(ana.address)
    stage.pass(3 * minute)
    await unenrollManually(stage.context, rita, id)
    await catchUp(() => void undoManually(stage.context, rita, id))
    expect(stage.graph.sent).toHaveLength(1)
    expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'wrote-separately' })
  })

  test('the same when the read breaks off just then', async () => {
    const { id } = await enrolledInShort(ana.address)
    stage.pass(3 * minute)
    await unenrollManually(stage.context, rita, id)
    await catchUp(() => {
      void undoManually(stage.context, rita, id)
      throw new GraphError('unavailable', null, 'ECONNRESET', null)
    })
    expect(stage.graph.sent).toHaveLength(1)
    expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'wrote-separately' })
  })

  test('an address that is linked counts in the pages judged before', async () => {
    const { id, contactId } = await enrolledInShort(ben.address)
    await catchUp(() => {
      void linkAlias(stage.context, rita, contactId, 'ana@acme.example').then((linked) => {
        if (isRefused(linked)) throw new Error(linked.refused.detail)
      })
    })
    expect(stage.graph.sent).toHaveLength(1)
    expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'wrote-from-alias' })
  })

  test('lost notifications do not make it begin anew, and the wide read follows before any email', async () => {
    await enrolledInShort(ben.address)
    stage.graph.asked.length = 0
    await catchUp(() => void wantDeepRead(stage.db, ritaId, '1970-01-01T00:00:00.000Z'))
    expect(stage.graph.sent).toHaveLength(2)
    const errands = stage.graph.errands()
    const until = errands.indexOf('send')
    const asked = stage.graph.asked.slice(0, until).filter(isList)
    const wide = asked.filter((one) => Date.parse(sinceOf(one)) < Date.parse(stage.now()) - 5 * day)
    expect(wide.length).toBeGreaterThanOrEqual(2)
  })
})
