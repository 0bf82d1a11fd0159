/** Jobs that fail: parked, tried again, and told without the words of people. */

import sql from 'sql-template-tag'
import { leaseNextJob, addMissingJobs, workJob } from '../../../server/worker/job-worker.ts'
import { openStage, type Stage } from '../../support/server/engine-stage.ts'
import { messageOf } from '../../support/message-of.ts'
import { away } from '../../support/server/scripted-graph.ts'

let stage: Stage
let reports: object[]
beforeEach(async () => {
  reports = []
  stage = await openStage()
  stage.context.report = (entry) => reports.push(entry)
  await addMissingJobs(stage.context)
  await stage.db.all(
    sql`update jobs set due_at = '2099-01-01T00:00:00.000Z' where name <> 'directory'`,
  )
})
afterEach(() => {
  stage.close()
})

async function work(): Promise<void> {
  const lease = await leaseNextJob(stage.context, 'here#1')
  if (!lease) throw new Error('No job is due.')
  await workJob(stage.context, lease)
}

const stored = async () =>
  (
    await stage.db.one<{ last_error: string }>(
      sql`select last_error from jobs where name = 'directory'`,
    )
  )?.last_error

test('of a fault of ours only the name is stored and logged, for its words may hold a contact’s', async () => {
  stage.graph.before = () => {
    throw new TypeError('ana@acme.example is not iterable')
  }
  expect(await messageOf(work())).toContain('not iterable')
  expect(await stored()).toBe('fault: TypeError')
  expect(JSON.stringify(reports)).toContain('fault: TypeError')
  expect(JSON.stringify(reports)).not.toContain('ana@')
})

test('what Graph says is stored as it is', async () => {
  stage.graph.fail('users-delta', 'before', away, 1)
  await work()
  expect(await stored()).toMatch(/50[34]/)
})
