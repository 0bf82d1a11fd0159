/** The loop: works what is due, says when it is done, and survives what goes wrong in a sync. */

import { openLoop, type Loop } from '../../../server/worker/loop.ts'
import { addMissingJobs } from '../../../server/worker/job-worker.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { day, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { ana, ben, ritaId, samId } from '../../support/server/makers.ts'

let stage: Stage
let loop: Loop
let faults: unknown[]
beforeEach(async () => {
  faults = []
  stage = await openStage()
  await stage.sequence()
  loop = openLoop(stage.context, {
    processName: 'host:3000',
    syncsAtOnce: 2,
    onFault: (error) => faults.push(error),
  })
  stage.context.wake = loop.wake
  await loop.settle()
})
afterEach(async () => {
  await loop.close()
  stage.close()
})

test('an enrolled contact has the first email when the loop has settled', async () => {
  await stage.enroll(ana.address)
  await loop.settle()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
})

test('after the clock moved, settling means that the work then due is done', async () => {
  await stage.enroll(ana.address)
  await loop.settle()
  stage.pass(2 * day)
  await loop.settle()
  expect(stage.graph.sent).toHaveLength(2)
})

test('jobs are done although a mailbox is always due', async () => {
  await loop.close()
  let syncs = 0
  stage.graph.before = ({ errand, mailboxId }) => {
    if (errand !== 'list') return
    syncs += 1
    if (syncs < 300)
      void requestSync(stage.db, mailboxId === ritaId ? samId : ritaId, 1, stage.now())
  }
  await addMissingJobs(stage.context)
  const syncsAtJob: number[] = []
  const ask: typeof stage.context.ask = async (...asked) => {
    await new Promise(setImmediate)
    if (stage.graph.errands().includes('users-delta')) syncsAtJob.push(syncs)
    return stage.context.ask(...asked)
  }
  for (const id of [ritaId, samId]) await requestSync(stage.db, id, 1, stage.now())
  const onFault = (error: unknown): unknown => faults.push(error)
  loop = openLoop({ ...stage.context, ask }, { processName: 'busy', syncsAtOnce: 1, onFault })
  await loop.settle()
  expect(syncs).toBeGreaterThanOrEqual(300)
  expect(syncsAtJob[0]).toBeLessThan(20)
})

test('a fault in a sync is reported, and other emails still go', async () => {
  stage.graph.before = (asked) => {
    if (asked.errand !== 'draft') return
    stage.graph.before = null
    throw new TypeError('a fault of ours')
  }
  await stage.enroll(ana.address)
  await loop.settle()
  expect(faults).toHaveLength(1)
  stage.pass(minute)
  await stage.enroll(ben.address)
  await loop.settle()
  expect(stage.graph.sent.map((one) => one.to).sort()).toEqual([ana.address, ben.address])
})

test('closing waits for the sync that goes on, and takes no other', async () => {
  await stage.enroll(ana.address)
  await loop.close()
  const asked = stage.graph.asked.length
  await stage.enroll(ben.address)
  loop.wake()
  await new Promise(setImmediate)
  expect(stage.graph.errands().slice(asked)).toEqual(['newest'])
  expect(stage.graph.sent.length).toBeLessThanOrEqual(1)
})
