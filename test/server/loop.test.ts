/** The loop: works what is due, says when it is done, and survives what goes wrong in a turn. */

import { openLoop, type Loop } from '../../server/loop.ts'
import { day, minute, openStage, type Stage } from '../support/engine-stage.ts'
import { ana, ben } from '../support/makers.ts'

let stage: Stage
let loop: Loop
let faults: unknown[]
beforeEach(async () => {
  faults = []
  stage = await openStage()
  await stage.sequence()
  loop = openLoop(stage.context, {
    processName: 'host:3000',
    turnsAtOnce: 2,
    onFault: (error) => faults.push(error),
  })
  stage.context.wake = loop.wake
  await loop.settle()
})
afterEach(async () => {
  await loop.close()
  stage.close()
})

test('an enrolled contact has the first letter when the loop has settled', async () => {
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

test('a fault in a turn is told, and other letters still go', async () => {
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

test('closing waits for the turn that goes on, and takes no other', async () => {
  await stage.enroll(ana.address)
  await loop.close()
  const asked = stage.graph.asked.length
  await stage.enroll(ben.address)
  loop.wake()
  await new Promise(setImmediate)
  expect(stage.graph.errands().slice(asked)).toEqual(['newest'])
  expect(stage.graph.sent.length).toBeLessThanOrEqual(1)
})
