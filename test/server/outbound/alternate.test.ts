/** Under a mailbox's limits first emails and follow-ups go by turns, and whatever waits says why. */

import { alternate } from '../../../server/domain/outbound/pace.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { day, hour, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { rita } from '../../support/server/makers.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => {
  stage.close()
})

const steps = [
  { subject: 'Hello', body: 'One' },
  { body: 'Two', delay: 'P1D' },
]

/** A stage whose mailbox has these limits. */
async function limited(pace: { perDay: number; perMinute: number }): Promise<void> {
  stage.close()
  stage = await openStage({ pace })
  await stage.sequence(steps)
}

test.each([
  ['first', 'aXbYcde'],
  ['second', 'XaYbcde'],
] as const)('by turns, the %s begins, and none is left out', (begins, order) => {
  expect(alternate(['a', 'b', 'c', 'd', 'e'], ['X', 'Y'], begins).join('')).toBe(order)
})

async function enrollMany(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1)
    ids.push((await stage.enroll(`c${String(i)}@acme${String(i)}.example`)).id)
  return ids
}

test('a follow-up that is due goes within the hour although three hundred first emails wait for the day’s limit', async () => {
  await limited({ perDay: 50, perMinute: 25 })
  const old = await stage.enroll('old@acme.example')
  await stage.work()
  stage.pass(day - hour)
  await enrollMany(120)
  for (let hours = 0; hours < 4; hours += 1) {
    stage.pass(20 * minute)
    await stage.work()
    stage.pass(40 * minute)
    await stage.work()
  }
  // The day's fifty went before it was due; of the next day's, every second one is a follow-up.
  stage.pass(22 * hour)
  for (let minutes = 0; minutes < 60; minutes += 1) {
    stage.pass(minute)
    await stage.work()
  }
  const seen = await stage.enrollment(old.id)
  expect(seen.nextStep === null || seen.nextStep > 2 || seen.state === 'ended').toBe(true)
})

test('everybody who waits for a limit is told so, however many they are, and not any more when it is over', async () => {
  await limited({ perDay: 10, perMinute: 5 })
  const ids = await enrollMany(40)
  await stage.workMinutes(5)
  await stage.work()
  const waits = async () =>
    Promise.all(
      ids.map(async (id) => {
        const one = await stage.enrollment(id)
        return (await showEnrollment(stage.db, rita, one)).nextStep?.waits ?? null
      }),
    )
  const told = await waits()
  const sent = stage.graph.sent.length
  expect(sent).toBe(10)
  expect(told.filter((one) => one?.includes('10 emails in 24 hours'))).toHaveLength(30)
  for (let days = 0; days < 6; days += 1) {
    stage.pass(day)
    await stage.workMinutes(5)
  }
  expect((await waits()).filter((one) => one?.includes('24 hours')).length).toBeLessThan(30)
})

test('a follow-up that has waited for a quarter of an hour takes turns; before that, first emails go at once', async () => {
  await limited({ perDay: 3, perMinute: 25 })
  const old = await stage.enroll('old@acme.example')
  await stage.work()
  stage.pass(day - 2 * minute)
  await enrollMany(8)
  await stage.work()
  // Two of the eight took what was left of the day's limit.
  expect(stage.graph.sent).toHaveLength(3)
  stage.pass(3 * minute)
  await stage.work()
  // The place that came free went to a first email: the follow-up is due for a minute only.
  expect(stage.graph.sent).toHaveLength(4)
  expect((await stage.enrollment(old.id)).emailsSent).toBe(1)
  stage.pass(day)
  await stage.work()
  expect((await stage.enrollment(old.id)).emailsSent).toBe(2)
})
